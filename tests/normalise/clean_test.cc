#include "pipeline/normalise/clean.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

using namespace std::string_view_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Cleaned {
  std::string text;
  std::vector<record::Removal> removed;
};

Cleaned cleaned(std::string_view text) {
  Cleaned result;
  std::string buffer;
  EXPECT_TRUE(clean(text, result.text, buffer, result.removed));
  return result;
}

TEST(Clean, LeavesCleanTextAlone) {
  EXPECT_EQ(cleaned("The “bridge” fell.\nIt was old.").text, "The “bridge” fell.\nIt was old.");
}

TEST(Clean, KnowsEveryLineEnd) {
  EXPECT_EQ(cleaned("a\r\nb\rc\nd\ve\ff\u0085g\u2028h\u2029i").text, "a\nb\nc\nd\ne\nf\ng\nh\ni");
}

TEST(Clean, KeepsAtMostTwoEmptyLines) {
  EXPECT_EQ(cleaned("a\n\nb\n\n\n\n\n\nc").text, "a\n\nb\n\n\nc");
  EXPECT_EQ(cleaned("\n\na\n \t\nb \n\n").text, "a\n\nb");
}

TEST(Clean, CollapsesSpacesOfAllKinds) {
  EXPECT_EQ(cleaned("  a  b\tc\u00A0d\u2009 \u202Fe\u3000f  \n g").text, "a b c d e f\ng");
}

TEST(Clean, DropsWhatHasNoWidth) {
  const auto result = cleaned("har\u00ADbour a\u200Bb \uFEFFc\u200Ed\u2060e");
  EXPECT_EQ(result.text, "harbour ab cde");
  EXPECT_THAT(result.removed, IsEmpty());
}

TEST(Clean, KeepsJoinersOnlyWhereScriptsNeedThem) {
  EXPECT_EQ(cleaned("a\u200Db \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645").text,
            "ab \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645");
}

TEST(Clean, RecordsControlCharacters) {
  const auto result = cleaned("The bridge\0 fell\x07 at Orsk on Monday, and nobody was hurt."sv);
  EXPECT_EQ(result.text, "The bridge fell at Orsk on Monday, and nobody was hurt.");
  ASSERT_THAT(result.removed, SizeIs(1));
  EXPECT_EQ(result.removed[0].why, why::kControl);
  EXPECT_EQ(result.removed[0].text, "U+0000 U+0007");
}

TEST(Clean, RefusesWhatIsRiddledWithControlCharacters) {
  std::string out;
  std::string buffer;
  std::vector<record::Removal> removed;
  const auto result = clean(std::string("ab\0cd\0ef\0gh\0ij\0", 15), out, buffer, removed);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "bad_encoding");
}

TEST(Clean, ListsABoundedNumberOfControlCharacters) {
  std::string text(10'000, 'a');
  for (std::size_t at = 0; at < text.size(); at += 100) text[at] = '\x01';
  EXPECT_THAT(cleaned(text).removed[0].text, ::testing::EndsWith("and 68 more"));
}

TEST(Clean, ComposesToNfc) {
  EXPECT_EQ(cleaned("Cafe\u0301 A\u030Angstro\u0308m").text, "Caf\u00E9 \u00C5ngstr\u00F6m");
  EXPECT_EQ(cleaned("\u212B").text, "\u00C5");  // the sign for the unit is a letter
}

std::string unwrapped(std::string text) {
  unwrap(text);
  return text;
}

TEST(Unwrap, JoinsLinesBrokenAtAWidth) {
  EXPECT_EQ(unwrapped("The bridge over the river at Orsk fell on Monday\n"
                      "morning, and the ferry that the council had sold\n"
                      "in the spring had to be bought back for twice as\n"
                      "much as it had brought.\n\n"
                      "Nobody was hurt, the mayor said, but the market\n"
                      "was empty for a week, and the price of tar rose."),
            "The bridge over the river at Orsk fell on Monday morning, and the ferry that the council had sold in the "
            "spring had to be bought back for twice as much as it had brought.\n\nNobody was hurt, the mayor said, but "
            "the market was empty for a week, and the price of tar rose.");
}

TEST(Unwrap, LeavesLinesThatEndByThemselves) {
  const std::string text =
      "The bridge fell on Monday in the morning.\nNobody was hurt.\nThe ferry runs again.\nTar is dear.\n"
      "The market was empty for a whole week.\nIt rained.";
  EXPECT_EQ(unwrapped(text), text);
}

TEST(Unwrap, LeavesTextWithLongLines) {
  const auto text = std::string(120, 'a') + "\nb\nc\nd\ne\nf";
  EXPECT_EQ(unwrapped(text), text);
}

}  // namespace
}  // namespace tidings::normalise
