#include "pipeline/io/kafka/assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::io::kafka {
namespace {

using record::Assignment;
using record::Offset;
using record::Partition;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Partition kZero{0};
constexpr Partition kOne{1};

class AssignmentsTest : public testing::Test {
 protected:
  Assignment own(Partition partition) {
    assignments_.assign(partition);
    for (const auto& assigned : assignments_.announce()) {
      if (assigned.partition == partition) return assigned.assignment;
    }
    ADD_FAILURE() << "not announced";
    return {};
  }
  bool deliver(Partition partition, std::int64_t offset) {
    return assignments_.deliver(partition, Offset{offset}).has_value();
  }
  std::vector<std::pair<std::uint64_t, std::int64_t>> rewind() {
    std::vector<std::pair<std::uint64_t, std::int64_t>> places;
    for (const auto& place : assignments_.rewind()) places.emplace_back(place.partition.value, place.offset.value);
    return places;
  }
  std::vector<Partition> revoke(Partition partition) { return assignments_.revoke({&partition, 1}); }
  std::vector<Partition> lose(Partition partition) { return assignments_.lose({&partition, 1}); }
  void release(Partition partition) { assignments_.release({&partition, 1}); }

  Assignments assignments_;
};

TEST_F(AssignmentsTest, AnnouncesEachAssignmentOnceAndNeverTheSameNumberTwice) {
  const auto first = own(kZero);
  EXPECT_THAT(assignments_.announce(), IsEmpty());
  lose(kZero);
  EXPECT_GT(own(kZero), first);
}

TEST_F(AssignmentsTest, DeliversOnlyWhatIsOwned) {
  EXPECT_FALSE(deliver(kZero, 0));
  own(kZero);
  EXPECT_TRUE(deliver(kZero, 0));
  EXPECT_FALSE(deliver(kOne, 0));
  EXPECT_THAT(revoke(kZero), ElementsAre(kZero));
  EXPECT_FALSE(deliver(kZero, 1));
}

TEST_F(AssignmentsTest, ARevokedPartitionStaysCommittableUntilItIsReleasedAndForgotten) {
  const auto assignment = own(kZero);
  EXPECT_THAT(revoke(kZero), ElementsAre(kZero));
  EXPECT_FALSE(assignments_.all_released());
  EXPECT_TRUE(assignments_.commit({kZero, assignment, Offset{5}}));
  release(kZero);
  EXPECT_TRUE(assignments_.all_released());
  EXPECT_THAT(assignments_.forget_released(), ElementsAre(kZero));
  EXPECT_FALSE(assignments_.commit({kZero, assignment, Offset{6}}));
}

TEST_F(AssignmentsTest, AllMustBeReleasedBeforeAnyIsHandedOver) {
  own(kZero);
  own(kOne);
  revoke(kZero);
  revoke(kOne);
  release(kZero);
  EXPECT_FALSE(assignments_.all_released());
  release(kOne);
  EXPECT_TRUE(assignments_.all_released());
}

TEST_F(AssignmentsTest, APartitionTheEngineNeverHeardOfIsHandedOverUnasked) {
  assignments_.assign(kZero);
  EXPECT_THAT(revoke(kZero), IsEmpty());
  EXPECT_TRUE(assignments_.all_released());
  EXPECT_THAT(assignments_.announce(), IsEmpty());
  EXPECT_THAT(assignments_.forget_released(), ElementsAre(kZero));
}

TEST_F(AssignmentsTest, ALostPartitionIsToldOnlyToWhomItWasAnnounced) {
  own(kZero);
  assignments_.assign(kOne);
  EXPECT_THAT(lose(kZero), ElementsAre(kZero));
  EXPECT_THAT(lose(kOne), IsEmpty());
  EXPECT_THAT(lose(kOne), IsEmpty());
}

TEST_F(AssignmentsTest, AnAckOfALostAssignmentMeansNothingAlsoWhenThePartitionIsBack) {
  const auto old = own(kZero);
  deliver(kZero, 10);
  lose(kZero);
  EXPECT_FALSE(assignments_.commit({kZero, old, Offset{99}}));
  own(kZero);
  deliver(kZero, 10);
  EXPECT_FALSE(assignments_.commit({kZero, old, Offset{99}}));
  EXPECT_THAT(rewind(), ElementsAre(std::pair(0, 10)));
}

TEST_F(AssignmentsTest, RewindsToWhatIsDurableUnderNewAssignments) {
  const auto old = own(kZero);
  deliver(kZero, 10);
  deliver(kZero, 11);
  ASSERT_TRUE(assignments_.commit({kZero, old, Offset{11}}));
  EXPECT_THAT(rewind(), ElementsAre(std::pair(0, 11)));
  EXPECT_FALSE(assignments_.current(kZero, old));
  EXPECT_FALSE(assignments_.commit({kZero, old, Offset{12}}));
  ASSERT_EQ(assignments_.announce().size(), 1U);
}

TEST_F(AssignmentsTest, RewindsToTheFirstDeliveredWhereNothingIsDurable) {
  own(kZero);
  own(kOne);
  deliver(kZero, 42);
  deliver(kZero, 43);
  EXPECT_THAT(rewind(), ElementsAre(std::pair(0, 42)));  // nothing came of the other: it stands where it stood
  EXPECT_THAT(rewind(), ElementsAre(std::pair(0, 42)));
}

TEST_F(AssignmentsTest, ARewindLeavesAloneWhatIsBeingHandedOver) {
  const auto assignment = own(kZero);
  deliver(kZero, 1);
  revoke(kZero);
  EXPECT_THAT(rewind(), IsEmpty());
  EXPECT_TRUE(assignments_.commit({kZero, assignment, Offset{2}}));
}

TEST_F(AssignmentsTest, RemembersTheHighestDurablePlaceAlsoOfWhatWentAway) {
  const Position kept{kZero, {}, Offset{7}};
  assignments_.keep({&kept, 1});
  EXPECT_EQ(assignments_.kept(kZero), Offset{7});
  EXPECT_EQ(assignments_.kept(kOne), std::nullopt);
  const auto assignment = own(kOne);
  ASSERT_TRUE(assignments_.commit({kOne, assignment, Offset{3}}));
  lose(kOne);
  EXPECT_EQ(assignments_.kept(kOne), Offset{3});
  const Position lower{kOne, {}, Offset{1}};
  assignments_.keep({&lower, 1});
  EXPECT_EQ(assignments_.kept(kOne), Offset{3});
}

TEST(KafkaAssignments, AnOffsetThatWasReadGoesBackUnlessEverythingDoes) {
  Assignments assignments;
  assignments.assign(kOne);
  (void)assignments.announce();
  EXPECT_FALSE(assignments.goes_back(kOne, Offset{7}));
  ASSERT_TRUE(assignments.deliver(kOne, Offset{7}));
  EXPECT_FALSE(assignments.goes_back(kOne, Offset{8}));
  EXPECT_TRUE(assignments.goes_back(kOne, Offset{7}));
  EXPECT_TRUE(assignments.goes_back(kOne, Offset{0}));
  (void)assignments.rewind();
  EXPECT_FALSE(assignments.goes_back(kOne, Offset{7}));
}

TEST(KafkaAssignments, WhatIsDurableIsNotReadAgain) {
  Assignments assignments;
  assignments.keep(std::vector<Position>{{kOne, record::Assignment{0}, Offset{1000}}});
  assignments.assign(kOne);
  (void)assignments.announce();
  EXPECT_TRUE(assignments.goes_back(kOne, Offset{0})) << "the topic was made anew while nobody looked";
  EXPECT_TRUE(assignments.goes_back(kOne, Offset{999}));
  EXPECT_FALSE(assignments.goes_back(kOne, Offset{1000}));
}

}  // namespace
}  // namespace tidings::io::kafka
