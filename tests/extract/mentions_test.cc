#include "pipeline/extract/actor/mentions.h"

#include <gmock/gmock.h>

#include "tests/extract/known.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Mentions mentions_of(const std::string& text) { return mentions_in(ReadText(text)); }

// "name CODE SECTOR position (via)" of each but bare adjectives, "-" for what is not known.
std::vector<std::string> told(const std::string& text) {
  const auto word = [](std::string_view what) { return what.empty() ? std::string("-") : std::string(what); };
  std::vector<std::string> lines;
  for (const auto& mention : mentions_of(text).all) {
    if (mention.via == "adjective") continue;
    lines.push_back(mention.name + " " + word(mention.code) + " " + word(mention.sector) + " " +
                    word(mention.position) + " (" + std::string(mention.via) + ")");
  }
  return lines;
}

TEST(Mentions, OfPersonsAreCodedByWhatStandsBeforeThem) {
  EXPECT_THAT(told("Danish Foreign Minister Jens Holm spoke."),
              ElementsAre("Jens Holm DNK GOV foreign minister (title)"));
  EXPECT_THAT(told("Peruvian President Ana Quispe left."), ElementsAre("Ana Quispe PER GOV president (title)"));
}

TEST(Mentions, OfPersonsAreCodedAcrossAdjectives) {
  EXPECT_THAT(told("Denmark's newly elected President Jens Holm spoke."),
              testing::Contains("Jens Holm DNK GOV president (title)"));
}

TEST(Mentions, OfPersonsAreCodedByWhatStandsBehindThem) {
  EXPECT_THAT(told("King Jens of Denmark spoke."), testing::Contains(testing::StartsWith("Jens DNK GOV king")));
}

TEST(Mentions, OfPersonsWhoHeldAnOfficeKeepTheirCountry) {  // long before the text
  EXPECT_THAT(told("President Jimmy Carter spoke."), testing::Contains("Jimmy Carter USA GOV president (title)"));
}

TEST(Mentions, OfOfficesAreCodedByWhatTheyBelongTo) {
  EXPECT_THAT(told("Leaders of Denmark's new government spoke."),
              testing::Contains(testing::StartsWith("Leaders DNK GOV")));
  EXPECT_THAT(told("Food was sent to refugees fleeing the war in Denmark."),
              testing::Contains(testing::StartsWith("refugees DNK REF")));
}

TEST(Mentions, OfAParliamentAreOfTheCountryBesideIt) {
  EXPECT_THAT(told("Peru's Congress rejected it."), testing::Contains("Congress PER LEG - (name)"));
  EXPECT_THAT(told("The Peruvian Congress rejected it."), testing::Contains("Congress PER LEG - (name)"));
  EXPECT_THAT(told("Congress rejected it."), testing::Contains("United States Congress USA LEG - (name)"));
  EXPECT_THAT(told("The US Congress rejected it."),
              testing::Contains(testing::StartsWith("United States Congress USA LEG")));
}

TEST(Mentions, OfSomebodysDeputyAreOfTheSameSide) {
  EXPECT_THAT(told("Danish Foreign Minister Jens Holm left. Holm's deputy stayed."),
              testing::Contains(testing::EndsWith("deputy DNK GOV deputy (role)")));
  EXPECT_THAT(told("A Danish deputy stayed."), testing::Contains("deputy DNK LEG member of parliament (role)"));
}

TEST(Mentions, OfBodiesAreCodedAcrossTheWordsBeforeThem) {
  EXPECT_THAT(told("He was indicted by the Danish war crimes court."),
              testing::Contains(testing::HasSubstr(" DNK JUD")));
}

TEST(Mentions, OfAPeopleInACountryAreOfTheCountry) {
  EXPECT_THAT(told("Danish Germans spoke."), testing::Contains(testing::StartsWith("Germans DNK")));
  EXPECT_THAT(told("Danish German refugees spoke."), testing::Contains(testing::StartsWith("refugees DNK REF")));
}

