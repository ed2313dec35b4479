#include <gmock/gmock.h>

#include <random>

#include "tests/extract/time/reading.h"

// All texts are made up. Publication is Wednesday, 3 May 1911, unless said otherwise.
namespace tidings::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Times, ReadsDatesHoweverTheyAreWritten) {
  EXPECT_THAT(values_in("It opened on May 9, 1911."), ElementsAre("May 9, 1911 = 1911-05-09"));
  EXPECT_THAT(values_in("It opened on 9 May 1911."), ElementsAre("9 May 1911 = 1911-05-09"));
  EXPECT_THAT(values_in("It opened on the 9th of May, 1911."), ElementsAre("the 9th of May, 1911 = 1911-05-09"));
  EXPECT_THAT(values_in("It opened on 1911-05-09."), ElementsAre("1911-05-09 = 1911-05-09"));
  EXPECT_THAT(values_in("It opened in October of 1908."), ElementsAre("October of 1908 = 1908-10"));
  EXPECT_THAT(values_in("It opened on twenty five May."), ElementsAre("twenty five May = 1911-05-25"));
}

TEST(Times, GivesNoValueToDatesThatAreNot) {
  EXPECT_THAT(values_in("The hall closes on February 30, 1911."), ElementsAre("February 30, 1911 = "));
  EXPECT_THAT(values_in("It was 31 June 1908."), ElementsAre("31 June 1908 = "));
  EXPECT_THAT(values_in("In the year 99999 nothing is left."), IsEmpty());
  EXPECT_THAT(values_in("They met at 25:10 by the gate."), IsEmpty());
}

TEST(Times, ReadsParts) {
  EXPECT_THAT(values_in("He came in mid-December 1909."), ElementsAre("mid-December 1909 = 1909-12"));
  EXPECT_EQ(times_in("He came in mid-December 1909.").at(0).mod, TimeMod::kMid);
  EXPECT_THAT(values_in("By the end of March 1908 they left."), ElementsAre("the end of March 1908 = 1908-03"));
  EXPECT_THAT(values_in("Prices rose in the first quarter of 1910."),
              ElementsAre("the first quarter of 1910 = 1910-Q1"));
  EXPECT_THAT(values_in("The summer of 1899 was dry."), ElementsAre("The summer of 1899 = 1899-SU"));
  EXPECT_THAT(values_in("They built it in the 1890s."), ElementsAre("the 1890s = 189X"));
  EXPECT_THAT(values_in("It dates from the 18th century."), ElementsAre("the 18th century = 17XX"));
  EXPECT_THAT(values_in("The city fell in 490 BC."), ElementsAre("490 BC = BC0490"));
  EXPECT_THAT(values_in("The revolt (499-493 BC) failed."), ElementsAre("499 = BC0499", "493 BC = BC0493"));
  EXPECT_THAT(values_in("The third week of May 1911 was dry."), ElementsAre("The third week of May 1911 = 1911-W20"));
  EXPECT_THAT(values_in("How about 3rd week of Jan"), ElementsAre("3rd week of Jan = 1911-W03"));
  EXPECT_THAT(values_in("In the last week of March 1911 it rained."),
              ElementsAre("the last week of March 1911 = 1911-W13"));
  EXPECT_THAT(values_in("Sales fell in fiscal year 1908."), ElementsAre("fiscal year 1908 = FY1908"));
  EXPECT_THAT(values_in("The fair is in week 23."), ElementsAre("week 23 = 1911-W23"));
}

