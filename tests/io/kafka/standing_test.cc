#include "pipeline/io/kafka/standing.h"

#include <gtest/gtest.h>

#include <vector>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

TEST(KafkaStanding, IsInTroubleUntilTheGroupHasAssigned) {
  Standing standing;
  ASSERT_TRUE(standing.trouble());
  EXPECT_EQ(standing.trouble()->code, code::kNotAssigned);
  standing.assigned({});
  EXPECT_FALSE(standing.trouble()) << "a member may have nothing to do";
}

TEST(KafkaStanding, TellsWhatTheGroupSaidLastWhileItIsNoMember) {
  Standing standing;
  standing.refused("JoinGroup failed: no");
  EXPECT_EQ(standing.trouble()->detail, "JoinGroup failed: no");
  standing.assigned({});
  standing.refused("a connection was closed");
  standing.stood_aside();
  EXPECT_NE(standing.trouble()->detail, "JoinGroup failed: no");
  EXPECT_NE(standing.trouble()->detail, "a connection was closed");
}

TEST(KafkaStanding, IsInTroubleAgainAfterALoss) {
  Standing standing;
  const std::vector<record::Partition> partitions{record::Partition{1}};
  standing.assigned(partitions);
  standing.lost(partitions);
  EXPECT_TRUE(standing.trouble());
  standing.assigned(partitions);
  EXPECT_FALSE(standing.trouble());
  standing.stood_aside();
  EXPECT_TRUE(standing.trouble());
}

TEST(KafkaStanding, KnowsAPartitionThatEndsBelowWhereItEndedBefore) {
  Standing standing;
  const record::Partition one{1};
  standing.assigned(std::vector{one});
  const auto answer = [&](std::int64_t end) {
    auto asked = standing.to_ask();
    asked[0].end = end;
    standing.answered(asked);
    return standing.begun_anew();
  };
  EXPECT_FALSE(answer(30));
  EXPECT_FALSE(answer(30));
  EXPECT_FALSE(answer(31));
  const auto anew = answer(4);
  ASSERT_TRUE(anew);
  EXPECT_EQ(anew->end, 4);
  EXPECT_EQ(anew->known, 31);
  EXPECT_FALSE(standing.begun_anew()) << "once";
}

TEST(KafkaStanding, LetsReadersBeFasterThanTheAnswer) {
  Standing standing;
  const record::Partition one{1};
  standing.assigned(std::vector{one});
  auto asked = standing.to_ask();
  record::Input input;
  input.partition = one;
  input.offset = record::Offset{49};
  standing.delivered(std::vector{input});
  asked[0].end = 40;
  standing.answered(asked);
  EXPECT_FALSE(standing.begun_anew());
  asked = standing.to_ask();
  asked[0].end = 40;
  standing.answered(asked);
  EXPECT_TRUE(standing.begun_anew());
}

TEST(KafkaStanding, CountsFailedCommitsAndCallsThreeInARowTrouble) {
  Standing standing;
  standing.assigned({});
  const record::Error failure{record::Fault::kTransient, code::kBrokerError, "refused"};
  standing.group_answered(failure);
  standing.group_answered(failure);
  EXPECT_FALSE(standing.trouble());
  standing.group_answered(failure);
  ASSERT_TRUE(standing.trouble());
  EXPECT_EQ(standing.trouble()->detail, "refused");
  standing.group_answered(std::nullopt);
  EXPECT_FALSE(standing.trouble());
  EXPECT_EQ(standing.picture().commit_failures, 3U);
}

}  // namespace
}  // namespace tidings::io::kafka
