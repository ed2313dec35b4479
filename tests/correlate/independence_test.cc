#include "pipeline/correlate/independence.h"

#include <gmock/gmock.h>

#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

constexpr std::uint64_t kPrint = 0x0123456789abcdef;

// Another fingerprint, so many bits away.
std::uint64_t away(int bits) { return kPrint ^ ((std::uint64_t{1} << bits) - 1); }

bool are_one(std::uint64_t sentence, std::uint64_t paragraph, const std::string& text) {
  const auto one = Account("a").evidence("The two ministers met in the capital on Friday.", kPrint, kPrint).told();
  const auto other = Account("b").evidence(text, sentence, paragraph).told();
  return is_near_copy(one, other);
}

TEST(Independence, NearSentencesAreACopy) {
  EXPECT_TRUE(are_one(away(14), away(40), "Quite other words."));
  EXPECT_FALSE(are_one(away(15), away(40), "Quite other words."));
}

TEST(Independence, NearParagraphsAreACopy) {
  EXPECT_TRUE(are_one(away(40), away(10), "Quite other words."));
  EXPECT_FALSE(are_one(away(40), away(11), "Quite other words."));
}

TEST(Independence, AnEditedParagraphIsACopyWhereItsSentencesShareHalfTheirWords) {
  const std::string edited = "On Friday, it was said, the two ministers met in the capital.";
  EXPECT_TRUE(are_one(away(40), away(20), edited));
  EXPECT_FALSE(are_one(away(40), away(21), edited));
  EXPECT_FALSE(are_one(away(40), away(20), "Envoys of the two states have met, the paper writes today."));
}

TEST(Independence, AFingerprintThatIsNotToldIsNoCopy) { EXPECT_FALSE(are_one(0, 0, "Quite other words.")); }

TEST(Independence, APlanAndWhatBecameOfItAreTwoReports) {
  const auto told = [](record::Status status) {
    return Account("a")
        .evidence("The two ministers met in the capital on Friday.", kPrint, kPrint)
        .status(status)
        .told();
  };
  EXPECT_FALSE(is_near_copy(told(record::Status::kPlanned), told(record::Status::kOccurred)));
  EXPECT_TRUE(is_near_copy(told(record::Status::kPlanned), told(record::Status::kPlanned)));
  EXPECT_TRUE(is_near_copy(told(record::Status::kOngoing), told(record::Status::kOccurred)));
}

TEST(Independence, WhatIsACopyOfACopyIsTheSameReport) {
  std::vector<Telling> tellings;
  tellings.push_back(telling_of(Account("a").evidence("A.", kPrint).told(), 1));
  tellings.push_back(telling_of(Account("b").evidence("B.", away(28)).told(), 2));
  EXPECT_EQ(sources_of(tellings, 0).independent, 2U);
  tellings.push_back(telling_of(Account("c").evidence("C.", away(14)).told(), 3));
  const auto sources = sources_of(tellings, 5);
  EXPECT_EQ(sources.independent, 1U);
  EXPECT_EQ(sources.articles, 8U);
}

TEST(Independence, EventsOfOneArticleAreOneSource) {
  std::vector<Telling> tellings;
  tellings.push_back(telling_of(Account("a").told(), 1));
  tellings.push_back(telling_of(Account("a").on("2022-01-21").told(), 1));
  const auto sources = sources_of(tellings, 0);
  EXPECT_EQ(sources.articles, 1U);
  EXPECT_EQ(sources.independent, 1U);
}

}  // namespace
}  // namespace tidings::correlate