TEST(Times, CountsFromPublication) {
  EXPECT_THAT(values_in("They arrived yesterday."), ElementsAre("yesterday = 1911-05-02"));
  EXPECT_THAT(values_in("They arrive the day after tomorrow."), ElementsAre("the day after tomorrow = 1911-05-05"));
  EXPECT_THAT(values_in("They arrive next week."), ElementsAre("next week = 1911-W19"));
  EXPECT_THAT(values_in("Profits fell last year."), ElementsAre("last year = 1910"));
  EXPECT_THAT(values_in("It was sold in October of next year."), ElementsAre("October of next year = 1912-10"));
  EXPECT_THAT(values_in("He left two days ago."), ElementsAre("two days ago = 1911-05-01"));
  EXPECT_THAT(values_in("He left three weeks ago."), ElementsAre("three weeks ago = 1911-W15"));
  EXPECT_THAT(values_in("Earlier this month he left."), ElementsAre("Earlier this month = 1911-05"));
}

TEST(Times, PutsOvernightIntoOneNight) {
  EXPECT_THAT(values_in("The port was struck overnight."), ElementsAre("overnight = 1911-05-03TNI"));
  EXPECT_THAT(values_in("They left on Monday. The port was struck overnight."),
              ElementsAre("Monday = 1911-05-01", "overnight = 1911-05-01TNI"));
}

TEST(Times, ReadsThePartOfTheDayBehindDayAndClock) {
  EXPECT_THAT(values_in("They signed on Tuesday at 3:47 in the afternoon."),
              ElementsAre("Tuesday at 3:47 in the afternoon = 1911-05-02T15:47"));
  EXPECT_THAT(values_in("They signed on May 2 at 11:30 at night."),
              ElementsAre("May 2 at 11:30 at night = 1911-05-02T23:30"));
  EXPECT_THAT(values_in("They signed on Tuesday at 3:47 in the morning."),
              ElementsAre("Tuesday at 3:47 in the morning = 1911-05-02T03:47"));
  EXPECT_THAT(values_in("They signed on Tuesday at 3:47 in the hall."),
              ElementsAre("Tuesday at 3:47 = 1911-05-02T03:47"));
}

TEST(Times, ChoosesTheYearThatIsNear) {
  EXPECT_THAT(values_in("The treaty of December 17 was read.", "1911-01-20"), ElementsAre("December 17 = 1910-12-17"));
  EXPECT_THAT(values_in("The treaty of January 9 was read.", "1911-12-30"), ElementsAre("January 9 = 1912-01-09"));
}

TEST(Times, TakesTwoWordingsOfOneDayAsOne) {
  EXPECT_THAT(values_in("They meet tomorrow, May 4, in the hall."), ElementsAre("tomorrow, May 4 = 1911-05-04"));
  EXPECT_THAT(values_in("They met on Monday, May 1."), ElementsAre("Monday, May 1 = 1911-05-01"));
}

TEST(Times, KeepsTheConflictOfAWeekdayWithADate) {
  const auto found = times_in("They will meet on Friday, April 5.").at(0);  // April 5, 1911 was a Wednesday
  EXPECT_EQ(found.time.value, "1911-05-05");
  EXPECT_EQ(found.time.basis, "weekday");
  EXPECT_THAT(found.time.conflicts, ElementsAre("1911-04-05 is no Friday"));
}

