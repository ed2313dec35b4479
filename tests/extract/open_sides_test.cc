#include "pipeline/extract/event/open_sides.h"

#include <gmock/gmock.h>

namespace tidings::extract {
namespace {

using record::Actor;
using record::ActorKind;
using record::EventType;
using record::Picture;
using testing::ElementsAre;
using testing::IsEmpty;

Actor actor(const char* code, const char* sector, const char* via = "role") {
  Actor actor;
  actor.kind = ActorKind::kGroup;
  actor.code = code;
  actor.sector = sector;
  actor.via = via;
  return actor;
}

std::vector<std::string> told(const std::vector<Actor>& side) {
  std::vector<std::string> lines;
  for (const auto& actor : side) lines.push_back(actor.code + " " + actor.via);
  return lines;
}

class OpenSidesTest : public testing::Test {
 protected:
  void happens_in(const char* country) { picture.place = record::Place{"Selmar", country, "Selmar", {}}; }

  Picture picture;
};

TEST_F(OpenSidesTest, UnnamedPeopleBelongWhereItHappens) {
  picture.actors = {actor("", "CVL")};
  happens_in("XNL");
  fill_open_sides(EventType::kRequest, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL place"));
  EXPECT_THAT(picture.recipients, IsEmpty());
}

TEST_F(OpenSidesTest, WhomTheirPoliceArrestAreOfTheSameCountry) {
  picture.actors = {actor("XNL", "COP")};
  picture.recipients = {actor("", "EDU")};
  fill_open_sides(EventType::kCoerce, "", "", picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, APresidentWhoBansTheOppositionIsOfItsCountry) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XNL", "OPP")};
  fill_open_sides(EventType::kCoerce, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, WhoSeizesAForeignBoatIsNotOfItsCountry) {
  picture.actors = {actor("", "MIL")};
  picture.recipients = {actor("XNL", "", "adjective")};
  fill_open_sides(EventType::kCoerce, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, ThoseBeforeAnEmbassyNeedNotBeOfItsCountry) {
  picture.actors = {actor("", "CVL")};
  picture.recipients = {actor("XNL", "GOV")};
  picture.recipients.front().position = "embassy";
  fill_open_sides(EventType::kProtest, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, ThoseWhoProtestAgainstTwoCountriesAreOfNeither) {
  picture.actors = {actor("", "LAB")};
  picture.recipients = {actor("XNL", "GOV"), actor("XVE", "GOV")};
  fill_open_sides(EventType::kProtest, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, APersonWhomAPronounMeansHasNoCountryOfOthers) {
  picture.actors = {actor("XNL", "GOV")};
  picture.recipients = {actor("", "CVL", "pronoun")};
  fill_open_sides(EventType::kCoerce, "", "", picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre(" pronoun"));
}

TEST_F(OpenSidesTest, WhereNeitherSideIsKnownBothAreOfTheOnlyCountryNamed) {
  picture.actors = {actor("", "GOV", "title")};
  fill_open_sides(EventType::kAgree, "", "XNL", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
  EXPECT_THAT(picture.recipients, IsEmpty());
}

TEST_F(OpenSidesTest, TwoStatesAreNotOfOneCountryBecauseOneIsNamed) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XNL", "GOV")};
  fill_open_sides(EventType::kThreaten, "", "XNL", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" title"));
}

TEST_F(OpenSidesTest, APartyOfUnknownNameRalliesAtHome) {
  picture.actors = {actor("", "", "name")};
  picture.recipients = {actor("XNL", "LEG")};
  fill_open_sides(EventType::kProtest, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, RebelsAttackTheirOwnCountry) {
  picture.actors = {actor("XNL", "REB")};
  fill_open_sides(EventType::kAssault, "", "", picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, APresidentWhomRebelsDefyIsOfTheirCountry) {
  picture.actors = {actor("XNL", "REB")};
  picture.recipients = {actor("", "GOV", "title")};
  fill_open_sides(EventType::kReject, "", "", picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, OfTwoGovernmentsOneMayBeAbroad) {
  picture.actors = {actor("XNL", "GOV")};
  picture.recipients = {actor("", "GOV", "title")};
  fill_open_sides(EventType::kSupport, "", "", picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre(" title"));
}

TEST_F(OpenSidesTest, ProtestersAreOfTheCountryWhoseRulersTheyProtestAgainst) {
  picture.recipients = {actor("XNL", "GOV", "name")};
  fill_open_sides(EventType::kProtest, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, APresidentWhoTalksToOthersMayBeOfAnyCountry) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XNL", "GOV")};
  fill_open_sides(EventType::kRequest, "", "", picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" title"));
}

TEST_F(OpenSidesTest, ProtestIsAgainstTheRulersOfThePlaceOrOnesOwn) {
  picture.actors = {actor("XNL", "LAB")};
  auto abroad = picture;
  fill_open_sides(EventType::kProtest, "", "", picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
  abroad.place = record::Place{"Drossen", "XDR", "Drossen", {}};
  fill_open_sides(EventType::kProtest, "", "", abroad);
  EXPECT_THAT(told(abroad.recipients), ElementsAre("XDR place"));
}

TEST_F(OpenSidesTest, ABombMayBeAnybodysAndAnArrestIsTheStates) {
  picture.recipients = {actor("XVE", "MIL")};
  happens_in("XNL");
  auto arrest = picture;
  fill_open_sides(EventType::kAssault, "", "", picture);
  EXPECT_THAT(told(picture.actors), IsEmpty());
  EXPECT_THAT(told(picture.recipients), ElementsAre("XVE role"));
  fill_open_sides(EventType::kCoerce, "", "", arrest);
  EXPECT_THAT(told(arrest.actors), ElementsAre("XNL place"));
}

TEST_F(OpenSidesTest, WhoseDrugsTheirPoliceSeizeNobodyKnows) {
  picture.actors = {actor("XNL", "COP")};
  auto abroad = picture;
  happens_in("XNL");
  fill_open_sides(EventType::kCoerce, "seize", "", picture);
  EXPECT_THAT(picture.recipients, IsEmpty());
  abroad.place = record::Place{"Drossen", "XDR", "Drossen", {}};
  fill_open_sides(EventType::kCoerce, "seize", "", abroad);
  EXPECT_THAT(told(abroad.recipients), ElementsAre("XDR place"));
}

TEST_F(OpenSidesTest, TroopsAreReadiedAgainstAPlaceAbroadOnly) {
  picture.actors = {actor("XNL", "MIL")};
  auto abroad = picture;
  happens_in("XNL");
  fill_open_sides(EventType::kMobilize, "", "", picture);
  EXPECT_THAT(picture.recipients, IsEmpty());
  abroad.place = record::Place{"Drossen", "XDR", "Drossen", {}};
  fill_open_sides(EventType::kMobilize, "", "", abroad);
  EXPECT_THAT(told(abroad.recipients), ElementsAre("XDR place"));
}

TEST_F(OpenSidesTest, WhoResignsDoesSoToNobody) {
  picture.actors = {actor("XNL", "GOV", "name")};
  happens_in("XNL");
  fill_open_sides(EventType::kRetreat, "", "", picture);
  EXPECT_THAT(picture.recipients, IsEmpty());
}

}  // namespace
}  // namespace tidings::extract
