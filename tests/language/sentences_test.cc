#include "pipeline/language/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <string>

namespace tidings::language {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> split(std::string_view text) {
  std::vector<Sentence> sentences;
  split_sentences(text, sentences);
  std::vector<std::string> texts;
  for (const auto& sentence : sentences) texts.emplace_back(text.substr(sentence.begin, sentence.end - sentence.begin));
  return texts;
}

// Sentences of a text that is one line, each of them parted by the mark.
void expect_split(const std::string& marked) {
  std::string text;
  std::vector<std::string> expected(1);
  for (const char c : marked) {
    if (c == '#') {
      expected.emplace_back();
      continue;
    }
    text += c;
    if (!(c == ' ' && expected.back().empty())) expected.back() += c;
  }
  for (auto& sentence : expected) {
    while (sentence.ends_with(' ')) sentence.pop_back();
  }
  EXPECT_EQ(split(text), expected) << marked;
}

TEST(Sentences, EndWithAStopBeforeACapital) {
  expect_split("The bridge fell. # Nobody was hurt! # Who built it? # A guild of masons did.");
}

TEST(Sentences, EndWithTheLine) {
  EXPECT_THAT(split("A heading\nThe bridge fell\n\nNobody was hurt.\r\nIt rained"),
              ElementsAre("A heading", "The bridge fell", "Nobody was hurt.", "It rained"));
}

TEST(Sentences, AreNothingInNothing) {
  EXPECT_THAT(split(""), ElementsAre());
  EXPECT_THAT(split(" \n\t\n  "), ElementsAre());
}

TEST(Sentences, GoOnAfterATitle) {
  expect_split("Then Gen. Orrin met Dr. Vell and Mrs. Tam at St. Anne. # They talked.");
  expect_split("US Secretary Mara Vell spoke. # Lt. Col. Orrin Tam of Ft. Marrow listened.");
}

TEST(Sentences, GoOnAfterAnInitial) {
  expect_split("The painter J. M. Orrin and Mara Q. Vell left Orsk. # A boat waited.");
  expect_split("George W. Tam came.");
}

TEST(Sentences, EndAfterASingleLetterThatIsNoInitial) {
  expect_split("They went back to plan B. # The bridge was closed.");
  expect_split("She knew it as well as I. # Nobody else did.");
}

TEST(Sentences, GoOnBetweenAMonthAndItsDay) {
  expect_split("It began on Jan. 6 and ended on Sept. 14. # Nothing else happened in Dec. # They rested.");
}

TEST(Sentences, GoOnBetweenANumberSignAndItsNumber) {
  expect_split("Pier No. 5 burned. # Was it open? # No. # It was shut, as Fig. 3 and Vol. 12, pp. 4 show.");
}

TEST(Sentences, GoOnAfterATimeOfDayUnlessANewOneBegins) {
  expect_split("They met at 9 a.m. on the quay. # They left at 5 p.m. # The ship had sailed at 3 a.m. Monday.");
}

TEST(Sentences, TellAnAcronymInsideFromOneAtTheEnd) {
  expect_split("U.S. officials arrived. # They had left the U.S. # The treaty was signed in the U.K. Parliament.");
}

TEST(Sentences, GoOnAfterLatinAbbreviations) {
  expect_split("Some goods, e.g. Salt and tar, i.e. Cargo, were lost in Orsk vs. Marrow. # Ropes etc. were kept.");
}

TEST(Sentences, TellACompanyInsideFromOneAtTheEnd) {
  expect_split("Orsk Shipping Co. Ltd. bought Vell Inc. shares. # They bought Tam Bros. # The price fell.");
}

TEST(Sentences, KeepDecimalsAddressesAndVersionsWhole) {
  expect_split("Prices rose 3.5 percent to 1.250.000 marks. # See www.example.org/a.b?c=d. # Version 2.0.1 came.");
}

TEST(Sentences, KeepTheNumberOfAListItem) {
  expect_split("1. The first point is rain.");
  expect_split("2.1. Boats and Bridges");
  expect_split("It happened in 1911. # The river froze.");
}

TEST(Sentences, GoOnAfterAQuotedQuestion) {
  expect_split("“Who will pay?” he asked. # Nobody answered.");
  expect_split("“Never!” Mara Vell shouted. # “Who will pay?” asked the mayor.");
  expect_split("\"Who will pay?\" Tam asked the mayor. # \"Not I!\" # The council laughed.");
}

TEST(Sentences, TakeTheClosingMarksAlong) {
  expect_split(
      "He called it “a strong bridge.” # It fell. # (Nobody was hurt.) # She said: \"We will build.\" # They did.");
  expect_split("“We will build.’” # It rained.");
}

TEST(Sentences, TakeAMisplacedClosingMarkAlong) {
  expect_split("“We need stone, rope and new tools, ”said Tam. # It rained.");
  expect_split("“We will build. ” # It rained.");
  expect_split("“We will build. ”#Then it rained.");
  expect_split("They said \"we will build. \" # It rained.");
}

TEST(Sentences, OpenWithAnOpeningMark) {
  expect_split("It fell. # “Nobody was hurt,” he said. # \"A miracle,\" she said. # (It rained.) # ‘So be it.’");
}

TEST(Sentences, PauseInAnEllipsisAndEndInOne) {
  expect_split("He waited... and waited … and left.");
  expect_split("He waited... # Nobody came… # She left. . . # The end");
  EXPECT_THAT(split("As told by the Vell Courier…\n\nIt rained."),
              ElementsAre("As told by the Vell Courier…", "It rained."));
}

TEST(Sentences, EndBeforeAFragment) { expect_split("He told a radio channel. # VRO. # It was late."); }

TEST(Sentences, EndWhereASpaceWasForgotten) { expect_split("The bridge fell.#They left.#Nobody was hurt."); }

TEST(Sentences, EndBeforeCapitalsOfOtherAlphabets) { expect_split("Elle est partie. # Élan est resté. # Ödön too."); }

TEST(Sentences, KeepAFootnoteMarkWithItsSentence) {
  expect_split("It fell in May. [17] # It was rebuilt. [2,3] # It stands.");
}

TEST(Sentences, SpanFromPrintToPrint) {
  std::vector<Sentence> sentences;
  split_sentences("  One here.  Two there. ", sentences);
  EXPECT_THAT(sentences, ElementsAre(Sentence{2, 11}, Sentence{13, 23}));
}

TEST(Sentences, AreAppended) {
  std::vector<Sentence> sentences;
  split_sentences("One.", sentences);
  split_sentences("Two.", sentences);
  EXPECT_EQ(sentences.size(), 2U);
}

// Every byte that is no white space belongs to exactly one sentence, sentences are in order, and no end is white space.
TEST(Sentences, CoverTheirTextExactly) {
  const std::vector<std::string> pieces = {"a",   "B",  " ",    "  ",       "\n",   ".",    "...", "…", "!", "?",
                                           "\"",  "”",  "“",    "’",        "(",    ")",    "[1]", "5", "é", "Mr",
                                           "U.S", ":)", "said", "\xC2\xA0", "\xE2", "\xFF", "'",   ","};
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (auto count = random() % 40; count > 0; --count) text += pieces[random() % pieces.size()];
    std::vector<Sentence> sentences;
    split_sentences(text, sentences);
    std::string outside = text;
    std::uint32_t last = 0;
    for (const auto& sentence : sentences) {
      ASSERT_LE(last, sentence.begin) << "seed " << seed;
      ASSERT_LT(sentence.begin, sentence.end) << "seed " << seed;
      ASSERT_LE(sentence.end, text.size()) << "seed " << seed;
      last = sentence.end;
      const auto own = std::string_view(text).substr(sentence.begin, sentence.end - sentence.begin);
      ASSERT_FALSE(own.front() == ' ' || own.back() == ' ' || own.find('\n') != own.npos) << "seed " << seed;
      ASSERT_FALSE(own.starts_with("\xC2\xA0") || own.ends_with("\xC2\xA0")) << "seed " << seed;
      std::fill_n(outside.begin() + sentence.begin, own.size(), ' ');
    }
    for (std::size_t at; (at = outside.find("\xC2\xA0")) != std::string::npos;) outside.replace(at, 2, "  ");
    ASSERT_EQ(outside.find_first_not_of(" \n"), std::string::npos) << "seed " << seed << ": " << text;
  }
}

// Each of these would take hours if the splitter looked back or ahead without a bound.
TEST(Sentences, TakeLinearTimeInAnyInput) {
  constexpr std::size_t kBytes = std::size_t{1} << 20U;
  for (const std::string piece :
       {"\"", ".", "a", " ", ". ", ".\"", "?\" ", "A.", "icon ", " .", "[", ":", ". [", "\xC2\xA0", "'.", ". . "}) {
    std::string text;
    text.reserve(kBytes + piece.size());
    while (text.size() < kBytes) text += piece;
    std::vector<Sentence> sentences;
    // Milliseconds where it is linear, hours where it is not; in processor time, so that a busy machine fails nothing.
    const auto begin = std::clock();
    split_sentences(text, sentences);
    EXPECT_LT(std::clock() - begin, 60 * CLOCKS_PER_SEC) << piece;
  }
}

}  // namespace
}  // namespace tidings::language