// "They VERB on Friday." with its tags, and a tree where `heads` says so.
std::string friday(std::string_view text, std::vector<language::Xpos> xpos, std::vector<std::int32_t> heads = {}) {
  static const Times times;
  std::vector<language::Token> tokens;
  language::tokenise(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
  const auto end = static_cast<std::uint32_t>(tokens.size());
  language::Reading reading;
  reading.xpos = std::move(xpos);
  reading.heads = std::move(heads);
  reading.relations.assign(reading.heads.size(), language::Relation::kObl);
  return times({text, tokens, {&end, 1}, &reading}, {"1911-05-03", "", ""}).at(0).time.value;
}

TEST(Times, CountsADayOfTheWeekFromPublicationInNewsThatLooksBack) {
  EXPECT_THAT(values_in("They have fought since April 1908. He left on Monday."),
              ElementsAre("April 1908 = 1908-04", "Monday = 1911-05-01"));
  EXPECT_THAT(values_in("The war began on April 7, 1908. He left on Monday."),
              ElementsAre("April 7, 1908 = 1908-04-07", "Monday = 1911-05-01"));
}

TEST(Times, ChoosesTheWeekdayByTense) {
  using language::Xpos;
  EXPECT_EQ(friday("They met on Friday", {Xpos::kPrp, Xpos::kVbd, Xpos::kIn, Xpos::kNnp}), "1911-04-28");
  EXPECT_EQ(friday("They will meet on Friday", {Xpos::kPrp, Xpos::kMd, Xpos::kVb, Xpos::kIn, Xpos::kNnp}),
            "1911-05-05");
  EXPECT_EQ(friday("They agreed to meet on Friday",
                   {Xpos::kPrp, Xpos::kVbd, Xpos::kTo, Xpos::kVb, Xpos::kIn, Xpos::kNnp}, {1, -1, 3, 1, 5, 3}),
            "1911-05-05");
  EXPECT_EQ(friday("They agreed on Friday to meet",
                   {Xpos::kPrp, Xpos::kVbd, Xpos::kIn, Xpos::kNnp, Xpos::kTo, Xpos::kVb}, {1, -1, 3, 1, 5, 1}),
            "1911-04-28");
}

TEST(Times, PutsAPastClockTimeBeforeWhatLiesAhead) {
  using language::Xpos;
  const std::string_view text = "They landed at 20:36. They will meet at 11:00.";
  static const Times times;
  std::vector<language::Sentence> sentences;
  language::split_sentences(text, sentences);
  std::vector<language::Token> tokens;
  std::vector<std::uint32_t> ends;
  for (const auto& sentence : sentences) {
    language::tokenise(text, sentence, tokens);
    ends.push_back(static_cast<std::uint32_t>(tokens.size()));
  }
  language::Reading reading;
  reading.xpos = {Xpos::kPrp, Xpos::kVbd, Xpos::kIn, Xpos::kCd, Xpos::kPeriod, Xpos::kPrp,
                  Xpos::kMd,  Xpos::kVb,  Xpos::kIn, Xpos::kCd, Xpos::kPeriod};
  ASSERT_EQ(tokens.size(), reading.xpos.size());
  const auto found = times({text, tokens, ends, &reading}, {"1911-05-03", "", ""});
  EXPECT_EQ(found.at(0).time.value, "1911-05-02T20:36");
  EXPECT_EQ(times({text, tokens, ends, &reading}, {"1911-05-03T21:00Z", "", ""}).at(0).time.value, "1911-05-03T20:36");
}

TEST(Times, FollowsTheDaySpokenOf) {
  EXPECT_THAT(values_in("On April 19, the envoy came. On the same day he spoke."),
              ElementsAre("April 19 = 1911-04-19", "the same day = 1911-04-19"));
  EXPECT_THAT(values_in("The envoy came on April 19.\n\nA day earlier, he was in Ghent. The following week he left."),
              ElementsAre("April 19 = 1911-04-19", "A day earlier = 1911-04-18", "The following week = 1911-W17"));
  EXPECT_THAT(values_in("Earlier in the day he spoke."), ElementsAre("Earlier in the day = 1911-05-03"));
}

TEST(Times, TakesAtTheSameTimeForNoDate) {
  EXPECT_THAT(values_in("The envoy came on April 19. At the same time, prices rose."),
              ElementsAre("April 19 = 1911-04-19", "the same time = "));
}

TEST(Times, ReadsHistoriesFromYearToYear) {
  EXPECT_THAT(
      values_in("In May 1808 they rose. In March 1809 they lost. On April 4, 1810 they won. In June, they fled. "
                "By December they were back. In January, it ended.",
                "1911-05-03"),
      ElementsAre("May 1808 = 1808-05", "March 1809 = 1809-03", "April 4, 1810 = 1810-04-04", "June = 1810-06",
                  "December = 1810-12", "January = 1811-01"));
}

TEST(Times, ReadsTwoClocksOfOneInstant) {
  EXPECT_THAT(
      values_in("Talks begin on Friday at 11:00 local time (13:00 Moscow time).", "2016-05-06"),
      ElementsAre("Friday at 11:00 local time = 2016-05-06T11:00+01:00", "13:00 Moscow time = 2016-05-06T13:00+03:00"));
  EXPECT_EQ(times_in("It left at 23:30 GMT (01:30 Paris time) today.", "2016-05-06").at(0).time.value,
            "2016-05-06T23:30Z");
}

TEST(Times, AsksTzdataForZones) {
  EXPECT_THAT(values_in("It begins at 5 pm New York time tomorrow.", "2016-01-06"),
              ElementsAre("5 pm New York time tomorrow = 2016-01-07T17:00-05:00"));
  EXPECT_THAT(values_in("It begins at 5 pm New York time tomorrow.", "2016-07-06"),
              ElementsAre("5 pm New York time tomorrow = 2016-07-07T17:00-04:00"));
}

TEST(Times, ReadsLengths) {
  EXPECT_THAT(values_in("It took an hour and a half."), ElementsAre("an hour and a half = PT1H30M"));
  EXPECT_THAT(values_in("It took more than two hours."), ElementsAre("more than two hours = PT2H"));
  EXPECT_EQ(times_in("It took more than two hours.").at(0).mod, TimeMod::kMoreThan);
  EXPECT_THAT(values_in("It took 2 years 1 month and 21 days."), ElementsAre("2 years 1 month and 21 days = P2Y1M21D"));
  EXPECT_THAT(values_in("He held a 27-year lease."), ElementsAre("27-year = P27Y"));
  EXPECT_THAT(values_in("It went on for several decades."), ElementsAre("several decades = PXDE"));
}

TEST(Times, SaysFromWhenToWhenALengthIsCounted) {
  const auto last = times_in("It rained over the last three days.").at(0);
  EXPECT_EQ(last.time.value, "P3D");
  EXPECT_EQ(last.begin, "1911-04-30");
  EXPECT_EQ(last.end, "1911-05-03");
  const auto next = times_in("It will rain over the next three days.").at(0);
  EXPECT_EQ(next.begin, "1911-05-04");
  EXPECT_EQ(next.end, "1911-05-07");
  EXPECT_EQ(times_in("It rained for three days.").at(0).begin, "");
}

TEST(Times, CountsBackwardsBeforeChrist) {
  EXPECT_THAT(values_in("In 490 BC they lost. The following year they won. A decade earlier all was quiet.", ""),
              ElementsAre("490 BC = BC0490", "The following year = BC0489", "A decade earlier = BC049X"));
}

TEST(Times, ComparesWithTheSamePeriodOfAnotherYear) {
  EXPECT_THAT(values_in("Sales fell in March 1911, compared to the same month a year ago."),
              ElementsAre("March 1911 = 1911-03", "the same month a year ago = 1910-03"));
}

TEST(Times, TakesADateThatIsALineForTheDayOfPublication) {
  EXPECT_THAT(values_in("A bridge opens\nMay 3, 1911\nIt was begun last year.", ""),
              ElementsAre("May 3, 1911 = 1911-05-03", "last year = 1910"));
}

TEST(Times, ReadsSets) {
  EXPECT_THAT(values_in("They meet every Friday."), ElementsAre("every Friday = XXXX-WXX-5"));
  EXPECT_THAT(values_in("They meet every two weeks."), ElementsAre("every two weeks = P2W"));
  EXPECT_THAT(values_in("They build 15 a year."), ElementsAre("a year = P1Y"));
}

TEST(Times, LinksTheEndsOfRanges) {
  const auto found = times_in("It ran from May 5 to June 7, 1908.");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].time.value, "1908-05-05");
  EXPECT_EQ(found[0].until, 1U);
  EXPECT_THAT(values_in("The reign (1876-1910) was long."), ElementsAre("1876 = 1876", "1910 = 1910"));
  EXPECT_THAT(values_in("The siege of 1915-17 was long."), ElementsAre("1915 = 1915", "17 = 1917"));
  EXPECT_THAT(values_in("They met on 6-7 January 1909."), ElementsAre("6 = 1909-01-06", "7 January 1909 = 1909-01-07"));
}

