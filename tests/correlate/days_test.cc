#include "pipeline/correlate/days.h"

#include <gmock/gmock.h>

#include <chrono>

namespace tidings::correlate {
namespace {

using record::Status;

std::int32_t day(int year, unsigned month, unsigned of_month) {
  const auto date = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month);
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

TEST(Days, AreReadFromEachFormOfADate) {
  EXPECT_EQ(days_of("2022-01-21"), (Days{day(2022, 1, 21), day(2022, 1, 21)}));
  EXPECT_EQ(days_of("2022-01-21T11:00+01:00"), days_of("2022-01-21"));
  EXPECT_EQ(days_of("1956-10-30TEV"), days_of("1956-10-30"));
  EXPECT_EQ(days_of("2022-02"), (Days{day(2022, 2, 1), day(2022, 2, 28)}));
  EXPECT_EQ(days_of("2021-12"), (Days{day(2021, 12, 1), day(2021, 12, 31)}));
  EXPECT_EQ(days_of("2022"), (Days{day(2022, 1, 1), day(2022, 12, 31)}));
  EXPECT_EQ(days_of("199"), (Days{day(1990, 1, 1), day(1999, 12, 31)}));
  EXPECT_EQ(days_of("2022-Q4"), (Days{day(2022, 10, 1), day(2022, 12, 31)}));
  EXPECT_EQ(days_of("2022-SU"), (Days{day(2022, 6, 1), day(2022, 8, 31)}));
  EXPECT_EQ(days_of("2022-W04"), (Days{day(2022, 1, 24), day(2022, 1, 30)}));
  EXPECT_EQ(days_of("1912-W25"), (Days{day(1912, 6, 17), day(1912, 6, 23)}));
  EXPECT_EQ(days_of("2022-W04-WE"), (Days{day(2022, 1, 29), day(2022, 1, 30)}));
  EXPECT_EQ(days_of("2022-01-10/2022-01-13"), (Days{day(2022, 1, 10), day(2022, 1, 13)}));
}

TEST(Days, AreNothingForWhatIsNoDate) {
  for (const auto* value : {"", "P3D", "PRESENT_REF", "XXXX-WXX-5", "T11:00", "2022-13-01", "2022-02-30", "2022-W60",
                            "2022-01-13/2022-01-10", "2022-", "20"}) {
    EXPECT_FALSE(days_of(value)) << value;
  }
}

TEST(Days, ABareDayCountsAsItsEnd) {
  EXPECT_GT(instant_of("2022-01-21"), instant_of("2022-01-21T23:00Z"));
  EXPECT_LT(instant_of("2022-01-21"), instant_of("2022-01-22T00:00Z"));
  EXPECT_EQ(instant_of("2022-01-21T10:00:30+01:00"), instant_of("2022-01-21T09:00:30Z"));
  EXPECT_EQ(instant_of("2022-01-21T10:00-04:00"), instant_of("2022-01-21T14:00"));
  EXPECT_FALSE(instant_of("yesterday"));
}

TEST(Days, WithoutADateReportsLookBackAndPlansAhead) {
  EXPECT_EQ(days_about("2022-01-21", Status::kOccurred), (Days{day(2022, 1, 19), day(2022, 1, 21)}));
  EXPECT_EQ(days_about("2022-01-21T10:00Z", Status::kPlanned), (Days{day(2022, 1, 21), day(2022, 2, 4)}));
  EXPECT_FALSE(days_about("2022-01-21", Status::kHistorical));
  EXPECT_FALSE(days_about("", Status::kOccurred));
}

}  // namespace
}  // namespace tidings::correlate
