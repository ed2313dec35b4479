// What a near copy of the evidence outweighs, and what it does not: reports of one kind of news are near copies, too.
#include <gmock/gmock.h>

#include "pipeline/correlate/match.h"
#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

using record::EventType;

constexpr std::uint64_t kPrint = 0x0123456789abcdef;
constexpr std::uint64_t kAround = 0xfedcba9876543210;
const std::string kLong =
    "Three soldiers were killed there on Thursday, as the governor of the region told the reporters.";

Account report(const std::string& article, const std::vector<std::string>& actors,
               const std::vector<std::string>& recipients, std::uint64_t paragraph = 0) {
  return Account(article, "2022-01-20")
      .type(EventType::kAssault)
      .sides(actors, recipients)
      .on("2022-01-20")
      .evidence(kLong, kPrint, paragraph);
}

std::optional<Match> compare(const Account& one, const Account& other) {
  return match(facts_of(one.told()), facts_of(other.told()));
}

TEST(Wording, ANearCopyIsSeen) {
  const auto found = compare(report("a", {"RUS"}, {"UKR"}), report("b", {"RUS"}, {"UKR"}));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->near_copy);
  EXPECT_FALSE(found->copied_around);
}

TEST(Wording, DoesNotPutAnotherInThePlaceOfASide) {
  EXPECT_FALSE(compare(report("a", {"USA"}, {"RUS"}), report("b", {"USA"}, {"CHN"})));
  EXPECT_FALSE(compare(report("a", {"USA"}, {"RUS"}, kAround), report("b", {"USA"}, {"CHN"}, kAround)));
  EXPECT_FALSE(compare(report("a", {"RUS", "USA"}, {}).type(EventType::kConsult),
                       report("b", {"RUS", "NATO"}, {}).type(EventType::kConsult)));
  EXPECT_FALSE(compare(report("a", {"RUS", "USA"}, {}), report("b", {"RUS", "NATO"}, {})));
}

TEST(Wording, DoesNotTurnRoundWhoDoesItToWhom) {
  EXPECT_FALSE(compare(report("a", {"RUS"}, {"UKR"}, kAround), report("b", {"UKR"}, {"RUS"}, kAround)));
}

TEST(Wording, OutweighsASideThatIsLeftOut) {
  EXPECT_TRUE(compare(report("a", {"RUS"}, {}), report("b", {}, {"RUS"})));
  EXPECT_FALSE(compare(report("a", {"RUS"}, {}).evidence(kLong, kPrint), report("b", {}, {"RUS"}).evidence(kLong, 1)));
}

TEST(Wording, OutweighsAPlaceOrDayOnlyWhereTheParagraphIsCopiedToo) {
  const auto there = [](std::uint64_t paragraph) {
    return compare(report("a", {"RUS"}, {"UKR"}, paragraph).in("Kharkiv", "UKR"),
                   report("b", {"RUS"}, {"UKR"}, paragraph).in("Odessa", "UKR"));
  };
  EXPECT_FALSE(there(0));
  EXPECT_FALSE(there(kPrint)) << "a paragraph of that sentence alone says no more than it";
  EXPECT_TRUE(there(kAround));
  const auto then = [](std::uint64_t paragraph) {
    return compare(report("a", {"RUS"}, {"UKR"}, paragraph).on("2022-W03"),
                   report("b", {"RUS"}, {"UKR"}, paragraph).on("2022-W02"));
  };
  EXPECT_FALSE(then(0));
  EXPECT_TRUE(then(kAround));
}

TEST(Wording, OfAShortSentenceTellsNothing) {
  const auto brief = [](const std::string& article) {
    return report(article, {"RUS"}, {"UKR"}).evidence("Russia shelled Ukraine.", kPrint);
  };
  EXPECT_FALSE(compare(brief("a"), brief("b"))->near_copy);
}

TEST(Wording, OfTheSameTextIsNoCopy) {
  const auto one = report("a", {"RUS"}, {"UKR"}, kAround).in("Kharkiv", "UKR");
  auto other = report("a", {"RUS"}, {"UKR"}, kAround).in("Odessa", "UKR");
  EXPECT_FALSE(compare(one, other));
  // Of a corrected version of it it is.
  EXPECT_TRUE(compare(one, other.version("corrected")));
}

}  // namespace
}  // namespace tidings::correlate
