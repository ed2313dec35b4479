#include "pipeline/io/kafka/drain.h"

#include <gtest/gtest.h>

#include <array>

namespace tidings::io::kafka {
namespace {

using record::Offset;
using record::Partition;

constexpr Partition kOne{1};
constexpr Partition kTwo{2};
constexpr std::array kBoth = {kOne, kTwo};

Drain of_ten_and_twenty() { return Drain({{kOne, Offset{10}}, {kTwo, Offset{20}}}); }

TEST(Drain, IsDoneWhenEveryPartitionOfOursHasBeenDeliveredToItsEnd) {
  auto drain = of_ten_and_twenty();
  EXPECT_FALSE(drain.done());  // nothing has been given to us yet
  drain.assigned(kBoth);
  drain.delivered(kOne, Offset{9});
  EXPECT_FALSE(drain.done());
  drain.delivered(kTwo, Offset{18});
  EXPECT_FALSE(drain.done());
  drain.delivered(kTwo, Offset{19});
  EXPECT_TRUE(drain.done());
}

TEST(Drain, LeavesToOthersWhatIsTheirs) {
  auto drain = of_ten_and_twenty();
  drain.assigned(kBoth);
  drain.delivered(kOne, Offset{9});
  drain.left(std::array{kTwo});
  EXPECT_TRUE(drain.done());
  auto idle = of_ten_and_twenty();
  idle.assigned({});
  EXPECT_TRUE(idle.done());
}

TEST(Drain, BeginsAnewWithAPartitionThatComesBack) {
  auto drain = of_ten_and_twenty();
  drain.assigned(std::array{kOne});
  drain.delivered(kOne, Offset{9});
  drain.left(std::array{kOne});
  drain.assigned(std::array{kOne});
  EXPECT_FALSE(drain.done());
}

TEST(Drain, WaitsForTheGroupsNextWordWhereItHasStoodAside) {
  auto drain = of_ten_and_twenty();
  drain.assigned(std::array{kOne});
  drain.delivered(kOne, Offset{5});
  drain.stood_aside();
  EXPECT_FALSE(drain.done());
  drain.delivered(kOne, Offset{9});  // on its way still, and no longer ours
  EXPECT_FALSE(drain.done());
  drain.assigned(std::array{kTwo});
  EXPECT_FALSE(drain.done());
  drain.delivered(kTwo, Offset{19});
  EXPECT_TRUE(drain.done());
  drain.stood_aside();
  drain.assigned({});  // the others have it all
  EXPECT_TRUE(drain.done());
}

TEST(Drain, AnEmptyPartitionAndOneThatCameLaterAreDone) {
  Drain drain({{kOne, Offset{0}}});
  drain.assigned(kBoth);
  EXPECT_TRUE(drain.done());
}

TEST(Drain, TheBrokersWordCountsWhereNoRecordShowsTheEnd) {
  auto drain = of_ten_and_twenty();
  drain.assigned(std::array{kOne});
  drain.delivered(kOne, Offset{7});
  drain.at_end(kOne, Offset{8});  // somebody's transaction is still open
  EXPECT_FALSE(drain.done());
  drain.at_end(kOne, Offset{10});
  EXPECT_TRUE(drain.done());
}

TEST(Drain, AfterARewindItIsDoneWithTheSameLastRecord) {
  auto drain = of_ten_and_twenty();
  drain.assigned(std::array{kOne});
  drain.delivered(kOne, Offset{7});
  drain.at_end(kOne, Offset{10});
  drain.back_to(kOne, Offset{3});
  EXPECT_FALSE(drain.done());
  drain.delivered(kOne, Offset{6});
  EXPECT_FALSE(drain.done());
  drain.delivered(kOne, Offset{7});
  EXPECT_TRUE(drain.done());
  drain.back_to(kOne, Offset{8});  // all of it was durable
  EXPECT_TRUE(drain.done());
}

}  // namespace
}  // namespace tidings::io::kafka
