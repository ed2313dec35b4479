#include "pipeline/extract/event/recast.h"

#include <gmock/gmock.h>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/event/parts.h"
#include "pipeline/record/names.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

using record::EventType;
using record::Status;
using testing::ElementsAre;

class RecastTest : public testing::Test {
 protected:
  RecastTest() {
    add(EventType::kAgree, "agree.do", "", "agree").verbs->triggers.push_back({"willing"});
    add(EventType::kAid, "aid.send", "", "send");
    add(EventType::kCoerce, "coerce.arrest", "arrest", "arrest");
    add(EventType::kConsult, "consult.meet", "", "meet");
    add(EventType::kReject, "reject.boycott", "meet", "boycott");
    add(EventType::kRequest, "request.demand", "", "demand");
    add(EventType::kRetreat, "retreat.withdraw", "withdraw", "withdraw");
    add(EventType::kRetreat, "retreat.resign", "resign", "resign");
  }

  Pattern& add(EventType type, const char* id, const char* mode, const char* trigger) {
    Pattern pattern;
    pattern.type = type;
    pattern.id = id;
    pattern.mode = mode;
    pattern.verbs = Frame{{{trigger}}, {}, {}, {}, {}};
    patterns.patterns.push_back(std::move(pattern));
    return patterns.patterns.back();
  }

  // The type and status of each event; "part of X" of what another event tells.
  [[nodiscard]] std::vector<std::string> told(const std::string& text) const {
    const ReadText read(text);
    const std::vector<WordClasses> classes(read.tree().size());
    const auto matches = Matcher(patterns).match(read.tree(), classes);
    std::vector<Verdict> verdicts;
    for (const auto& match : matches) verdicts.push_back(status_of(read.tree(), match.trigger, match.light));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < matches.size(); ++i) {
      const auto cast = recast(*matches[i].pattern, verdicts[i], read.tree(), matches[i].trigger);
      const auto by = whole_of(read.tree(), matches, verdicts, i);
      lines.push_back(by ? "part of " + matches[*by].pattern->id
                         : std::string(record::name_of(cast.type)) + " " + std::string(record::name_of(cast.status)));
    }
    return lines;
  }

  Patterns patterns;
};

TEST_F(RecastTest, WhoVowsForceThreatens) {
  add(EventType::kAgree, "agree.vow", "", "vow");
  EXPECT_THAT(told("The rebels vowed to continue their attacks."), ElementsAre("THREATEN occurred"));
  EXPECT_THAT(told("The rebels vowed to continue their talks."), ElementsAre("AGREE occurred"));
}

TEST_F(RecastTest, ABoycottThatIsPromisedIsAThreat) {
  EXPECT_THAT(told("Norland will boycott the talks."), ElementsAre("THREATEN occurred"));
  EXPECT_THAT(told("Norland boycotted the talks."), ElementsAre("REJECT occurred"));
}

TEST_F(RecastTest, HelpThatIsPromisedIsAgreement) {
  EXPECT_THAT(told("Norland will send tents to the valley."), ElementsAre("AGREE occurred"));
  EXPECT_THAT(told("Norland sent tents to the valley."), ElementsAre("AID occurred"));
}

TEST_F(RecastTest, AWithdrawalThatIsPromisedIsAgreementAResignationIsNot) {
  EXPECT_THAT(told("Norland will withdraw its troops."), ElementsAre("AGREE occurred"));
  EXPECT_THAT(told("The minister will resign."), ElementsAre("RETREAT planned"));
}

TEST_F(RecastTest, AMeetingThatIsOfferedIsAgreementAPlannedOneIsNot) {
  EXPECT_THAT(told("Norland offered to meet the rebels."), ElementsAre("AGREE occurred"));
  EXPECT_THAT(told("Norland will meet the rebels."), ElementsAre("CONSULT planned"));
}

// The one who warns stands with the verb before.
TEST_F(RecastTest, WhoWarnsInASecondVerbOfWhatOthersMayDoThreatensNobody) {
  EXPECT_THAT(told("Holm said he was late, and warned that Norland could arrest the men."),
              ElementsAre("COERCE hypothetical"));
  EXPECT_THAT(told("Holm said he was late, and warned that he would arrest the men."),
              ElementsAre("THREATEN occurred"));
}

