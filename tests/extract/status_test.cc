#include "pipeline/extract/event/status.h"

#include <gtest/gtest.h>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/record/names.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

struct Case {
  const char* status;
  const char* trigger;
  const char* sentence;
};

constexpr Case kCases[] = {
    {"occurred", "met", "The ministers met in Oslo on Monday."},
    {"occurred", "met", "She said the ministers had met in secret."},
    {"occurred", "arrested", "Three men were arrested after the march."},
    {"occurred", "rejects", "Norland rejects the proposal."},
    {"planned", "meet", "The ministers will meet in Oslo on Monday."},
    {"planned", "meet", "The ministers plan to meet in Oslo."},
    {"planned", "visit", "The chancellor is due to visit Norland next week."},
    {"planned", "meet", "The two are expected to meet on Friday."},
    {"planned", "meet", "It was reported that the ministers would meet in Oslo."},
    {"planned", "attack", "The army is going to attack at dawn."},
    {"planned", "Talks", "Talks are scheduled for Friday."},
    {"planned", "visit", "The planned visit angered the opposition."},
    {"occurred", "talks", "The ministers held the planned talks in Oslo."},
    {"planned", "summit", "He flew home ahead of the summit."},
    {"ongoing", "meeting", "The ministers are meeting in Oslo."},
    {"ongoing", "talks", "Norland began talks with the rebels."},
    {"ongoing", "shell", "The army continued to shell the town."},
    {"occurred", "protest", "Farmers marched through the town to protest against the tax."},
    {"occurred", "attacked", "The minister told reporters that the army had attacked the village."},
    {"hypothetical", "send", "The cabinet is reluctant to send troops."},
    {"hypothetical", "invade", "The kingdom has the right to invade the island."},
    {"hypothetical", "attacked", "There is no evidence that the army attacked the village."},
    {"occurred", "leave", "The guards were forced to leave the village."},
    {"hypothetical", "attacking", "Norland did not rule out attacking its neighbour."},
    {"denied", "killed", "No soldier was killed."},
    {"denied", "arrested", "None of the men was arrested."},
    {"cancelled", "visit", "The planned visit was called off."},
    {"denied", "attack", "The army did not attack the village."},
    {"occurred", "pledged", "Norland pledged not to attack its neighbour."},
    {"denied", "met", "The two leaders never met."},
    {"denied", "meet", "The minister refused to meet the rebels."},
    {"denied", "attack", "Norland has no plans to attack its neighbour."},
    {"denied", "talks", "The general ruled out talks with the rebels."},
    {"cancelled", "visit", "The president cancelled the visit."},
    {"cancelled", "Talks", "Talks were called off on Sunday."},
    {"cancelled", "truce", "The truce between Norland and the rebels collapsed on Sunday."},
    {"cancelled", "truce", "The truce was violated by gunfire on Sunday."},
    {"occurred", "talks", "The talks ended on Sunday."},
    {"cancelled", "visit", "He withdrew the invitation for the president to visit the island."},
    {"hypothetical", "entered", "The law takes force only when Norland has entered the union."},
    {"hypothetical", "attack", "The army may attack the village."},
    {"hypothetical", "attack", "If they attack the port, the alliance will respond."},
    {"demanded", "lifts", "Norland will not resume talks until Vendoria lifts the sanctions."},
    {"demanded", "withdrew", "The rebels said they would not free hostages until Norland withdrew its troops."},
    {"demanded", "withdrew", "The rebels refused to free the men before Norland withdrew its troops."},
    {"demanded", "frees", "Norland ruled out talks until Vendoria frees the sailors."},
    {"hypothetical", "withdraws", "Norland will halt the strikes once Vendoria withdraws its troops."},
    {"hypothetical", "withdraws", "The sanctions stay until Vendoria withdraws its troops."},
    {"occurred", "withdrew", "The families waited until Norland withdrew its troops."},
    {"occurred", "freed", "Norland did not withdraw its troops until the rebels freed the hostages."},
    {"occurred", "shelled", "Norland attacked the port before Vendoria shelled the town."},
    {"occurred", "impose", "The council voted to impose sanctions on Norland."},
    {"denied", "impose", "The council voted not to impose sanctions on Norland."},
    {"hypothetical", "impose", "The council will vote to impose sanctions on Norland."},
    {"planned", "send", "Norland's parliament voted to send troops to Vendoria."},
    {"hypothetical", "respond", "The alliance would respond with sanctions."},
    {"hypothetical", "invade", "The general threatened to invade the island."},
    {"hypothetical", "war", "The prospect of war frightened the markets."},
    {"hypothetical", "surrender", "They asked the leaders not to allow the island's surrender."},
    {"hypothetical", "attack", "They kept to the road so as not to attack the village."},
    {"hypothetical", "violating", "Norland accused Vendoria of violating the truce."},
    {"hypothetical", "attack", "The bishop urged them not to attack the port."},
    {"demanded", "withdraw", "The council demanded that the army withdraw."},
    {"demanded", "release", "The union urged the police to release the men."},
    {"demanded", "talks", "The bishop called for talks."},
    {"hypothetical", "attacked", "Had Norland attacked the port, the alliance would have answered."},
    {"occurred", "attacked", "The general said the army had attacked the port."},
    {"hypothetical", "met", "He said the ministers would have met in Oslo."},
    {"cancelled", "buying", "Norland stopped buying oil from the kingdom."},
    {"cancelled", "shelling", "The army ceased shelling the town on Friday."},
    {"ongoing", "shelling", "The army kept shelling the town on Friday."},
    {"hypothetical", "buying", "Norland must stop buying oil from the kingdom."},
    {"denied", "attacked", "The minister resigned, denying reports that the army had attacked the village."},
    {"occurred", "attacked", "The general confirmed reports that the army had attacked the village."},
    {"hypothetical", "bombing", "Norland came close to bombing the port."},
    {"hypothetical", "threatened", "The court heard that the men had threatened the judge."},
    {"hypothetical", "poisoning", "The widow accused the palace of poisoning the bishop."},
    {"planned", "help", "Norland sent forty tents to help the valley."},
    {"occurred", "free", "Norland took steps to free the prisoners."},
    {"hypothetical", "threaten", "Did Norland really threaten to leave the union?"},
    {"hypothetical", "withdrawn", "Has the army withdrawn from the valley?"},
    {"occurred", "attack", "Why did the army attack the village?"},
    {"hypothetical", "expelled", "Readers asked whether the kingdom had expelled the envoy."},
    {"hypothetical", "attack", "Experts predict that the army will attack the village."},
    {"hypothetical", "withdraw", "Few expect Norland to withdraw from the valley."},
    {"hypothetical", "expel", "There is talk that Norland will expel the envoy."},
    {"hypothetical", "attack", "The army would attack the village if it were provoked, an analyst said."},
    {"denied", "expelled", "The minister denied reports that the kingdom had expelled the envoy."},
    {"denied", "arrested", "Rumours that the police had arrested the bishop were untrue."},
    {"denied", "attacked", "It is not true that the army attacked the village."},
    {"denied", "attacked", "No one believes that the army attacked the village."},
    {"denied", "expelled", "It is a myth that Norland expelled the envoy."},
    {"denied", "expelled", "Neither Norland nor Vendoria expelled the envoy."},
    {"denied", "attacking", "Instead of attacking the village, the army went home."},
    {"denied", "expel", "Rather than expel the envoy, Norland summoned him."},
    {"denied", "condemn", "The council has yet to condemn the attack."},
    {"denied", "withdraw", "Norland is in no hurry to withdraw its troops."},
    {"hypothetical", "expelled", "Norland almost expelled the envoy."},
    {"hypothetical", "attacked", "Suppose the army attacked the village."},
    {"hypothetical", "sending", "The premier did not exclude sending troops."},
    {"planned", "leave", "Both armies are to leave the valley within a year."},
    {"planned", "attacks", "The rebels vowed to continue their attacks."},
    {"denied", "ratify", "Norland will not ratify the treaty, the premier told parliament."},
    {"planned", "send", "Norland will send doctors, the premier told reporters."},
    {"demanded", "withdraw", "Pressure is growing on Norland to withdraw its troops."},
    {"demanded", "release", "Families marched to demand the release of sailors held by the kingdom."},
};

class StatusTest : public testing::TestWithParam<Case> {};

TEST_P(StatusTest, IsWhatTheSentenceSays) {
  const auto& [status, trigger, text] = GetParam();
  const ReadText sentence(text);
  const auto word = sentence.find(trigger);
  const auto light = light_verb_of(sentence.tree(), word, {"hold", "launch", "pay"});
  EXPECT_EQ(record::name_of(status_of(sentence.tree(), word, light).status), status) << text;
}

INSTANTIATE_TEST_SUITE_P(Sentences, StatusTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace tidings::extract
