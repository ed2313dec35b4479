#include "pipeline/normalise/title.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kBody =
    "The bridge at Orsk fell into the river on Monday, the mayor of the town said.\n\nNobody was hurt.";

std::string json(const std::string& title, const std::string& text) {
  return R"({"title":")" + title + R"(","text":")" + text + R"("})";
}

TEST(Title, IsTheFirstLineThatReadsLikeOne) {
  EXPECT_EQ(read("Bridge falls at Orsk\n\n" + kBody).title, "Bridge falls at Orsk");
  EXPECT_EQ(read("Who felled the bridge?\n\n" + kBody).title, "Who felled the bridge?");
}

TEST(Title, IsNotAParagraph) {
  EXPECT_EQ(read(kBody).title, "");
  EXPECT_EQ(read("The bridge fell. The ferry, which was sold in spring, is gone\n\n" + kBody).title, "");
  EXPECT_EQ(read("The bridge fell, as told by the Courier…\n\n" + kBody).title, "");
}

TEST(Title, IsNotAlone) { EXPECT_EQ(read("Bridge falls at Orsk").title, ""); }

TEST(Title, IsTheFirstLineOfTheText) {
  const auto document = read(json("Bridge falls at Orsk", "The ferry runs. Nobody was hurt."));
  EXPECT_EQ(document.text, "Bridge falls at Orsk\n\nThe ferry runs. Nobody was hurt.");
  EXPECT_THAT(sentences(document), ElementsAre("Bridge falls at Orsk", "The ferry runs.", "Nobody was hurt."));
}

TEST(Title, IsNotPrintedTwice) {
  const auto found = read("Bridge falls at “Orsk”\nA town without a ferry\nBRIDGE FALLS AT \"ORSK\"\n\n" + kBody);
  EXPECT_EQ(found.text, "Bridge falls at “Orsk”\n\nA town without a ferry\n\n" + kBody);
  EXPECT_THAT(removals(found), ElementsAre("title: BRIDGE FALLS AT \"ORSK\""));

  const auto given = read(json("Bridge falls at Orsk", "Bridge falls at Orsk\\n\\nThe ferry runs."));
  EXPECT_EQ(given.text, "Bridge falls at Orsk\n\nThe ferry runs.");
  EXPECT_THAT(removals(given), ElementsAre("title: Bridge falls at Orsk"));
}

TEST(Title, MayCarryTheNameOfTheSite) {
  const auto document = read(json("Bridge falls at Orsk | The Courier", "Bridge falls at Orsk\\n\\nThe ferry runs."));
  EXPECT_THAT(removals(document), ElementsAre("title: Bridge falls at Orsk"));
}

TEST(Title, LeavesSentencesThatShareItsWords) {
  EXPECT_THAT(
      read("Bridge falls at Orsk\n\n" + kBody + "\n\nBridge falls at Orsk are nothing new, the mayor said.").removed,
      IsEmpty());
}

}  // namespace
}  // namespace tidings::normalise
