#include "pipeline/extract/event/arguments.h"

#include <gmock/gmock.h>

#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

const std::vector<std::string> kLight = {"hold", "launch", "stage", "carry"};

struct Case {
  const char* trigger;
  const char* slot;
  std::vector<std::string> heads;
  const char* sentence;
};

Slot slot_of(std::string_view name) {
  if (name == "subject") return {Slot::Kind::kSubject, ""};
  if (name == "object") return {Slot::Kind::kObject, ""};
  if (name == "indirect") return {Slot::Kind::kIndirect, ""};
  if (name == "possessor") return {Slot::Kind::kPossessor, ""};
  if (name == "clause") return {Slot::Kind::kClause, ""};
  return {Slot::Kind::kPreposition, std::string(name)};
}

const Case kCases[] = {
    {"arrested", "subject", {"Police"}, "Police arrested three journalists on Monday."},
    {"arrested", "object", {"journalists"}, "Police arrested three journalists on Monday."},
    {"arrested", "subject", {"police"}, "Three journalists were arrested by the police."},
    {"arrested", "object", {"journalists"}, "Three journalists were arrested by the police."},
    {"met", "subject", {"Norland", "Vendoria"}, "Norland and Vendoria met in Geneva."},
    {"met", "with", {"rebels"}, "The minister met with the rebels."},
    {"meet", "subject", {"minister"}, "The minister plans to meet the rebels."},
    {"withdraw", "subject", {"Norland"}, "The council urged Norland to withdraw its troops."},
    {"urged", "clause", {"withdraw"}, "The council urged Norland to withdraw its troops."},
    {"attack", "subject", {"general"}, "The general threatened to attack the port."},
    {"killed", "subject", {"soldiers"}, "The soldiers who killed the farmer were tried."},
    {"arrested", "object", {"men"}, "The men arrested on Monday were freed."},
    {"jailed", "subject", {"court"}, "The court convicted and jailed the banker."},
    {"jailed", "object", {"banker"}, "The court convicted and jailed the banker."},
    {"Talks", "between", {"Norland", "Vendoria"}, "Talks between Norland and Vendoria collapsed."},
    {"talks", "subject", {"ministers"}, "The ministers held talks with the rebels."},
    {"talks", "with", {"rebels"}, "The ministers held talks with the rebels."},
    {"attack", "possessor", {"army"}, "The army's attack on the town failed."},
    {"attack", "on", {"town"}, "The army's attack on the town failed."},
    {"raid", "subject", {"rebels"}, "A raid was launched by the rebels."},
    {"arrested", "object", {"protesters"}, "Police arrested hundreds of protesters."},
    {"gave", "indirect", {"them"}, "The prince gave them weapons."},
    {"willing", "subject", {"Norland"}, "Norland is willing to meet the rebels."},
    {"willing", "clause", {"meet"}, "Norland is willing to meet the rebels."},
    {"meet", "subject", {"Norland"}, "Norland is willing to meet the rebels."},
    {"committed", "subject", {"Norland"}, "Norland is committed to opening its border."},
    {"committed", "object", {}, "Norland is committed to opening its border."},
    {"committed", "clause", {"opening"}, "Norland is committed to opening its border."},
    {"suspension", "possessor", {"Norland"}, "Norland announced a suspension of flights."},
    {"withdrawal", "possessor", {"rebels"}, "The rebels completed their withdrawal from the town."},
    {"sent", "subject", {"navy"}, "Two ships were sent to the strait by the navy."},
    {"strikes", "on", {"camps"}, "Two commanders were killed in drone strikes on camps of the Polish rebels."},
    {"strikes", "in", {}, "Two commanders were killed in drone strikes on camps of the Polish rebels."},
    {"extension", "in", {"Norway"}, "The extension of the curfew in Norway angered bakers."},
    {"released", "on", {"bail"}, "The court released the opposition's treasurer on bail late on Wednesday."},
    {"reserved", "clause", {"respond"}, "Norway reserved the right to respond to the sinking of its trawler."},
    {"insisted", "clause", {}, "The exiles insisted on military support before they would return."},
    {"warned", "object", {"Bulgaria"}, "The Norwegian premier warned Bulgaria of grave consequences."},
    {"rioted", "object", {}, "Two hundred inmates rioted at the jail in Poland and burned their mattresses."},
    {"exploded", "subject", {"bomb"}, "A bomb exploded outside the mint in Norway on Tuesday."},
    {"crossed", "subject", {"soldiers"}, "Bulgarian soldiers crossed into the lake province before first light."},
    {"condemning", "subject", {"assembly"}, "The assembly adopted a resolution condemning the raid."},
    {"bans", "subject", {"assembly"}, "The assembly passed a law that bans rallies."},
    {"bans", "subject", {"law"}, "The assembly criticised a law that bans rallies."},
    {"strike", "subject", {"doctors"}, "Norwegian doctors are on strike."},
    {"ruled", "clause", {"paying"}, "The government has ruled out paying ransom to the rebels."},
    {"exchange", "between", {"Norway", "Bulgaria"}, "An exchange of fire between Norway and Bulgaria killed a goat."},
    {"crossed", "object", {"bridge"}, "The bridge was crossed on foot."},
    {"deprived", "of", {"water"}, "The army deprived the town of water in the hottest week."},
    {"sank", "of", {}, "The navy sank a ship of the rebels."},
    {"kicked", "subject", {"guards"}, "A student was kicked and beaten by guards."},
    {"beaten", "object", {"student"}, "A student was kicked and beaten by guards."},
    {"closing", "by", {"navy"}, "The closing of the strait by the navy angered them."},
    {"opposed", "subject", {"Norland"}, "Norland is opposed to the mediation."},
    {"opposed", "object", {"mediation"}, "Norland is opposed to the mediation."},
    {"shared", "with", {"Vendoria"}, "Norland shared evidence of the theft with Vendoria."},
    {"sent", "for", {"Vendoria"}, "Norland sent two tons of aid for Vendoria."},
    {"sent", "object", {"medicine"}, "Norland sent 700 kg of medicine."},
    {"launching", "subject", {"hackers"}, "The police fear hackers capable of launching attacks on banks."},
    {"dispatched", "subject", {"navy"}, "Two warships were dispatched to the strait by the Polish navy on Sunday."},
    {"closing", "by", {"Bulgaria"}, "The closing of the strait by Bulgaria stranded forty ships."},
    {"deployment", "to", {"reef"}, "The deployment of the marines of Bulgaria to the reef was announced."},
    {"praised", "subject", {"Norway"}, "Norway urged Bulgaria to leave and praised Poland."},
    {"summoned", "subject", {"Norway"}, "Denmark expelled the ambassador and Norway summoned the envoy."},
    {"expelled", "object", {"ambassador"}, "Denmark expelled the ambassador and Norway summoned the envoy."},
    {"expelled", "object", {"ambassador", "consul"}, "Denmark expelled the ambassador and the consul on Friday."},
    {"bomb", "subject", {"army"}, "The cabinet authorised the army to bomb the port."},
    {"talks", "subject", {"Norway", "Bulgaria"}, "Norway and Bulgaria held a second round of talks in May."},
    {"impose", "subject", {"Norway"}, "Bulgaria wants Norway to impose sanctions on Poland."},
    {"build", "subject", {"Bulgaria"}, "Bulgaria wants money to build a port."},
};

class ArgumentsTest : public testing::TestWithParam<Case> {};

TEST_P(ArgumentsTest, StandWhereTheyAreUnderstood) {
  const auto& [trigger, slot, heads, text] = GetParam();
  const ReadText sentence(text);
  const auto word = sentence.find(trigger);
  const auto light = light_verb_of(sentence.tree(), word, kLight);
  EXPECT_EQ(sentence.forms_of(fillers(sentence.tree(), word, light, slot_of(slot))), heads) << text << " " << slot;
}

INSTANTIATE_TEST_SUITE_P(Sentences, ArgumentsTest, testing::ValuesIn(kCases));

TEST(Arguments, OfTreesWithoutEndAreFoundInTime) {
  std::string text = "He wants";
  for (int i = 0; i < 180; ++i) text += " to want";
  const ReadText sentence(text + " to go.");
  EXPECT_NO_FATAL_FAILURE((void)fillers(sentence.tree(), sentence.find("go"), kNoWord, {Slot::Kind::kSubject, ""}));
}

}  // namespace
}  // namespace tidings::extract