TEST(Times, KnowsFeasts) {
  EXPECT_THAT(values_in("They met on Easter Monday 1911."), ElementsAre("Easter Monday 1911 = 1911-04-17"));
  EXPECT_THAT(values_in("They met on Thanksgiving 1909."), ElementsAre("Thanksgiving 1909 = 1909-11-25"));
}

TEST(Times, ReadsDayAndMonthAsTheCountryWritesThem) {
  EXPECT_THAT(values_in("It is due on 03/04/1911.", "1911-05-03", "https://news.example.co.uk/a"),
              ElementsAre("03/04/1911 = 1911-04-03"));
  EXPECT_THAT(values_in("It is due on 03/04/1911.", "1911-05-03", "https://news.example.us/a"),
              ElementsAre("03/04/1911 = 1911-03-04"));
  EXPECT_THAT(times_in("It is due on 03/04/1911.").at(0).time.conflicts,
              ElementsAre("day and month may be the other way round"));
}

TEST(Times, LeavesAloneWhatOnlyLooksLikeTime) {
  EXPECT_THAT(values_in("You may march at once; 1500 people did, 1,911 of them sat down."), IsEmpty());
  EXPECT_THAT(values_in("A second try came third, 4:3."), IsEmpty());
  EXPECT_THAT(values_in("Call 138-2010-2015."), IsEmpty());
}