TEST(Mentions, OfPersonsAreCodedByAnApposition) {
  EXPECT_THAT(told("Jens Holm, the Danish foreign minister, spoke."),
              testing::Contains("Jens Holm DNK GOV foreign minister (apposition)"));
}

TEST(Mentions, OfPersonsWhoseTitleNamesABodyAreTheirs) {
  EXPECT_THAT(told("Danish Foreign Ministry spokeswoman Ana Vik spoke."),
              testing::Contains(testing::StartsWith("Ana Vik DNK GOV spokesperson")));
}

TEST(Mentions, OfCountriesAndSeatsStandForTheirGovernments) {
  EXPECT_THAT(told("Denmark rejected the offer."), ElementsAre("Denmark DNK - - (name)"));
  EXPECT_THAT(told("The Kremlin rejected the offer."), ElementsAre("Kremlin RUS - - (seat)"));
}

TEST(Mentions, OfAGovernmentAreCodedByWhoLeadsIt) {
  EXPECT_THAT(told("The Reagan administration rejected the offer."),
              testing::Contains(testing::HasSubstr("administration USA GOV")));
  EXPECT_THAT(told("The road administration rejected the offer."),
              testing::Each(testing::Not(testing::HasSubstr("USA"))));
}

TEST(Mentions, OfACapitalOrCountryAreNoPersons) {
  EXPECT_THAT(told("Bamako rejected the offer."), ElementsAre("Bamako MLI - - (seat)"));
  EXPECT_THAT(told("Chad rejected the offer."), ElementsAre("Chad TCD - - (name)"));
  EXPECT_THAT(told("Chad Holm spoke. Chad rejected the offer."),
              testing::Not(testing::Contains("Chad TCD - - (name)")));
  EXPECT_THAT(told("Jens Suva spoke. Suva rejected the offer."),
              testing::Each(testing::Not(testing::HasSubstr("FJI"))));
}

TEST(Mentions, OfACountryHaveItsWholeName) {
  EXPECT_THAT(told("Papua New Guinean police spoke."), testing::Contains(testing::StartsWith("police PNG COP")));
}

TEST(Mentions, OfOrganisationsOfOneNameAreOfTheCountryThatTheTextTellsOf) {
  EXPECT_THAT(told("The Sudanese army fought the RSF on Monday."), testing::Contains(testing::HasSubstr("SDN PRM")));
  EXPECT_THAT(told("Turkish police arrested the head of RSF on Monday."),
              testing::Contains(testing::HasSubstr("RSF NGO")));
  EXPECT_THAT(told("Colombia signed a truce with the National Liberation Army (ELN)."),
              testing::Contains(testing::HasSubstr("COL REB")));
}

TEST(Mentions, OfOrganisationsHaveTheirCodes) {
  EXPECT_THAT(told("NATO rejected the offer."), ElementsAre(testing::HasSubstr(" NATO IGO ")));
}

TEST(Mentions, WithoutANameAreWhatTheyAreCalled) {
  EXPECT_THAT(told("Peruvian police arrested two protesters."),
              ElementsAre("police PER COP police (role)", testing::HasSubstr("- CVL protester (role)")));
  EXPECT_THAT(told("The apples were ripe."), IsEmpty());
}

TEST(Mentions, OfSeveralPeoplesHaveTheCodeOfEach) {
  const auto mentions = mentions_of("Danish and Dutch officials spoke.");
  const auto officials = std::ranges::find(mentions.all, "official", &Mention::position);
  ASSERT_NE(officials, mentions.all.end());
  EXPECT_EQ(officials->code, "NLD") << "the nearest first";
  EXPECT_THAT(officials->more_codes, ElementsAre("DNK"));
}

