#include "daemon/paragraph.h"

#include <gmock/gmock.h>

namespace tidings::daemon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Paragraph, BreaksBetweenWordsAndFillsItsLines) {
  EXPECT_THAT(Paragraph().add("the ferry waits at the quay").lines(10, false),
              ElementsAre("the ferry", "waits at", "the quay"));
  EXPECT_THAT(Paragraph().add("the ferry").lines(9, false), ElementsAre("the ferry"));
  EXPECT_THAT(Paragraph().add(" \n ").lines(9, false), IsEmpty());
}

TEST(Paragraph, CutsAWordThatIsWiderThanALine) {
  EXPECT_THAT(Paragraph().add("a bcdefghijk l").lines(4, false), ElementsAre("a", "bcde", "fghi", "jk l"));
}

TEST(Paragraph, CountsCharactersAndNotBytes) {
  EXPECT_EQ(columns_of("Genève"), 6U);
  EXPECT_THAT(Paragraph().add("Genève Zürich").lines(6, false), ElementsAre("Genève", "Zürich"));
  EXPECT_THAT(Paragraph().add("ÄÖÜäöü").lines(4, false), ElementsAre("ÄÖÜä", "öü"));
  EXPECT_EQ(fitted("Genève", 4), "Genè");
}

TEST(Paragraph, WritesControlCharactersOut) {
  EXPECT_THAT(Paragraph().add("a\x1b[31mred\nline\x07").lines(40, false), ElementsAre("a\\x1b[31mred line\\x07"));
  EXPECT_EQ(fitted("a\x1b[31m", 40), "a\\x1b[31m");
}

TEST(Paragraph, ColourTakesNoWidth) {
  const auto bold = fmt::text_style(fmt::emphasis::bold);
  EXPECT_THAT(Paragraph().add("one", bold).add("two").lines(7, true), ElementsAre("\x1b[1mone\x1b[0m two"));
  EXPECT_THAT(Paragraph().add("one", bold).add("two").lines(7, false), ElementsAre("one two"));
}

}  // namespace
}  // namespace tidings::daemon
