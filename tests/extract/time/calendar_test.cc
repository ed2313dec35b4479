#include "pipeline/extract/time/calendar.h"

#include <gtest/gtest.h>

namespace tidings::extract::timex {
namespace {

TEST(Calendar, RefusesDaysThereAreNot) {
  EXPECT_TRUE(day_of(1904, 2, 29));
  EXPECT_FALSE(day_of(1900, 2, 29));
  EXPECT_FALSE(day_of(1904, 4, 31));
  EXPECT_FALSE(day_of(99999, 1, 1));
}

TEST(Calendar, NumbersWeeksAsIsoDoes) {
  EXPECT_EQ(iso_week_of(*day_of(1909, 1, 3)).week, 53);
  EXPECT_EQ(iso_week_of(*day_of(1909, 1, 3)).year, 1908);
  EXPECT_FALSE(monday_of_week(1909, 53));
  EXPECT_EQ(*monday_of_week(1911, 1), *day_of(1911, 1, 2));
}

TEST(Calendar, KeepsMonthsInTheirBounds) {
  EXPECT_EQ(add_months(*day_of(1911, 1, 31), 1), *day_of(1911, 2, 28));
  EXPECT_EQ(add_months(*day_of(1911, 1, 31), -2), *day_of(1910, 11, 30));
}

TEST(Calendar, KnowsWhenEasterIs) {
  EXPECT_EQ(easter_of(1911), *day_of(1911, 4, 16));
  EXPECT_EQ(easter_of(2000), *day_of(2000, 4, 23));
  EXPECT_EQ(orthodox_easter_of(2000), *day_of(2000, 4, 30));
  EXPECT_EQ(day_of(Holiday::kThanksgiving, 1909), *day_of(1909, 11, 25));
  EXPECT_EQ(day_of(Holiday::kMemorial, 2000), *day_of(2000, 5, 29));
}

}  // namespace
}  // namespace tidings::extract::timex
