#include "pipeline/language/name_dictionary.h"

#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "tests/language/name_lexicon.h"

namespace tidings::language {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const NameDictionary& dictionary() {
  static const NameDictionary kDictionary(small_lexicon());
  return kDictionary;
}

std::vector<NameDictionary::Match> matches_of(const std::string& words) {
  std::vector<WordKey> keys;
  std::istringstream in(words);
  for (std::string word; in >> word;) keys.push_back(word_key(word));
  std::vector<NameDictionary::Match> matches;
  dictionary().find(keys, 0, matches);
  return matches;
}

// The codes of all that the longest match at the begin may be.
std::vector<std::string> codes_of(const std::string& words) {
  std::vector<std::string> codes;
  const auto matches = matches_of(words);
  if (matches.empty()) return codes;
  for (const Entry& entry : dictionary().entries(matches.back().node)) codes.emplace_back(dictionary().code(entry));
  return codes;
}

TEST(NameDictionary, FindsTheShortestFirst) {
  const auto matches = matches_of("United States troops");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].end, 2U);
  EXPECT_EQ(matches[0].exact, kPlaceEntry);
}

TEST(NameDictionary, KeepsEveryMeaningOfTheSameWords) {
  EXPECT_THAT(codes_of("Georgia"), ElementsAre("GEO", "USA"));
  EXPECT_THAT(codes_of("Washington"), ElementsAre("USA", "USA"));
  EXPECT_THAT(codes_of("Abraham Lincoln"), ElementsAre("USA", "USA"));
}

TEST(NameDictionary, TellsACapitalFromASeat) {
  const auto moscow = dictionary().entries(matches_of("Moscow").back().node);
  const auto kremlin = dictionary().entries(matches_of("Kremlin").back().node);
  ASSERT_EQ(moscow.size(), 2U);
  EXPECT_EQ(moscow[0], (Entry{Entry::List::kCountry, Entry::Sense::kCapital, 1}));
  ASSERT_EQ(kremlin.size(), 1U);
  EXPECT_EQ(kremlin[0], (Entry{Entry::List::kCountry, Entry::Sense::kSeat, 1}));
}

TEST(NameDictionary, DoesNotCountAccents) {
  EXPECT_THAT(codes_of("Zürich"), ElementsAre("CHE"));
  EXPECT_THAT(codes_of("Zurich"), ElementsAre("CHE"));
}

TEST(NameDictionary, CutsNamesAsTextsAreCut) { EXPECT_THAT(codes_of("St. John 's"), ElementsAre("GBR")); }

TEST(NameDictionary, FindsANameInCapitalsInCapitalsOnly) {
  EXPECT_THAT(matches_of("who came"), IsEmpty());
  EXPECT_THAT(matches_of("Who came"), IsEmpty());
  EXPECT_THAT(codes_of("WHO came"), ElementsAre("WHO"));
  EXPECT_THAT(matches_of("us"), IsEmpty());
}

TEST(NameDictionary, SaysWhereCapitalsAreMissing) {
  const auto matches = matches_of("moscow");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].exact, 0);
  EXPECT_EQ(matches[0].loose, kPlaceEntry | kCityEntry);
  EXPECT_EQ(matches_of("Prime minister").back().exact, kTitleEntry);
}

TEST(NameDictionary, KnowsThePluralOfAPeople) {
  EXPECT_EQ(matches_of("Russians").back().exact, kGroupEntry);
  EXPECT_EQ(matches_of("Russian").back().exact, kGroupEntry);
}

TEST(NameDictionary, KnowsWhatWordsSuggest) {
  EXPECT_EQ(dictionary().cues(word_key("Sergei")), kGivenNameCue);
  EXPECT_EQ(dictionary().cues(word_key("Bank")), kOrganisationCue);
  EXPECT_EQ(dictionary().cues(word_key("Monday")), kCalendarCue);
  EXPECT_EQ(dictionary().cues(word_key("table")), 0);
}

TEST(NameDictionary, TakesAnyWords) {
  EXPECT_THAT(matches_of(std::string(1'000'000, 'M')), IsEmpty());
  EXPECT_THAT(matches_of("\xFF\xFE ! …"), IsEmpty());
  EXPECT_EQ(word_key(std::string(1'000'000, 'M')).hash, 0U);
  EXPECT_NE(word_key("").hash, 0U);
}

TEST(NameDictionary, MayBeEmpty) {
  const NameDictionary empty{Lexicon{}};
  std::vector<NameDictionary::Match> matches;
  const std::vector<WordKey> words = {word_key("Moscow")};
  empty.find(words, 0, matches);
  EXPECT_THAT(matches, IsEmpty());
}

}  // namespace
}  // namespace tidings::language