TEST(Mentions, OfThoseOfSeveralCountriesHaveTheCodeOfEach) {
  const auto mentions = mentions_of("The ministers of Denmark and Peru met.");
  const auto ministers = std::ranges::find(mentions.all, "minister", &Mention::position);
  ASSERT_NE(ministers, mentions.all.end());
  EXPECT_EQ(ministers->code, "DNK");
  EXPECT_THAT(ministers->more_codes, ElementsAre("PER"));
}

TEST(Mentions, PluralsMeanThePersonsOfThatOfficeOneOfEachSide) {
  const auto mentions = mentions_of(
      "Danish Foreign Minister Jens Holm met Peruvian Foreign Minister Ana Quispe.\nThe two ministers left.");
  const auto& ministers = mentions.all.back();
  EXPECT_EQ(ministers.via, "plural");
  ASSERT_EQ(ministers.members.size(), 2U);
  EXPECT_EQ(mentions.all[ministers.members[0]].name, "Jens Holm");
  EXPECT_EQ(mentions.all[ministers.members[1]].name, "Ana Quispe");
}

TEST(Mentions, PluralsMeanTheSidesOfOneSentenceBefore) {
  const auto mentions = mentions_of("Denmark wrote to Peru.\nThe night was long.\nBoth sides slept.");
  EXPECT_EQ(mentions.all.back().code, "DNK");
  EXPECT_THAT(mentions.all.back().more_codes, ElementsAre("PER"));
}

TEST(Mentions, PluralsOfWhomNothingTellsMeanNobody) {
  EXPECT_EQ(mentions_of("Denmark, Chile and Peru wrote letters.\nBoth sides slept.").all.back().name, "Peru");
  EXPECT_NE(mentions_of("Jens Holm met Ana Quispe.\nSome ministers left.").all.back().via, "plural");
}

TEST(Mentions, AnAdjectiveStandsForItsCountry) {
  const auto mentions = mentions_of("The Danish offer failed.");
  ASSERT_EQ(mentions.all.size(), 1U);
  EXPECT_EQ(mentions.all[0].code, "DNK");
  EXPECT_EQ(mentions.all[0].via, "adjective");
}

TEST(Mentions, OfOnePersonAreJoined) {
  EXPECT_THAT(
      told("Danish Foreign Minister Jens Holm spoke.\nHolm left.\nHe returned.\nThe minister slept."),
      ElementsAre("Jens Holm DNK GOV foreign minister (title)", "Jens Holm DNK GOV foreign minister (short name)",
                  "Jens Holm DNK GOV foreign minister (pronoun)", "Jens Holm DNK GOV foreign minister (description)"));
  const auto mentions = mentions_of("Jens Holm met Ana Quispe.\nHolm smiled.\nQuispe left.");
  ASSERT_EQ(mentions.all.size(), 4U);
  EXPECT_EQ(mentions.all[0].entity, mentions.all[2].entity);
  EXPECT_EQ(mentions.all[1].entity, mentions.all[3].entity);
  EXPECT_NE(mentions.all[0].entity, mentions.all[1].entity);
}

TEST(Mentions, OfTwoWhomAnObjectMayMeanNobodySaysWhich) {
  EXPECT_THAT(told("Police arrested Jens Holm.\nPresident Peter Berg spoke.\nThe judges accuse him."),
              testing::Not(testing::Contains(testing::HasSubstr("(pronoun)"))));
  EXPECT_THAT(told("Police arrested Jens Holm.\nThe judges accuse him."),
              testing::Contains("Jens Holm - - - (pronoun)"));
}

TEST(Mentions, TheSonOfAnUnnamedWomanIsNoOther) {
  EXPECT_THAT(told("Anna Berg spoke.\nThe shells killed a woman and her son."),
              testing::Not(testing::Contains(testing::HasSubstr("(pronoun)"))));
}

