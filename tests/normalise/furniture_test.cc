#include "pipeline/normalise/furniture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kBefore = "The bridge at Orsk fell into the river on Monday, the mayor of the town said.";
const std::string kAfter = "Nobody was hurt, but the market stayed empty for a week, as the traders could not cross.";

// What is removed of a text in the middle of an article, one paragraph each.
std::vector<std::string> removed_of(const std::string& middle, const std::string& gap = "\n\n") {
  const auto document = read(kBefore + gap + middle + gap + kAfter);
  EXPECT_THAT(document.text, HasSubstr(kBefore));
  EXPECT_THAT(document.text, HasSubstr(kAfter));
  return removals(document);
}

void expect_gone(const std::string& line, const std::string& why) {
  EXPECT_THAT(removed_of(line), ElementsAre(why + ": " + line));
}

void expect_kept(const std::string& line) {
  const auto document = read(kBefore + "\n\n" + line + "\n\n" + kAfter);
  EXPECT_THAT(document.text, HasSubstr("\n\n" + line + "\n\n"));
  EXPECT_THAT(document.removed, IsEmpty()) << line;
}

TEST(Furniture, DropsIconNames) {
  expect_gone("icon anchoricon arrow downicon bookmark-bicon closeicon flag esicon v-playicon searchicon sign in",
              "icons");
  EXPECT_THAT(removed_of("icon anchoricon closeicon mailicon tag The ferry runs again."),
              ElementsAre("icons: icon anchoricon closeicon mailicon tag"));
}

TEST(Furniture, KeepsSentencesAboutIcons) {
  expect_kept("The icon was an icon of icon painting, an icon of Orsk.");
  expect_kept("Silicon is no lexicon. An icon is.");
}