TEST(Times, WithoutPublicationLeavesRelativeTimesOpen) {
  EXPECT_THAT(values_in("They arrived yesterday.", ""), ElementsAre("yesterday = "));
  EXPECT_THAT(values_in("They arrived on May 1, 1911.", ""), ElementsAre("May 1, 1911 = 1911-05-01"));
}

TEST(Times, CountsCodePoints) {
  const auto found = times_in("Čápek – 5 May 1911.").at(0);
  EXPECT_EQ(found.time.span, (record::Span{8, 18}));
}

TEST(Times, SurvivesAnyOrderOfItsWords) {
  const std::vector<std::string> words{
      "the",     "of",       "in",       "last",   "next",    "first",  "May",     "January", "1911",  "31",
      "30th",    "490",      "BC",       "two",    "few",     "years",  "months",  "weeks",   "hours", "century",
      "decade",  "ago",      "later",    "before", "after",   "from",   "to",      "-",       "and",   "Friday",
      "weekend", "tomorrow", "8:45",     "pm",     "Moscow",  "time",   "local",   "(",       ")",     "end",
      "early",   "quarter",  "half",     "week",   "53",      "summer", "morning", "night",   "every", "other",
      "2199",    "9999",     "thousand", "same",   "that",    "day",    "year",    "30/02",   "1990s", "Easter",
      "mid-May", ",",        ".",        "\n\n",   "at",      "12:60",  "million", "1,000",   "0",     "24:00",
      "1/1/00",  "for",      "past",     "seven",  "o'clock", "within", "about"};
  std::mt19937 random(1911);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int n = 0; n < 14; ++n) text += words[random() % words.size()] + " ";
    std::uint32_t end = 0;
    for (const auto& found : times_in(text, i % 3 == 0 ? "" : "1911-05-03T10:00Z")) {
      ASSERT_GE(found.time.span.begin, end) << text;
      ASSERT_GT(found.time.span.end, found.time.span.begin) << text;
      end = found.time.span.end;
    }
  }
}

TEST(Times, TakesLongNonsenseInItsStride) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "early the last of May 5 - ";
  EXPECT_LT(times_in(text).size(), 200'000U);
  EXPECT_THAT(values_in(std::string(100'000, '9')), IsEmpty());
}

}  // namespace
}  // namespace tidings::extract