TEST(Mentions, WhoSpokeGoesOnSpeaking) {
  EXPECT_THAT(told("Denmark closed its ports.\nIt said it had warned Peru."),
              ElementsAre("Denmark DNK - - (name)", "Denmark DNK - - (pronoun)", "Denmark DNK - - (pronoun)",
                          "Denmark DNK - - (pronoun)", "Peru PER - - (name)"));
  EXPECT_THAT(told("Denmark closed the ports.\nIt was reported that it rained."),
              ElementsAre("Denmark DNK - - (name)"));
}

TEST(Mentions, AGivenNameAloneIsOfTheOnePersonWhoBearsIt) {
  EXPECT_THAT(told("Danish President Jens Holm arrived.\nJens thanked Peru."),
              testing::Contains("Jens Holm DNK GOV president (short name)"));
  EXPECT_THAT(told("Danish President Jens Holm met Peruvian President Jens Berg.\nJens thanked them."),
              testing::Not(testing::Contains(testing::HasSubstr("(short name)"))));
}

TEST(Mentions, OneOfTwoIsNotBoth) {
  const auto lines = told(
      "Danish President Jens Holm met Peruvian President Ana Quispe.\nThe two presidents left.\nThe Danish president "
      "spoke.");
  EXPECT_EQ(lines.back(), "Jens Holm DNK GOV president (description)");
}

TEST(Mentions, PronounsAgreeWithTheGivenName) {
  const auto lines = told("Anna Berg met Peter Holm.\nShe left.\nHe stayed.");
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_THAT(lines[2], testing::StartsWith("Anna Berg"));
  EXPECT_THAT(lines[3], testing::StartsWith("Peter Holm"));
}

TEST(Mentions, WhoReportsOfItselfIsMeant) {
  EXPECT_THAT(told("Denmark said it would close the border."),
              ElementsAre("Denmark DNK - - (name)", "Denmark DNK - - (pronoun)"));
}

TEST(Mentions, WhatIsItsBelongsToTheSubject) {
  EXPECT_THAT(told("Denmark denied that its navy had seized a Peruvian boat."),
              testing::Contains(testing::StartsWith("navy DNK MIL")));
  EXPECT_THAT(told("The troupe denied that its navy had sunk."), testing::Contains(testing::StartsWith("navy - MIL")));
}

TEST(Mentions, WhoHeldAnOfficeIsNoLongerOfTheGovernment) {
  EXPECT_THAT(told("Former Danish Foreign Minister Jens Holm spoke."),
              testing::Contains("Jens Holm DNK ELI foreign minister (title)"));
  EXPECT_THAT(told("Danish Foreign Minister Jens Holm spoke at the former palace."),
              testing::Contains("Jens Holm DNK GOV foreign minister (title)"));
}

TEST(Mentions, OfficialsMayComeFromSeveralCountries) {
  const auto mentions = mentions_of("Officials from Denmark, Peru and Chile met.");
  EXPECT_EQ(mentions.all[0].code, "DNK");
  EXPECT_THAT(mentions.all[0].more_codes, ElementsAre("PER", "CHL"));
}

TEST(Mentions, SoldiersAreNotTheOneWhoSpeaksOfThem) {
  EXPECT_THAT(told("Britain will train Danish soldiers, Defence Minister Jens Holm told the house."),
              testing::Contains(testing::StartsWith("soldiers DNK MIL")));
}

TEST(Mentions, OfficeHoldersAreKnownByDate) {
  EXPECT_THAT(told("Reagan spoke."), testing::Contains(testing::HasSubstr("USA GOV president")));
}

TEST(Mentions, EveryWordKnowsItsOwn) {
  const auto mentions = mentions_of("Danish Foreign Minister Jens Holm met the police.");
  for (std::uint32_t index = 0; index < mentions.all.size(); ++index) {
    for (auto word = mentions.all[index].begin; word < mentions.all[index].end; ++word) {
      EXPECT_EQ(mentions.of_word.at(word), index);
    }
  }
}

}  // namespace
}  // namespace tidings::extract
