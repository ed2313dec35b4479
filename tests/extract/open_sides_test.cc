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
  fill_open_sides(EventType::kRequest, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL place"));
  EXPECT_THAT(picture.recipients, IsEmpty());
}

TEST_F(OpenSidesTest, WhomTheirPoliceArrestAreOfTheSameCountry) {
  picture.actors = {actor("XNL", "COP")};
  picture.recipients = {actor("", "EDU")};
  fill_open_sides(EventType::kCoerce, "", {}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, APresidentWhoBansTheOppositionIsOfItsCountry) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XNL", "OPP")};
  fill_open_sides(EventType::kCoerce, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, WhoSeizesAForeignBoatIsNotOfItsCountry) {
  picture.actors = {actor("", "MIL")};
  picture.recipients = {actor("XNL", "", "adjective")};
  fill_open_sides(EventType::kCoerce, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, ThoseBeforeAnEmbassyNeedNotBeOfItsCountry) {
  picture.actors = {actor("", "CVL")};
  picture.recipients = {actor("XNL", "GOV")};
  picture.recipients.front().position = "embassy";
  fill_open_sides(EventType::kProtest, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, ThoseWhoProtestAgainstTwoCountriesAreOfNeither) {
  picture.actors = {actor("", "LAB")};
  picture.recipients = {actor("XNL", "GOV"), actor("XVE", "GOV")};
  fill_open_sides(EventType::kProtest, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, APersonWhomAPronounMeansHasNoCountryOfOthers) {
  picture.actors = {actor("XNL", "GOV")};
  picture.recipients = {actor("", "CVL", "pronoun")};
  fill_open_sides(EventType::kCoerce, "", {}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre(" pronoun"));
}

TEST_F(OpenSidesTest, WhereNeitherSideIsKnownBothAreOfTheOnlyCountryNamed) {
  picture.actors = {actor("", "GOV", "title")};
  fill_open_sides(EventType::kAgree, "", {"XNL", ""}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
  EXPECT_THAT(picture.recipients, IsEmpty());
}

TEST_F(OpenSidesTest, TwoStatesAreNotOfOneCountryBecauseOneIsNamed) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XNL", "GOV")};
  fill_open_sides(EventType::kThreaten, "", {"XNL", ""}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" title"));
}

TEST_F(OpenSidesTest, APartyOfUnknownNameRalliesAtHome) {
  picture.actors = {actor("", "", "name")};
  picture.recipients = {actor("XNL", "LEG")};
  fill_open_sides(EventType::kProtest, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, RebelsAttackTheirOwnCountry) {
  picture.actors = {actor("XNL", "REB")};
  fill_open_sides(EventType::kAssault, "", {}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, APresidentWhomRebelsDefyIsOfTheirCountry) {
  picture.actors = {actor("XNL", "REB")};
  picture.recipients = {actor("", "GOV", "title")};
  fill_open_sides(EventType::kReject, "", {}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, OfTwoGovernmentsOneMayBeAbroad) {
  picture.actors = {actor("XNL", "GOV")};
  picture.recipients = {actor("", "GOV", "title")};
  fill_open_sides(EventType::kSupport, "", {}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre(" title"));
}

TEST_F(OpenSidesTest, ProtestersAreOfTheCountryWhoseRulersTheyProtestAgainst) {
  picture.recipients = {actor("XNL", "GOV", "name")};
  fill_open_sides(EventType::kProtest, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, APresidentWhoTalksToOthersMayBeOfAnyCountry) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XNL", "GOV")};
  fill_open_sides(EventType::kRequest, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" title"));
}

TEST_F(OpenSidesTest, ProtestIsAgainstTheRulersOfThePlaceOrOnesOwn) {
  picture.actors = {actor("XNL", "LAB")};
  auto abroad = picture;
  fill_open_sides(EventType::kProtest, "", {}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
  abroad.place = record::Place{"Drossen", "XDR", "Drossen", {}};
  fill_open_sides(EventType::kProtest, "", {}, false, abroad);
  EXPECT_THAT(told(abroad.recipients), ElementsAre("XDR place"));
}

TEST_F(OpenSidesTest, ABombMayBeAnybodysAndAnArrestIsTheStates) {
  picture.recipients = {actor("XVE", "MIL")};
  happens_in("XNL");
  auto arrest = picture;
  fill_open_sides(EventType::kAssault, "", {}, false, picture);
  EXPECT_THAT(told(picture.actors), IsEmpty());
  EXPECT_THAT(told(picture.recipients), ElementsAre("XVE role"));
  fill_open_sides(EventType::kCoerce, "", {}, false, arrest);
  EXPECT_THAT(told(arrest.actors), ElementsAre("XNL place"));
}

TEST_F(OpenSidesTest, WhoseDrugsTheirPoliceSeizeNobodyKnows) {
  picture.actors = {actor("XNL", "COP")};
  auto abroad = picture;
  happens_in("XNL");
  fill_open_sides(EventType::kCoerce, "seize", {}, false, picture);
  EXPECT_THAT(picture.recipients, IsEmpty());
  abroad.place = record::Place{"Drossen", "XDR", "Drossen", {}};
  fill_open_sides(EventType::kCoerce, "seize", {}, false, abroad);
  EXPECT_THAT(told(abroad.recipients), ElementsAre("XDR place"));
}

TEST_F(OpenSidesTest, TroopsAreReadiedAgainstAPlaceAbroadOnly) {
  picture.actors = {actor("XNL", "MIL")};
  auto abroad = picture;
  happens_in("XNL");
  fill_open_sides(EventType::kMobilize, "", {}, false, picture);
  EXPECT_THAT(picture.recipients, IsEmpty());
  abroad.place = record::Place{"Drossen", "XDR", "Drossen", {}};
  fill_open_sides(EventType::kMobilize, "", {}, false, abroad);
  EXPECT_THAT(told(abroad.recipients), ElementsAre("XDR place"));
}

TEST_F(OpenSidesTest, WhoResignsDoesSoToNobody) {
  picture.actors = {actor("XNL", "GOV", "name")};
  happens_in("XNL");
  fill_open_sides(EventType::kRetreat, "", {}, false, picture);
  EXPECT_THAT(picture.recipients, IsEmpty());
}

TEST_F(OpenSidesTest, ThePoliceOfAStoryAndWhomTheyArrestAreOfItsCountry) {
  picture.actors = {actor("", "COP")};
  picture.recipients = {actor("", "CVL")};
  fill_open_sides(EventType::kCoerce, "arrest", {"", "XNL"}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
  EXPECT_THAT(told(picture.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, TroopsOfAStoryAreOfAnyCountry) {
  picture.actors = {actor("", "MIL")};
  picture.recipients = {actor("", "CVL")};
  fill_open_sides(EventType::kAssault, "", {"", "XNL"}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre(" role"));
  EXPECT_THAT(told(picture.recipients), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, WhomAnUnseenAttackHitsIsOfNoStorysCountry) {
  picture.recipients = {actor("", "CVL")};
  fill_open_sides(EventType::kAssault, "", {"", "XNL"}, false, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre(" role"));
}

TEST_F(OpenSidesTest, AnOfficerOfAStoryWhoSpeaksIsOfItsCountry) {
  picture.actors = {actor("", "MIL")};
  picture.actors.front().kind = ActorKind::kPerson;
  fill_open_sides(EventType::kAgree, "", {"", "XNL"}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, WhoDiesWhereTroopsAttackATownIsNotOfTheirCountry) {
  picture.actors = {actor("XNL", "MIL")};
  picture.recipients = {actor("", "CVL")};
  auto other = picture;
  fill_open_sides(EventType::kAssault, "", {"XNL", ""}, true, picture);
  EXPECT_THAT(told(picture.recipients), ElementsAre(" role"));
  fill_open_sides(EventType::kAssault, "", {"XNL", ""}, false, other);
  EXPECT_THAT(told(other.recipients), ElementsAre("XNL domestic"));
}

TEST_F(OpenSidesTest, AMinisterOfAStoryIsOfItsCountryWhomeverHeSpeaksOf) {
  picture.actors = {actor("", "GOV", "title")};
  picture.recipients = {actor("XVE", "", "name")};
  auto described = picture;
  fill_open_sides(EventType::kAccuse, "", {"XVE", "XNL", true}, false, picture);
  EXPECT_THAT(told(picture.actors), ElementsAre("XNL domestic"));
  described.actors.front().via = "role";
  fill_open_sides(EventType::kAccuse, "", {"XVE", "XNL", true}, false, described);
  EXPECT_THAT(told(described.actors), ElementsAre(" role"));
}

}  // namespace
}  // namespace tidings::extract
