#include "pipeline/extract/coder.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::extract {
namespace {

constexpr std::string_view kSaid = "The president of Norway said that the border would be closed. ";  // one quote

void add(record::Document& document, std::string_view sentence) {  // of ASCII
  const auto begin = static_cast<std::uint32_t>(document.text.size());
  document.text += sentence;
  document.sentences.push_back({begin, static_cast<std::uint32_t>(document.text.size() - 1)});
}

record::Document article_of(std::size_t sentences, std::string_view sentence) {
  record::Document document;
  document.language = "en";
  for (std::size_t i = 0; i < sentences; ++i) add(document, sentence);
  return document;
}

// A sentence of at least so many bytes.
std::string longer_than(std::size_t bytes) {
  std::string sentence = "Norway attacked Sweden";
  while (sentence.size() < bytes) sentence += ", and the president of Norway said that the border would be closed";
  return sentence + ". ";
}

Told told_of(const record::Document& document) {
  static const auto knowledge = support::load_knowledge();
  Told told;
  if (knowledge) {
    Coder(*knowledge).code(document, told);
  } else {
    ADD_FAILURE() << "no knowledge";
  }
  return told;
}

TEST(Coder, ReadsTheFirstTwoThousandSentences) {
  const auto document = article_of(20'000, kSaid);
  const auto told = told_of(document);
  ASSERT_EQ(told.quotes.size(), 2000U);
  EXPECT_EQ(told_of(article_of(2000, kSaid)).quotes.size(), 2000U);
  EXPECT_LE(told.quotes.back().span.end, document.sentences[1999].end);
}

TEST(Coder, ReadsTheFirst128KiB) {
  const std::string padded =
      std::string(kSaid.substr(0, kSaid.size() - 2)) + std::string(1000 - kSaid.size(), ' ') + ". ";
  const auto told = told_of(article_of(1500, padded));
  EXPECT_EQ(told.quotes.size(), 131U);  // of 1,000 bytes each
}

TEST(Coder, PassesOverASentenceOfMoreThan16KiB) {
  record::Document document;
  document.language = "en";
  add(document, longer_than(16 * 1024));
  add(document, kSaid);
  const auto told = told_of(document);
  EXPECT_TRUE(told.events.empty());
  ASSERT_EQ(told.quotes.size(), 1U);
  EXPECT_GE(told.quotes.front().span.begin, document.sentences[1].begin);
}

TEST(Coder, ReadsTheWordsOfALongSentenceBelowThat) {
  record::Document document;
  document.language = "en";
  add(document, longer_than(8 * 1024));
  EXPECT_FALSE(told_of(document).quotes.empty());
}

TEST(Coder, TellsNothingOfASentenceOf8MiB) {
  const auto told = told_of(article_of(1, longer_than(8UL << 20U)));
  EXPECT_TRUE(told.events.empty());
  EXPECT_TRUE(told.quotes.empty());
}

// The last that one sentence or two tell, published on a Tuesday.
std::optional<record::Event> last_event_of(std::initializer_list<std::string_view> sentences) {
  record::Document document;
  document.language = "en";
  document.published = record::Published{"2024-03-05", record::Found::kHeader};
  for (const auto sentence : sentences) add(document, std::string(sentence) + " ");
  auto told = told_of(document);
  return told.events.empty() ? std::nullopt : std::optional(std::move(told.events.back()));
}

// Type, status, day, and the codes of both sides.
std::string text_of(const std::optional<record::Event>& event) {
  if (!event) return "";
  std::string text(record::name_of(event->coding.type));
  text += " " + std::string(record::name_of(event->picture.status)) + " ";
  text += event->picture.time ? event->picture.time->value : "-";
  for (const auto* side : {&event->picture.actors, &event->picture.recipients}) {
    text += side == &event->picture.actors ? " " : ">";
    for (const auto& actor : *side) text += actor.code + ",";
  }
  return text;
}

std::string event_of(std::initializer_list<std::string_view> sentences) { return text_of(last_event_of(sentences)); }

// The same, and the place.
std::string placed_event_of(std::initializer_list<std::string_view> sentences) {
  const auto event = last_event_of(sentences);
  return text_of(event) + " in " + (event && event->picture.place ? event->picture.place->name : "");
}

TEST(Coder, PutsWhatIsToldOfThePastIntoThePast) {
  EXPECT_EQ(event_of({"Israel and Egypt agreed to a truce on Monday."}), "AGREE occurred 2024-03-04 ISR,EGY,>");
  EXPECT_EQ(event_of({"Egypt and Israel agreed on Saturday to a truce of two weeks."}),
            "AGREE occurred 2024-03-02 EGY,ISR,>");
  EXPECT_EQ(event_of({"Police beat demonstrators in Lima on Friday."}), "ASSAULT occurred 2024-03-01 PER,>PER,");
  EXPECT_EQ(event_of({"Peru's parliament voted to impose sanctions on Chile on Friday."}),
            "SANCTION occurred 2024-03-01 PER,>CHL,");
  EXPECT_EQ(event_of({"The leaders of Egypt and Israel are set to meet on Friday."}).substr(0, 26),
            "CONSULT planned 2024-03-08");
}

TEST(Coder, DatesNoPromiseByTheDayThatItIsFor) {
  EXPECT_EQ(event_of({"Egypt and Israel agreed to talks on Monday."}), "AGREE occurred - EGY,ISR,>");
  EXPECT_EQ(event_of({"Peru will withdraw its troops from Chile by May 10."}), "AGREE occurred - PER,>CHL,");
}

TEST(Coder, DatesNoDeedByTheMonthOfItsCause) {
  EXPECT_EQ(event_of({"Peru sanctioned a Chilean bank after the death of a judge in February."}),
            "SANCTION occurred - PER,>CHL,");
  EXPECT_EQ(event_of({"Peru sanctioned a Chilean bank in February."}), "SANCTION occurred 2024-02 PER,>CHL,");
}

TEST(Coder, DatesNothingPastByAMonthToCome) {
  EXPECT_EQ(event_of({"Peru expelled three Chilean diplomats in April."}), "SANCTION occurred - PER,>CHL,");
}

TEST(Coder, LetsNobodyUrgeHimself) {
  EXPECT_EQ(event_of({"Macron phoned the president of Peru on Monday.", "He urged him to condemn Chile."}),
            "REQUEST occurred - FRA,>");
}

TEST(Coder, TakesAllForActorsWhoDoItToEachOther) {
  EXPECT_EQ(event_of({"Peru and Chile accused each other of violating the border."}), "ACCUSE occurred - PER,CHL,>");
  EXPECT_EQ(event_of({"Lawmakers in Peru accused each other of theft on Monday."}), "");
}

TEST(Coder, TakesATownForWhereItIsAndItsPeopleForThoseWhoAreHarmed) {
  EXPECT_EQ(placed_event_of({"Russian troops shelled Kharkiv on Monday, killing three civilians."}),
            "ASSAULT occurred 2024-03-04 RUS,>UKR, in Kharkiv");
  EXPECT_EQ(placed_event_of({"Three nurses were killed when Russian troops shelled Kharkiv."}),
            "ASSAULT occurred - RUS,>UKR, in Kharkiv");
  EXPECT_EQ(placed_event_of({"Rebels captured Goma on Monday."}), "COERCE occurred 2024-03-04 COD,>COD, in Goma");
  EXPECT_EQ(placed_event_of({"Israel bombed Damascus on Monday."}),
            "ASSAULT occurred 2024-03-04 ISR,>SYR, in Damascus");
}

TEST(Coder, FindsAPlaceBesideWhatIsDone) {
  EXPECT_EQ(placed_event_of({"France and Germany signed a defence pact in Paris on Monday."}),
            "SUPPORT occurred 2024-03-04 FRA,DEU,> in Paris");
  EXPECT_EQ(placed_event_of({"Police in Nairobi arrested nine protesters on Monday."}),
            "COERCE occurred 2024-03-04 KEN,>KEN, in Nairobi");
}

TEST(Coder, TakesNobodyForOneOfBeyondTheBorder) {
  EXPECT_EQ(placed_event_of({"Gunmen killed nine soldiers near Nigeria's border with Niger on Monday."}),
            "ASSAULT occurred 2024-03-04 NGA,>NGA, in Nigeria");
  EXPECT_EQ(placed_event_of({"Gunmen attacked a village in Niger near the border with Mali on Monday."}),
            "ASSAULT occurred 2024-03-04 NER,>NER, in Niger");
}

TEST(Coder, TakesWhoFiresForOneOfWhereFrom) {
  EXPECT_EQ(event_of({"Armed men abducted three priests from Italy on Monday."}).find("ITA,>"), std::string::npos);
  EXPECT_EQ(event_of({"Militants fired rockets from Gaza at the Israeli town of Sderot."}),
            "ASSAULT occurred - PSE,>ISR,");
}

TEST(Coder, TellsWhomAProtestIsAgainstByTheEmbassyAndNotByTheWar) {
  EXPECT_EQ(event_of({"Iraqis protested against Turkey outside the American embassy in Baghdad on Friday."}),
            "PROTEST occurred 2024-03-01 IRQ,>TUR,");
  EXPECT_EQ(placed_event_of({"Students rallied outside the Russian embassy in Tbilisi on Friday to protest against the "
                             "war in Ukraine."}),
            "PROTEST occurred 2024-03-01 GEO,>RUS, in Tbilisi");
  EXPECT_EQ(event_of({"Thousands demonstrated in Warsaw on Friday against the war in Chad."}),
            "PROTEST occurred 2024-03-01 POL,>POL,");
}

TEST(Coder, BlamesNobodyForWhatHeHasSuffered) {
  EXPECT_EQ(event_of({"Britain condemned the attacks of the Houthis on ships in the Red Sea."}),
            "ACCUSE occurred - GBR,>YEM,");
  EXPECT_EQ(event_of({"France condemned the deaths of two Polish aid workers on Monday."}),
            "ACCUSE occurred 2024-03-04 FRA,>");
  EXPECT_EQ(event_of({"The killing of a Syrian general by Israel was condemned by Iraq."}),
            "ACCUSE occurred - IRQ,>ISR,");
  EXPECT_EQ(event_of({"The Kenyan president escaped an assassination attempt."}), "ASSAULT occurred - >KEN,");
}

TEST(Coder, TellsWhatIsPutOffAndCalledOffAsCancelled) {
  EXPECT_EQ(event_of({"Ukrainian troops held off a Russian assault on Bakhmut on Sunday."}).substr(0, 16),
            "ASSAULT occurred");
  EXPECT_EQ(event_of({"Kenya put off sending troops to Haiti."}), "MOBILIZE cancelled - KEN,>HTI,");
  EXPECT_EQ(event_of({"Indian and Pakistani ministers were due to meet on Sunday, but the talks were called off."}),
            "CONSULT cancelled 2024-03-10 PAK,IND,>");
  EXPECT_EQ(event_of({"India and Pakistan were due to meet on Sunday.", "Pakistan cancelled the meeting on Friday."}),
            "CONSULT cancelled 2024-03-10 IND,PAK,>");
}

TEST(Coder, TellsWhatIsOnlyRememberedAsPast) {
  EXPECT_EQ(event_of({"The series ended hours after Israel bombed Beirut on Monday."}).substr(0, 16),
            "ASSAULT occurred");
  EXPECT_EQ(event_of({"He wrote a history of Japan's invasion of China."}), "ASSAULT historical - JPN,>CHN,");
  EXPECT_EQ(event_of({"In the series, Iranian agents kidnap a senator of Peru."}).substr(0, 18), "ASSAULT historical");
}

TEST(Coder, TakesNoArmsOfAnotherForOnesOwn) {
  EXPECT_EQ(event_of({"The American army said it had destroyed two Houthi missiles in Yemen."}),
            "ASSAULT occurred - USA,>YEM,");
}

TEST(Coder, FindsWhereProvincesAndDaysHang) {
  EXPECT_EQ(placed_event_of({"Dozens of villagers were killed in an attack by bandits in Nigeria's Zamfara state on "
                             "Friday, residents said."}),
            "ASSAULT occurred 2024-03-01 NGA,>NGA, in Zamfara state");
  EXPECT_EQ(event_of({"Malian soldiers arrested the president and the prime minister on Monday."}),
            "COERCE occurred 2024-03-04 MLI,>,,");
  EXPECT_EQ(event_of({"Thousands of farmers blocked roads across Poland on Friday to protest against Ukrainian grain "
                      "imports."}),
            "PROTEST occurred 2024-03-01 POL,>POL,");
  EXPECT_EQ(event_of({"French and German negotiators met in Geneva."}), "CONSULT occurred - DEU,FRA,>");
}

TEST(Coder, TakesNobodyWhoArrivesForOneOfThePlace) {
  EXPECT_EQ(event_of({"A delegation arrived in Lima on Monday."}), "");
  EXPECT_EQ(event_of({"A Chilean delegation arrived in Lima on Monday."}), "CONSULT occurred 2024-03-04 CHL,>");
}

}  // namespace
}  // namespace tidings::extract
