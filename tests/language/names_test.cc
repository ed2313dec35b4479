#include "pipeline/language/names.h"

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

// Words apart by spaces; "Blinken/P" is a proper noun that the network takes for the begin of a person's name, "/p" for
// more of one, O and o of an organisation, L and l of a place, and "/N" is a proper noun it takes for no name.
struct Text {
  explicit Text(const std::string& marked) {
    std::istringstream in(marked);
    for (std::string word; in >> word;) add(word);
    forms.assign(words.begin(), words.end());
    ends = {static_cast<std::uint32_t>(words.size())};
  }

  void add(const std::string& word) {
    constexpr std::string_view kMarks = "PpOoLl";
    const auto slash = word.size() > 2 && word[word.size() - 2] == '/' ? word.size() - 2 : word.size();
    words.push_back(word.substr(0, slash));
    std::array<std::int16_t, kNameTags> scores = {8000, -5000, -5000, -5000, -5000, -5000, -5000};
    if (slash < word.size()) {
      scores = {0, -1500, -1500, -1500, -1500, -1500, -1500};
      if (word.back() == 'N') scores[0] = 500;
      if (const auto at = kMarks.find(word.back()); at != std::string_view::npos) scores[1 + at] = 2500;
    }
    const bool punctuation = words.back() == "," || words.back() == ".";
    reading.upos.push_back(slash < word.size() ? Upos::kPropn : punctuation ? Upos::kPunct : Upos::kNoun);
    reading.name_scores.push_back(scores);
  }

  std::vector<std::string> words;
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> ends;
  Reading reading;
};

std::vector<std::string> shown(const Text& text, const std::vector<Name>& names) {
  std::vector<std::string> lines;
  const auto join = [&](std::uint32_t begin, std::uint32_t end) {
    std::string joined;
    for (auto i = begin; i < end; ++i) joined += (i > begin ? " " : "") + text.words[i];
    return joined;
  };
  for (const Name& name : names) {
    std::string line(to_string(name.kind));
    if (name.title != name.begin) line += " (" + join(name.title, name.begin) + ")";
    line += " " + join(name.begin, name.end) + ", " + std::string(to_string(name.source));
    for (const Entry& entry : entries_of(name, dictionary())) line += " " + std::string(dictionary().code(entry));
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> names_of(const std::string& marked) {
  const Text text(marked);
  std::vector<Name> names;
  NameFinder(dictionary()).find(text.forms, text.ends, text.reading, names);
  return shown(text, names);
}

TEST(Names, PartTheTitleFromThePerson) {
  EXPECT_THAT(names_of("US/N Secretary/P of/N State/p Anthony/p Blinken/p spoke ."),
              ElementsAre("place US, lexicon USA", "person (Secretary of State) Anthony Blinken, title"));
  EXPECT_THAT(names_of("the Russian Deputy/N Foreign/N Minister/N Sergei/P Ryabkov/p"),
              ElementsAre("group Russian, lexicon RUS RUS", "person (Deputy Foreign Minister) Sergei Ryabkov, title"));
  EXPECT_THAT(names_of("prime minister Sir Humphrey/P Appleby/p"),
              ElementsAre("person (prime minister Sir) Humphrey Appleby, title"));
}

TEST(Names, TrustTheLexiconAboveTheNetwork) {
  EXPECT_THAT(names_of("in Moscow/P today"), ElementsAre("place Moscow, lexicon RUS RUS"));
  EXPECT_THAT(names_of("the UN/L said"), ElementsAre("organisation UN, lexicon UN"));
}

TEST(Names, GiveAllEntriesOfTheKind) {
  EXPECT_THAT(names_of("in Georgia/L"), ElementsAre("place Georgia, lexicon GEO USA"));
  EXPECT_THAT(names_of("Abraham/P Lincoln/p left"), ElementsAre("person Abraham Lincoln, lexicon USA USA"));
}

TEST(Names, FindUnknownNamesByContext) {
  EXPECT_THAT(names_of("the Quibbler/O wrote to Zzyzx/L Fields/l ."),
              ElementsAre("organisation Quibbler, context", "place Zzyzx Fields, context"));
}

TEST(Names, FindALongNameWithMarksInIt) {
  EXPECT_THAT(names_of("the Educational/O , Scientific/O and Cultural/O Organization/o met"),
              ElementsAre("organisation Educational , Scientific and Cultural Organization, lexicon UNESCO"));
}

TEST(Names, DoNotJoinWhatACommaParts) {
  EXPECT_THAT(names_of("Mary/P Jones/p , Peter/P Smith/p"),
              ElementsAre("person Mary Jones, context", "person Peter Smith, context"));
}

TEST(Names, FindABodyByItsWords) {
  EXPECT_THAT(names_of("the Russian Foreign/N Ministry/N said"),
              ElementsAre("group Russian, lexicon RUS RUS", "organisation Foreign Ministry, lexicon "));
}

TEST(Names, AreNoCommonWords) {
  EXPECT_THAT(names_of("he came on Monday/N with the minister ."), IsEmpty());
  EXPECT_THAT(names_of("the foreign minister left"), IsEmpty());
}

TEST(Names, AreNoOfficeWithoutAPerson) { EXPECT_THAT(names_of("the Secretary/O of/o State/o left"), IsEmpty()); }

TEST(Names, AgreeWithTheRestOfTheText) {
  Text text("Mr. Grimsby/P spoke . Grimsby/O left . Oslo/L met Grimsby/L");
  text.ends = {4, 7, 10};
  std::vector<Name> names;
  NameFinder(dictionary()).find(text.forms, text.ends, text.reading, names);
  EXPECT_THAT(shown(text, names), ElementsAre("person (Mr.) Grimsby, title", "person Grimsby, text",
                                              "place Oslo, context", "person Grimsby, text"));
}

TEST(Names, StayInTheirSentence) {
  Text text("near Middle/L East/L");
  text.ends = {2, 3};
  std::vector<Name> names;
  NameFinder(dictionary()).find(text.forms, text.ends, text.reading, names);
  EXPECT_THAT(shown(text, names), ElementsAre("place Middle, context", "place East, context"));
}

TEST(Names, OfAnEndlessSentenceAreFoundInOrder) {
  Text text("");
  for (int i = 0; i < 20'000; ++i) {
    for (const char* word : {"from", "Moscow/L", "to", "Quibble/P", "Quabble/p"}) text.add(word);
  }
  text.forms.assign(text.words.begin(), text.words.end());
  text.ends = {static_cast<std::uint32_t>(text.words.size())};
  std::vector<Name> names;
  NameFinder(dictionary()).find(text.forms, text.ends, text.reading, names);
  EXPECT_GE(names.size(), 40'000U);  // one more where a stretch ends inside a name
  std::uint32_t end = 0;
  for (const Name& name : names) {
    EXPECT_LE(end, name.begin);
    EXPECT_LT(name.begin, name.end);
    end = name.end;
  }
}

}  // namespace
}  // namespace tidings::language
