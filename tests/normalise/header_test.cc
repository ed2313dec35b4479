#include "pipeline/normalise/header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kBody =
    "The bridge at Orsk fell into the river on Monday, the mayor of the town said.\n\nNobody was hurt.";

TEST(Header, ReadsTheDateBeforeTheFirstWords) {
  const auto document = read(" date 1911-05-03 " + kBody);
  EXPECT_EQ(document.text, kBody);
  ASSERT_TRUE(document.published);
  EXPECT_EQ(document.published->value, "1911-05-03");
  EXPECT_EQ(document.published->found, record::Found::kHeader);
  EXPECT_THAT(removals(document), ElementsAre("date: date 1911-05-03"));
}

TEST(Header, ReadsADateOnALineOfItsOwn) {
  const auto document = read("Bridge falls at Orsk\n3 May, 1911 09:59\n\n" + kBody);
  EXPECT_EQ(document.text, "Bridge falls at Orsk\n\n" + kBody);
  EXPECT_EQ(document.published->value, "1911-05-03T09:59");
  EXPECT_THAT(removals(document), ElementsAre("date: 3 May, 1911 09:59"));
}

TEST(Header, PrefersTheFirstPublicationToAnUpdate) {
  const auto document = read("Updated: 4 May 1911\nPublished: 3 May 1911\n\n" + kBody);
  EXPECT_EQ(document.published->value, "1911-05-03");
  EXPECT_THAT(removals(document), ElementsAre("date: Updated: 4 May 1911", "date: Published: 3 May 1911"));
}

TEST(Header, ReadsBylines) {
  for (const std::string line :
       {"By Mara Vell", "By MARA VELL", "By Mara Vell and Tam Orrin in Orsk", "By Mara Vell, Staff Writer",
        "By Our Own Correspondent", "Written by Mara Vell", "By Mara de la Vell | The Orsk Courier"}) {
    const auto document = read("Bridge falls at Orsk\n\n" + line + "\n\n" + kBody);
    EXPECT_THAT(removals(document), ElementsAre("byline: " + line));
    EXPECT_FALSE(document.published);
  }
}

TEST(Header, ReadsTheDateBehindAByline) {
  EXPECT_EQ(read("By Mara Vell, 3 May 1911\n\n" + kBody).published->value, "1911-05-03");
  EXPECT_EQ(read("By Mara Vell | Staff | 3 May 1911\n\n" + kBody).published->value, "1911-05-03");
}

TEST(Header, KeepsWhatOnlyBeginsLikeAByline) {
  for (const std::string line : {"By Land and Sea", "By Monday the bridge was gone", "By order of the mayor"}) {
    EXPECT_THAT(read(line + "\n\n" + kBody).removed, IsEmpty()) << line;
  }
}

TEST(Header, LooksNoFurtherThanTheFirstParagraph) {
  const auto text = kBody + "\n\n3 May 1911\n\nBy Mara Vell\n\nThe ferry runs.";
  const auto document = read(text);
  EXPECT_EQ(document.text, text);
  EXPECT_FALSE(document.published);
}

TEST(Header, KeepsAnImpossibleDateAsText) {
  const auto document = read("Bridge falls at Orsk\n\n31 April 1911\n\n" + kBody);
  EXPECT_FALSE(document.published);
  EXPECT_THAT(document.removed, IsEmpty());
}

TEST(Header, DropsTheSignOff) {
  const std::string line = "(Reporting by Mara Vell; editing by Tam Orrin)";
  const auto document = read(kBody + "\n\n" + line);
  EXPECT_THAT(removals(document), ElementsAre("byline: " + line));
}

TEST(Header, KeepsASentenceAboutReporting) {
  EXPECT_THAT(read(kBody + "\n\nReporting by neighbours led to the arrest.").removed, IsEmpty());
}

}  // namespace
}  // namespace tidings::normalise
