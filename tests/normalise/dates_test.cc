#include "pipeline/normalise/dates.h"

#include <gtest/gtest.h>

namespace tidings::normalise {
namespace {

std::string parsed(std::string_view text) {
  const auto date = parse_date(text);
  return date ? date->value : "none";
}

TEST(Dates, ReadsIso) {
  EXPECT_EQ(parsed("1911-05-03"), "1911-05-03");
  EXPECT_EQ(parsed("1911-05-03T09:59"), "1911-05-03T09:59");
  EXPECT_EQ(parsed("1911-05-03T09:59:30Z"), "1911-05-03T09:59:30Z");
  EXPECT_EQ(parsed("1911-05-03T09:59:30.125+02:00"), "1911-05-03T09:59:30+02:00");
  EXPECT_EQ(parsed("1911-05-03 09:59:30 -0330"), "1911-05-03T09:59:30-03:30");
  EXPECT_EQ(parsed("1911-05-03T09:59+02"), "1911-05-03T09:59+02:00");
  EXPECT_EQ(parsed("19110503"), "1911-05-03");
  EXPECT_EQ(parsed("19110503T095930Z"), "1911-05-03T09:59:30Z");
  EXPECT_EQ(parsed("1911/05/03"), "1911-05-03");
}

TEST(Dates, ReadsRfc2822) {
  EXPECT_EQ(parsed("Wed, 03 May 1911 09:59:00 +0300"), "1911-05-03T09:59:00+03:00");
  EXPECT_EQ(parsed("Wed, 3 May 1911 09:59:00 GMT"), "1911-05-03T09:59:00Z");
  EXPECT_EQ(parsed("3 May 1911 09:59:00 +0000 (UTC)"), "1911-05-03T09:59:00Z");
}

TEST(Dates, ReadsWhatIsPrintedAboveArticles) {
  EXPECT_EQ(parsed("3 May, 1911 09:59"), "1911-05-03T09:59");
  EXPECT_EQ(parsed("May 3rd, 1911 at 9:59 p.m. CET"), "1911-05-03T21:59+01:00");
  EXPECT_EQ(parsed("Wednesday, May 3, 1911"), "1911-05-03");
  EXPECT_EQ(parsed("Published: Sept. 14, 1911, 12:05am"), "1911-09-14T00:05");
  EXPECT_EQ(parsed("09:59, 3 May 1911"), "1911-05-03T09:59");
  EXPECT_EQ(parsed("03.05.1911"), "1911-05-03");
  EXPECT_EQ(parsed("5/23/1911"), "1911-05-23");
  EXPECT_EQ(parsed("23/5/1911"), "1911-05-23");
  EXPECT_EQ(parsed("3-May-1911"), "1911-05-03");
  EXPECT_EQ(parsed("3 May 1911 | 9am"), "1911-05-03T09:00");
}

TEST(Dates, TellsAnUpdate) {
  EXPECT_TRUE(parse_date("Last updated: 3 May 1911")->update);
  EXPECT_FALSE(parse_date("Published 3 May 1911")->update);
}

TEST(Dates, ReadsSecondsAndMilliseconds) {
  EXPECT_EQ(parsed("1642759140"), "2022-01-21T09:59:00Z");
  EXPECT_EQ(parsed("1642759140123"), "2022-01-21T09:59:00Z");
}

TEST(Dates, DoesNotGuess) {
  for (const std::string_view text :
       {"", "yesterday", "May 1911", "3 May", "5/6/1911", "3 May 11", "1911", "3 4 May 1911", "3 May 1911 and then",
        "The bridge fell on 3 May 1911", "3 May 1911 09:59 XYZT"}) {
    EXPECT_EQ(parsed(text), "none") << text;
  }
}

TEST(Dates, RefusesTheImpossible) {
  for (const std::string_view text :
       {"1911-02-30", "1911-13-01", "0000-00-00", "1911-05-03T25:00", "1911-05-03T09:61", "31 April 1911",
        "3 May 1911 13:00 pm", "1911-05-03T09:59+99:00", "29 February 1911"}) {
    EXPECT_EQ(parsed(text), "none") << text;
  }
  EXPECT_EQ(parsed("29 February 1912"), "1912-02-29");
}

TEST(Dates, RefusesTheAbsurd) {
  // The last one in nanoseconds is no 64-bit number.
  for (const std::string_view text :
       {"0001-01-01T00:00:00Z", "9999-12-31", "1970-01-01T00:00:00Z", "0000000000", "9999999999"}) {
    EXPECT_EQ(parsed(text), "none") << text;
  }
  EXPECT_EQ(parsed("1970-01-01"), "1970-01-01");
}

TEST(Dates, FormatsTheQueuesTime) {
  using std::chrono::system_clock;
  EXPECT_EQ(format_time(system_clock::time_point(std::chrono::milliseconds(1642759140999))), "2022-01-21T09:59:00Z");
  EXPECT_EQ(format_time(system_clock::time_point(std::chrono::milliseconds(-1))), std::nullopt);
  EXPECT_EQ(format_time(system_clock::time_point{}), std::nullopt);
}

}  // namespace
}  // namespace tidings::normalise
