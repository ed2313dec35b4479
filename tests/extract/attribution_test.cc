#include "pipeline/extract/event/attribution.h"

#include <gmock/gmock.h>

#include "tests/extract/known.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "name verb" of each link of what the trigger tells.
std::vector<std::string> told_by(const char* trigger, const std::string& text) {
  const ReadText read(text);
  const auto parsed = parsed_of(read, text);
  const auto speeches = find_speech(text, read.tokens(), parsed.tree, parsed.mentions);
  std::vector<std::string> links;
  for (const auto& link : attribution_of(parsed, speeches, read.find(trigger)))
    links.push_back(link.name + " " + link.verb);
  return links;
}

TEST(Attribution, IsNobodyWhereTheArticleTellsIt) {
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria on Monday."), IsEmpty());
  EXPECT_THAT(told_by("accused", "Jens Holm accused Norland of theft."), IsEmpty());
}

TEST(Attribution, IsWhoSaysTheClause) {
  EXPECT_THAT(told_by("attacked", "Jens Holm said that Norland had attacked Vendoria."), ElementsAre("Jens Holm said"));
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria, Jens Holm said on Monday."),
              ElementsAre("Jens Holm said"));
  EXPECT_THAT(told_by("attacked", "According to Jens Holm, Norland attacked Vendoria."),
              ElementsAre("Jens Holm according"));
  EXPECT_THAT(told_by("attacked", "As Jens Holm put it, Norland attacked Vendoria."), ElementsAre("Jens Holm put"));
  EXPECT_THAT(told_by("killing", "Jens Holm accused Norland of killing the farmers."),
              ElementsAre("Jens Holm accused"));
}

TEST(Attribution, GoesFromTheNearestToTheFarthest) {
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria, RIA Novosti reported, citing Jens Holm."),
              ElementsAre("Jens Holm citing", "RIA Novosti reported"));
  EXPECT_THAT(told_by("attacked", "Jens Holm told Reuters that Norland had attacked Vendoria."),
              ElementsAre("Jens Holm told", "Reuters told"));
  EXPECT_THAT(told_by("attacked", "\"Norland attacked Vendoria,\" said Jens Holm, as quoted by Reuters."),
              ElementsAre("Jens Holm said", "Reuters quoted"));
  EXPECT_THAT(told_by("attacked", "Jens Holm was quoted by Interfax as saying that Norland had attacked Vendoria."),
              ElementsAre("Jens Holm saying", "Interfax quoted"));
  EXPECT_THAT(told_by("attacked", "Reuters reported that Jens Holm had said that Norland attacked Vendoria."),
              ElementsAre("Jens Holm said", "Reuters reported"));
}

TEST(Attribution, IsNotWhoIsTold) {
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria, Jens Holm told reporters."),
              ElementsAre("Jens Holm told"));
}

TEST(Attribution, IsTheOneWhoIsQuoted) {
  EXPECT_THAT(told_by("attacked", "Interfax quoted Jens Holm as saying that Norland had attacked Vendoria."),
              ElementsAre("Jens Holm saying", "Interfax quoted"));
  EXPECT_THAT(told_by("tortured", "According to Amnesty International, Norwegian police tortured dozens of detainees."),
              ElementsAre("Amnesty International according"));
}

TEST(Attribution, MayBeAnUnnamedSource) {
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria, a source told Reuters."),
              ElementsAre("source told", "Reuters told"));
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria, the army said in a statement carried by Reuters."),
              ElementsAre("army said", "Reuters carried"));
}

TEST(Attribution, StandsBehindTheLastCommaHoweverItIsParsed) {
  EXPECT_THAT(told_by("signed", "Norland and Vendoria signed a protocol on Tuesday, Cable Sur reports."),
              ElementsAre("Cable Sur reports"));
  EXPECT_THAT(told_by("meet",
                      "The ministers will meet in Oslo to look for a way out of the quarrel, the Peruvian "
                      "legation in the Argentine capital said."),
              ElementsAre("Peruvian legation said"));
  EXPECT_THAT(told_by("withdrew", "After two weeks, the army withdrew from Port Said."), IsEmpty());
}

TEST(Attribution, IsTheSpeakerOfTheQuotationAround) {
  EXPECT_THAT(told_by("burned", "\"Norland attacked us,\" Jens Holm said.\n\"They burned the port.\""),
              ElementsAre("Jens Holm said"));
}

TEST(Attribution, IsOfTheClauseThatIsSaid) {
  EXPECT_THAT(told_by("attacked", "Norland attacked Vendoria after Jens Holm said that he would resign."), IsEmpty());
}

}  // namespace
}  // namespace tidings::extract
