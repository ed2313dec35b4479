#include "pipeline/flow/sequencer.h"

#include <gmock/gmock.h>

#include <string>

namespace tidings::flow {
namespace {

using record::Assignment;
using record::Partition;
using testing::ElementsAre;
using testing::IsEmpty;

class SequencerTest : public testing::Test {
 protected:
  void push(std::uint32_t partition, std::uint64_t assignment, std::uint64_t sequence) {
    auto batch = std::make_unique<Batch>();
    batch->partition = Partition{partition};
    batch->assignment = Assignment{assignment};
    batch->sequence = sequence;
    batch->charge = budget_.try_take(1);
    sequencer_.push(std::move(batch));
  }
  std::vector<std::string> out_;
  ByteBudget budget_{100};
  Sequencer sequencer_{[this](BatchPtr batch) {
    out_.push_back(std::to_string(batch->partition.value) + ":" + std::to_string(batch->sequence));
  }};
};

TEST_F(SequencerTest, RestoresTheOrderOfAPartition) {
  sequencer_.open(Partition{0}, Assignment{1});
  push(0, 1, 2);
  push(0, 1, 1);
  EXPECT_THAT(out_, IsEmpty());
  EXPECT_EQ(sequencer_.waiting(), 2U);
  push(0, 1, 0);
  EXPECT_THAT(out_, ElementsAre("0:0", "0:1", "0:2"));
  EXPECT_EQ(sequencer_.waiting(), 0U);
}

TEST_F(SequencerTest, LetsOnePartitionPassWhileAnotherWaits) {
  sequencer_.open(Partition{0}, Assignment{1});
  sequencer_.open(Partition{1}, Assignment{2});
  push(0, 1, 1);
  push(1, 2, 0);
  EXPECT_THAT(out_, ElementsAre("1:0"));
}

TEST_F(SequencerTest, DropsWhatBelongsToAVoidAssignmentAndFreesItsBytes) {
  sequencer_.open(Partition{0}, Assignment{1});
  push(0, 1, 1);
  EXPECT_EQ(budget_.used(), 1U);
  sequencer_.void_assignment(Partition{0}, Assignment{1});
  push(0, 1, 0);
  EXPECT_THAT(out_, IsEmpty());
  EXPECT_EQ(budget_.used(), 0U);
}

TEST_F(SequencerTest, StartsAgainWithANewAssignment) {
  sequencer_.open(Partition{0}, Assignment{1});
  push(0, 1, 1);
  sequencer_.open(Partition{0}, Assignment{2});
  push(0, 2, 0);
  push(0, 1, 0);  // late, of the old one
  EXPECT_THAT(out_, ElementsAre("0:0"));
}

}  // namespace
}  // namespace tidings::flow
