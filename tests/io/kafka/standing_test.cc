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
