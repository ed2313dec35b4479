// What bad input gets: texts that no reporter should send, each with the records that may come out.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "pipeline/extract/coder.h"
#include "pipeline/record/code_points.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string joined(const std::vector<record::Actor>& side) {
  std::string text;
  for (const auto& actor : side) text += (text.empty() ? "" : ",") + (actor.code.empty() ? "-" : actor.code);
  return text;
}

Told told_in(const std::vector<std::string>& sentences) {
  static const auto knowledge = support::load_knowledge();
  static Coder coder(*knowledge);
  record::Document document;
  document.id = "1";
  document.language = "en";
  document.published = record::Published{"2015-03-04", record::Found::kField};
  for (const auto& sentence : sentences) {
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = record::CodePoints(document.text).size();
    document.text += sentence;
    document.sentences.push_back({begin, record::CodePoints(document.text).size()});
  }
  Told told;
  coder.code(document, told);
  return told;
}

// "TYPE status actors > recipients time" of each.
std::vector<std::string> events_in(const std::vector<std::string>& sentences) {
  std::vector<std::string> lines;
  for (const auto& event : told_in(sentences).events) {
    const auto& picture = event.picture;
    lines.push_back(fmt::format("{} {} {} > {}{}", record::name_of(event.coding.type), record::name_of(picture.status),
                                joined(picture.actors), joined(picture.recipients),
                                picture.time ? " " + picture.time->value : ""));
  }
  return lines;
}

TEST(BadInput, DatesThatAreNoneDateNothing) {
  EXPECT_THAT(events_in({"Turkey expelled two French diplomats on February 30."}),
              ElementsAre("SANCTION occurred TUR > FRA"));
  EXPECT_THAT(events_in({"Turkey expelled two French diplomats in the year 99999."}),
              ElementsAre("SANCTION occurred TUR > FRA"));
}

TEST(BadInput, QuotesThatAreNotClosedEndWithTheirParagraph) {
  const auto told =
      told_in({"\"We will see, the prime minister of Israel said on Monday.", "Turkey expelled two French diplomats."});
  ASSERT_EQ(told.events.size(), 1U);
  EXPECT_EQ(told.events[0].dyad, "FRA|TUR");
  EXPECT_THAT(told.events[0].attribution, IsEmpty());
  EXPECT_THAT(told.quotes, IsEmpty());
}

TEST(BadInput, FiveHundredNamesInOneSentenceAreRead) {
  std::string sentence = "Turkey expelled two French diplomats on Monday, said";
  for (int i = 0; i < 500; ++i) sentence += fmt::format(" Ana Vik{},", i);
  EXPECT_THAT(events_in({sentence + " and Jens Holm."}), ElementsAre("SANCTION occurred TUR > FRA 2015-03-02"));
}

TEST(BadInput, AnArticleMayBeOneSentence) {
  EXPECT_THAT(events_in({"Turkey expelled two French diplomats on Monday."}),
              ElementsAre("SANCTION occurred TUR > FRA 2015-03-02"));
}

TEST(BadInput, AllCapitalsAreRead) {
  EXPECT_THAT(events_in({"TURKEY EXPELLED TWO FRENCH DIPLOMATS ON MONDAY."}),
              ElementsAre("SANCTION occurred TUR > FRA 2015-03-02"));
}

TEST(BadInput, ResultsOfMatchesAreNoEvents) {
  EXPECT_THAT(events_in({"Results of the fourth round", "Germany 2 France 1", "Spain beat Italy 4-2",
                         "Croatia defeated England in the semi-final", "Brazil v Argentina: postponed",
                         "Germany crushed Brazil in Belo Horizonte, and France will meet Iceland in the quarter-final.",
                         "Portugal beat Wales and will face France in the final."}),
              IsEmpty());
  EXPECT_THAT(events_in({"Spain beat Italy 4-2 with a late penalty."}), IsEmpty());
  EXPECT_THAT(events_in({"Police in Paris arrested two Russian diplomats before the final of the tournament.",
                         "Turkey expelled two French diplomats on Monday."}),
              testing::Contains("SANCTION occurred TUR > FRA 2015-03-02"));
}

TEST(BadInput, CountriesThatBeatEachOtherPlay) {
  EXPECT_THAT(events_in({"Japan beat Indonesia.", "Germany's Holm surrendered to Denmark's Berg in five sets.",
                         "Portugal dispatched Switzerland 6-1."}),
              IsEmpty());
  EXPECT_THAT(events_in({"Ethiopian troops defeated Eritrea at the border on Monday."}),
              ElementsAre("ASSAULT occurred ETH > ERI 2015-03-02"));
}

TEST(BadInput, WhatIsDoneAgainAndAgainIsNoEvent) {
  EXPECT_THAT(events_in({"Russia regularly accuses Ukraine of shelling the plant.",
                         "When Israel bombs Lebanon, Jordanians take to the streets."}),
              IsEmpty());
}

TEST(BadInput, APastAgeIsHistorical) {
  for (const auto* sentence : {"During the Second World War, German troops besieged Leningrad.",
                               "Soviet troops invaded Afghanistan.", "In the 1990s, Serb forces besieged Sarajevo.",
                               "A decade after Russia annexed Crimea, the peninsula is poor."}) {
    const auto events = events_in({sentence});
    ASSERT_FALSE(events.empty()) << sentence;
    EXPECT_THAT(events.front(), testing::HasSubstr(" historical ")) << sentence;
  }
  EXPECT_THAT(events_in({"Russian troops shelled a village in Moldova, a former Soviet republic, on Monday."}),
              ElementsAre("ASSAULT occurred RUS > MDA 2015-03-02"));
}

TEST(BadInput, HistoryIsHistorical) {
  EXPECT_THAT(events_in({"In June 1812 France attacked Russia."}), ElementsAre("ASSAULT historical FRA > RUS 1812-06"));
  for (const auto& event : events_in({"In 1939 Germany invaded Poland, and Britain declared war on Germany two days "
                                      "later."}))
    EXPECT_THAT(event, testing::HasSubstr(" historical "));
}

TEST(BadInput, FictionIsHistorical) {
  EXPECT_THAT(events_in({"In the novel, Russia attacks Norway."}), ElementsAre("ASSAULT historical RUS > NOR"));
  EXPECT_THAT(events_in({"In the film, China bombs Japan."}), ElementsAre("ASSAULT historical CHN > JPN"));
  EXPECT_THAT(events_in({"In a war game, China attacked Japan."}), ElementsAre("ASSAULT historical CHN > JPN"));
}

TEST(BadInput, AdviceAndStarsTellNothing) {
  EXPECT_THAT(events_in({"Dear Agnes, my husband refuses to meet my mother and threatens to leave.",
                         "Should I accuse him of betrayal?",
                         "If he attacks you, call the police, and ask your mother to support you."}),
              IsEmpty());
  EXPECT_THAT(events_in({"Aries: Mars meets Venus, and an old friend will offer help.",
                         "Taurus: A colleague attacks your plans on Tuesday; fight for them.",
                         "Gemini: Talks with your boss will bring an agreement."}),
              IsEmpty());
}

}  // namespace
}  // namespace tidings::extract
