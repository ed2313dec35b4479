#include "pipeline/flow/budget.h"

#include <gtest/gtest.h>

namespace tidings::flow {
namespace {

TEST(ByteBudget, AdmitsUpToItsCapacity) {
  ByteBudget budget(100);
  const auto first = budget.try_take(60);
  EXPECT_EQ(budget.try_take(41).bytes(), 0U);
  const auto second = budget.try_take(40);
  EXPECT_EQ(second.bytes(), 40U);
  EXPECT_EQ(budget.room(), 0U);
}

TEST(ByteBudget, AdmitsOneOversizedRecordWhenNothingIsInFlight) {
  ByteBudget budget(100);
  {
    const auto huge = budget.try_take(5'000);
    EXPECT_EQ(huge.bytes(), 5'000U);
    EXPECT_EQ(budget.try_take(1).bytes(), 0U);
  }
  EXPECT_EQ(budget.used(), 0U);
}

TEST(Charge, GivesBackWhenItDies) {
  ByteBudget budget(100);
  { const auto charge = budget.try_take(70); }
  EXPECT_EQ(budget.used(), 0U);
}

TEST(Charge, IsGivenBackOnceThroughMoves) {
  ByteBudget budget(100);
  Charge kept;
  {
    auto first = budget.try_take(30);
    auto second = budget.try_take(20);
    kept.absorb(std::move(first));
    kept.absorb(std::move(second));
  }
  EXPECT_EQ(budget.used(), 50U);
  kept = Charge{};
  EXPECT_EQ(budget.used(), 0U);
}

TEST(Charge, SettlesAtWhatIsReallyThere) {
  ByteBudget budget(100);
  auto charge = budget.try_take(80);
  charge.settle_at(30);
  EXPECT_EQ(budget.room(), 70U);
  charge.settle_at(120);  // more than the capacity: it is in already
  EXPECT_EQ(budget.used(), 120U);
  EXPECT_EQ(budget.room(), 0U);
  charge.give_back();
  EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace tidings::flow