TEST_F(RecastTest, WhoMakesHisAnswerDependOnHarmThreatens) {
  add(EventType::kAssault, "assault.attack", "", "attack");
  EXPECT_THAT(told("If Norland attacks the port, Vendoria will respond with force, Holm said."),
              ElementsAre("THREATEN occurred"));
  EXPECT_THAT(told("If Norland attacks the port, prices will rise."), ElementsAre("ASSAULT hypothetical"));
  EXPECT_THAT(told("Vendoria will meet the rebels if Norland agrees."),
              ElementsAre("CONSULT hypothetical", "AGREE hypothetical"));
}

TEST_F(RecastTest, AThreatNamesItsCondition) {
  const ReadText read("Norland will arrest the men unless Vendoria leaves.");
  const auto matches = Matcher(patterns).match(read.tree(), std::vector<WordClasses>(read.tree().size()));
  ASSERT_EQ(matches.size(), 1U);
  const auto verdict = status_of(read.tree(), matches[0].trigger, kNoWord);
  const auto cast = recast(*matches[0].pattern, verdict, read.tree(), matches[0].trigger);
  EXPECT_EQ(cast.type, EventType::kThreaten);
  EXPECT_EQ(cast.condition, read.find("leaves"));
}

TEST_F(RecastTest, HarmThatIsPromisedIsAThreat) {
  EXPECT_THAT(told("Norland threatened to arrest the rebels."), ElementsAre("THREATEN occurred"));
}

TEST_F(RecastTest, WhatIsAgreedOrDemandedIsPartOfTheAgreementOrDemand) {
  EXPECT_THAT(told("Norland agreed to withdraw its troops."), ElementsAre("AGREE occurred", "part of agree.do"));
  EXPECT_THAT(told("Norland is willing to send tents."), ElementsAre("AGREE occurred", "part of agree.do"));
  EXPECT_THAT(told("Norland demanded that Vendoria withdraw its troops."),
              ElementsAre("REQUEST occurred", "part of request.demand"));
}

TEST_F(RecastTest, HarmThatIsDecreedIsAThreatBeforeItIsDone) {
  EXPECT_THAT(told("Norland is ready to arrest the rebels."), ElementsAre("THREATEN occurred"));
  EXPECT_THAT(told("Norland plans to arrest the rebels."), ElementsAre("THREATEN occurred"));
}

TEST_F(RecastTest, WhoseHelpDependsOnObedienceThreatens) {
  EXPECT_THAT(told("Norland will withdraw its observers unless the rebels obey."), ElementsAre("THREATEN occurred"));
}

TEST_F(RecastTest, WhatProtestersDemandIsPartOfTheProtest) {
  add(EventType::kProtest, "protest.march", "demo", "march");
  EXPECT_THAT(told("Workers marched to demand elections."), ElementsAre("PROTEST occurred", "part of protest.march"));
}

TEST_F(RecastTest, TheSameViolenceIsToldOnce) {
  add(EventType::kAssault, "assault.attack", "", "attack");
  add(EventType::kAssault, "assault.kill", "", "kill");
  EXPECT_THAT(told("Rebels attacked the camp, killing nine."),
              ElementsAre("ASSAULT occurred", "part of assault.attack"));
  EXPECT_THAT(told("Rebels who had killed nine men attacked the camp."),
              ElementsAre("ASSAULT occurred", "ASSAULT occurred"));
}

TEST_F(RecastTest, WhatHasHappenedStandsForItself) {
  EXPECT_THAT(told("Norland, which withdrew its troops in May, demanded an answer."),
              ElementsAre("RETREAT occurred", "REQUEST occurred"));
}

TEST_F(RecastTest, ADemandTakesItsSidesFromWhatIsDemanded) {
  record::Actor asker, asked, victim;
  asker.code = "XNL";
  asked.code = "XVE";
  asked.span = {10, 18};
  victim.code = "XDR";
  victim.span = {30, 37};
  record::Picture part, demand, agreement;
  part.actors = {asked};
  part.recipients = {victim};
  demand.actors = agreement.actors = {asker};
  Pattern whole, withdrawal;
  whole.type = EventType::kRequest;
  withdrawal.type = EventType::kRetreat;
  take_sides(whole, withdrawal, part, demand);
  EXPECT_THAT(demand.recipients, ElementsAre(asked));
  whole.type = EventType::kAgree;
  take_sides(whole, withdrawal, part, agreement);
  EXPECT_THAT(agreement.recipients, ElementsAre(victim));
}

}  // namespace
}  // namespace tidings::extract