TEST(Furniture, DropsMarksOfAdvertisements) {
  for (const auto line : {"Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "- Sponsored -"})
    expect_gone(line, "advertisement");
  expect_kept("Advertisement is an art, the guild holds.");
}

TEST(Furniture, DropsPointersToOtherArticles) {
  for (const auto line :
       {"Related materials:", "RELATED ARTICLES", "Read more", "You may also like", "Read more: Ferry sold for a song",
        "See also: What became of the masons?", "Related: Tar prices rise"}) {
    expect_gone(line, "related");
  }
  expect_kept("Related parties must say so, the council ruled.");
  expect_kept("Read more books, she told them.");
}

TEST(Furniture, DropsLinksBelowTheirCueToTheEnd) {
  const auto document = read(kBefore + "\n\n" + kAfter + "\n\nRead also\n\nTar prices rise\n\nThe mason's winter");
  EXPECT_EQ(document.text, kBefore + "\n\n" + kAfter);
  EXPECT_THAT(removals(document),
              ElementsAre("related: Read also", "related: Tar prices rise", "related: The mason's winter"));
}

TEST(Furniture, DropsLinksThatCleaveToTheirCue) {
  EXPECT_THAT(removed_of("Read also:\nTar prices rise\nThe mason's winter"),
              ElementsAre("related: Read also:", "related: Tar prices rise", "related: The mason's winter"));
}

TEST(Furniture, KeepsSentencesBelowACueThatCloseWithMarks) {
  for (const std::string line :
       {"“The bridge is gone for good.”", "He cried: “The bridge is gone!”", "She asked: \"Who pays for it?\"",
        "Nobody was hurt. (The ferry ran on.)", "The ferry ran on!", "Who pays for the bridge?"}) {
    const auto document = read(kBefore + "\n\n" + kAfter + "\n\nRead also\n\n" + line);
    EXPECT_THAT(document.text, HasSubstr(line));
    EXPECT_THAT(removals(document), ElementsAre("related: Read also")) << line;
  }
}

TEST(Furniture, KeepsSentencesBehindALabelThatCloseWithMarks) {
  expect_kept("Topics: “They are for the council to choose.”");
  expect_kept("Share: “We must share the tolls!”");
  expect_kept("Watch: “He was silent all his life.”");
  expect_gone("Tags: harbour, tar", "menu");
}

TEST(Furniture, KeepsAHeadingBelowACue) {
  EXPECT_THAT(removed_of("Related materials:\n\nWhat the masons say"), ElementsAre("related: Related materials:"));
}

TEST(Furniture, DropsCaptionsWithTheirCredit) {
  EXPECT_THAT(removed_of("Legend: The bridge in May: two arches and a mill.\n\nReuters\n\n\n"),
              ElementsAre("caption: Legend: The bridge in May: two arches and a mill.", "credit: Reuters"));
  for (const auto line : {"Photo: The mayor of Orsk on the quay.", "FILE PHOTO: The quay in 1911",
                          "Image caption The old bridge", "The bridge at dawn, May 3, 1911. REUTERS/Mara Vell",
                          "The mayor waits (AP Photo/Tam Orrin)", "The quay in spring. Mara Vell/Getty Images"}) {
    expect_gone(line, "caption");
  }
}

TEST(Furniture, DropsCredits) {
  for (const auto line : {"Reuters", "AFP / Getty Images", "Photo by Mara Vell", "Mara Vell/AFP",
                          "Photo credit: The Orsk Archive", "AP"}) {
    expect_gone(line, "credit");
  }
}

TEST(Furniture, KeepsSentencesThatBeginLikeACredit) {
  expect_kept("Credit: the mayor takes it all, the masons say.");
  expect_kept("Credit: hers.");
  expect_kept("Photos: the guild says that it has none of the night in which the bridge fell.");
  expect_kept("Photos by Mara Vell show the bridge in the river.");
  expect_kept("Courtesy of the mayor, the ferry runs free.");
  for (const auto line : {"Credit: Mara Vell for the Orsk Herald.", "Photos by Mara Vell", "Credit: the guild"})
    expect_gone(line, "credit");
  expect_gone("Photos: The bridge before and after", "caption");
}

TEST(Furniture, DropsAnUnknownAgencyBelowACaption) {
  EXPECT_THAT(removed_of("Legend: Two arches.\n\nCable Orsk\n\n\n\n"), Contains("credit: Cable Orsk"));
  EXPECT_THAT(removed_of("Legend: Two arches.\n\nCable Orsk\n\nThe news agency Cable Orsk told of it first."),
              Contains("credit: Cable Orsk"));
}

TEST(Furniture, KeepsAHeadingBelowACaption) {
  EXPECT_THAT(removed_of("Legend: Two arches.\n\nMasons Blame Rain"), ElementsAre("caption: Legend: Two arches."));
  EXPECT_THAT(removed_of("Legend: Two arches.\n\nThe mayor keeps silent\n\n\n"),
              ElementsAre("caption: Legend: Two arches."));
}

TEST(Furniture, KeepsSentencesAboutPicturesAndAgencies) {
  expect_kept("Reuters reported the fall on Monday.");
  expect_kept("The legend tells of a third arch.");
  expect_kept("A photo by an unknown hand shows two arches.");
  expect_kept("He gave the paper to the agency (Cable Orsk).");
}

TEST(Furniture, DropsShareBars) {
  for (const auto line : {"Share", "Share this article", "Facebook Twitter WhatsApp Email", "Share on Facebook",
                          "Tweet", "Follow us on Twitter", "Copy link", "Follow us on the quay and on Telegram",
                          "Share this: post, telegraph, pigeon"}) {
    EXPECT_THAT(removed_of(line), ElementsAre("share: " + std::string(line)));
  }
  expect_kept("Facebook");
  expect_kept("Share prices fell in Orsk.");
  expect_kept("Twitter and Facebook");
}

TEST(Furniture, DropsMenus) {
  for (const auto line : {"Home | News | World | Sport", "Home > World > Orsk", "Home News World Politics Sport",
                          "Skip to main content", "Back to top", "3 min read", "Posted in: bridges, tar"}) {
    expect_gone(line, "menu");
  }
  EXPECT_THAT(removed_of("Home\nNews\nWorld\nSport"),
              ElementsAre("menu: Home", "menu: News", "menu: World", "menu: Sport"));
  expect_kept("World");
  expect_kept("Orsk | 3 | 2 | 1");
}

TEST(Furniture, DropsInvitationsAndNotices) {
  for (const auto line :
       {"Sign up for our newsletter and get the best of Orsk in your inbox.", "Subscribe to our newsletter",
        "Already a subscriber? Log in here.", "Please enable JavaScript to view the comments.",
        "Download our app for alerts from the quay"}) {
    expect_gone(line, "signup");
  }
  expect_gone("We use cookies to improve your visit. You can change this at any time. Learn more.", "cookies");
  expect_kept("Sign up, the sergeant said, and they did.");
  expect_kept("“We use cookies as bait,” the bird warden said.");
  expect_kept("Subscribers paid three marks a year.");
}

TEST(Furniture, KeepsTheSentenceBehindAnInvitation) {
  EXPECT_THAT(removed_of("Sign up for our newsletter. The ferry was bought back in June."),
              ElementsAre("signup: Sign up for our newsletter."));
}

TEST(Furniture, DropsCommentsAndCopyright) {
  for (const auto line : {"12 comments", "Comments (3)", "Leave a comment", "Be the first to comment"})
    expect_gone(line, "comments");
  for (const auto line :
       {"© 1911 The Orsk Courier", "Copyright 1911 The Orsk Courier. All rights reserved.", "(c) 1911 Orsk"})
    expect_gone(line, "copyright");
  expect_kept("Copyright law was changed in Orsk in 1911.");
}

TEST(Furniture, KeepsHeadingsStandfirstsAndPullQuotes) {
  expect_kept("What the masons say");
  expect_kept("Background");
  expect_kept("A town without a bridge needs two boats and a bell Mara Vell Ferrywoman");
}

TEST(Furniture, LeavesNothingOfAPageOfFurniture) {
  EXPECT_EQ(refusal(input_of("Advertisement\n\nRead more\n\nShare this article")), "empty_body");
}

}  // namespace
}  // namespace tidings::normalise
