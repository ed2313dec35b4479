#include "pipeline/extract/event/matcher.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/extract/read_text.h"

namespace tidings::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Slot preposition(const char* word) { return {Slot::Kind::kPreposition, word}; }
constexpr Slot::Kind kSubject = Slot::Kind::kSubject;
constexpr Slot::Kind kObject = Slot::Kind::kObject;

// Words that may act, in these tests.
const std::set<std::string, std::less<>> kActors = {"police", "Police",  "journalists", "ministers", "rebels",
                                                    "army",   "Norland", "Vendoria",    "men"};

class MatcherTest : public testing::Test {
 protected:
  MatcherTest() {
    patterns.light_verbs = {"hold"};
    auto& arrest = add("coerce.arrest");
    arrest.verbs = frame({{"arrest"}, {"take", "into", "custody"}}, {{kSubject, ""}}, {{kObject, ""}});
    arrest.verbs->never = {{{kObject, ""}, {{"growth"}, {}, {}, {}}}};
    arrest.nouns = frame({{"arrest"}}, {{Slot::Kind::kPossessor, ""}, preposition("by")}, {preposition("of")});
    auto& meet = add("consult.meet");
    meet.mutual = true;
    meet.verbs = frame({{"meet"}}, {{kSubject, ""}, {kObject, ""}, preposition("with")}, {});
    meet.verbs->needs = {{{kSubject, ""}, {{}, {}, {}, {Words::Class::kActor}}}};
    meet.nouns =
        frame({{"talks"}, {"talk"}}, {{Slot::Kind::kPossessor, ""}, preposition("between"), preposition("with")}, {});
    auto& strike = add("assault.strike");
    strike.type = record::EventType::kAssault;
    strike.nouns = frame({{"air", "strike"}}, {{Slot::Kind::kPossessor, ""}}, {preposition("on")});
  }

  Pattern& add(const char* id) {
    patterns.patterns.push_back({});
    patterns.patterns.back().id = id;
    return patterns.patterns.back();
  }

  static Frame frame(std::vector<std::vector<std::string>> triggers, std::vector<Slot> actor,
                     std::vector<Slot> recipient) {
    return {std::move(triggers), std::move(actor), std::move(recipient), {}, {}};
  }

  // "id: actors > recipients" of each match.
  [[nodiscard]] std::vector<std::string> told(const std::string& text) const {
    const ReadText sentence(text);
    std::vector<WordClasses> classes(sentence.tree().size());
    for (Word word = 0; word < classes.size(); ++word)
      classes[word].actor = kActors.contains(sentence.tree().form(word));
    for (Word word = 0; word < classes.size(); ++word) {
      classes[word].place = classes[word].armed = sentence.tree().form(word) == "Selmar";
      classes[word].person = sentence.tree().form(word) == "journalists";
    }
    std::vector<std::string> lines;
    for (const auto& match : Matcher(patterns).match(sentence.tree(), classes)) {
      auto line = match.pattern->id + ":";
      for (const auto& form : sentence.forms_of(match.actors)) line += " " + form;
      line += " >";
      for (const auto& form : sentence.forms_of(match.recipients)) line += " " + form;
      lines.push_back(std::move(line));
    }
    return lines;
  }

  Patterns patterns;
};

TEST_F(MatcherTest, FindsWhoDidWhatToWhom) {
  EXPECT_THAT(told("Police arrested three journalists."), ElementsAre("coerce.arrest: Police > journalists"));
  EXPECT_THAT(told("Three journalists were arrested."), ElementsAre("coerce.arrest: > journalists"));
  EXPECT_THAT(told("The arrest of three journalists by the police caused anger."),
              ElementsAre("coerce.arrest: police > journalists"));
}

TEST_F(MatcherTest, TriggersMayHaveSeveralWords) {
  EXPECT_THAT(told("The police took the men into custody."), ElementsAre("coerce.arrest: police > men"));
  EXPECT_THAT(told("The police took the train into town."), IsEmpty());
  EXPECT_THAT(told("The army's air strike on the rebels failed."), ElementsAre("assault.strike: army > rebels"));
}

TEST_F(MatcherTest, WordsOfATriggerMayStandBeforeAPassive) {
  auto& shots = add("assault.shots");
  shots.verbs = frame({{"fire", "shot"}}, {{kSubject, ""}}, {preposition("at")});
  EXPECT_THAT(told("Shots were fired at the men by the army."), ElementsAre("assault.shots: army > men"));
  EXPECT_THAT(told("The army fired shots at the men."), ElementsAre("assault.shots: army > men"));
}

TEST_F(MatcherTest, WordsOfATriggerStandInItsOwnClause) {
  EXPECT_THAT(told("The police took what the men had carried into custody."), IsEmpty());
}

TEST_F(MatcherTest, OfEqualPatternsTheMoreSpecificIsMeant) {
  const auto strike = [&](const char* id, Words subject) {
    auto& pattern = add(id);
    pattern.verbs = frame({{"strike"}}, {{kSubject, ""}}, {{kObject, ""}});
    pattern.verbs->needs.push_back({{kSubject, ""}, std::move(subject)});
  };
  strike("assault.a", {{}, {}, {}, {Words::Class::kActor}});
  strike("assault.b", {{"rebel"}, {}, {}, {}});
  EXPECT_THAT(told("The rebels struck the men."), ElementsAre("assault.b: rebels > men"));
  EXPECT_THAT(told("The army struck the rebels."), ElementsAre("assault.a: army > rebels"));
}

TEST_F(MatcherTest, ANeedThatAnythingMeetsIsLessThanAny) {
  const auto refuse = [&](const char* id, Words clause) {
    auto& pattern = add(id);
    pattern.verbs = frame({{"refuse"}}, {{kSubject, ""}}, {});
    pattern.verbs->needs.push_back({{Slot::Kind::kClause, ""}, std::move(clause)});
  };
  refuse("reject.a", {{}, {}, {}, {Words::Class::kAny}});
  refuse("reject.b", {{"leave"}, {}, {}, {}});
  EXPECT_THAT(told("The rebels refused to leave."), ElementsAre("reject.b: rebels >"));
  EXPECT_THAT(told("The rebels refused to sing."), ElementsAre("reject.a: rebels >"));
  EXPECT_THAT(told("The rebels refused."), IsEmpty());
}

TEST_F(MatcherTest, WhateverAnotherMustDoIsItsDuty) {
  auto& must = add("request.must");
  must.verbs = frame({{"say"}}, {{kSubject, ""}}, {{Slot::Kind::kClause, ""}});
  must.verbs->needs = {{{Slot::Kind::kClause, ""}, {{}, {}, {"@any"}, {}}}};
  EXPECT_THAT(told("Norland said that Vendoria must leave."), ElementsAre("request.must: Norland > Vendoria"));
  EXPECT_THAT(told("Norland said that Vendoria will leave."), IsEmpty());
  EXPECT_THAT(told("Norland said that it must leave."), IsEmpty());
}

TEST_F(MatcherTest, WhoDoesItToItsObjectIsTheActor) {
  add("assault.kill").verbs = frame({{"kill"}}, {preposition("by")}, {{kObject, ""}});
  EXPECT_THAT(told("The army killed three men."), ElementsAre("assault.kill: army > men"));
}

TEST_F(MatcherTest, AllSidesOfAMutualEventAreActors) {
  EXPECT_THAT(told("Norland and Vendoria met in Geneva."), ElementsAre("consult.meet: Norland Vendoria >"));
  EXPECT_THAT(told("The ministers held talks with the rebels."), ElementsAre("consult.meet: ministers rebels >"));
}

TEST_F(MatcherTest, WhatTheyDoToEachOtherHasAllSidesForActors) {
  auto& accuse = add("accuse.accuse");
  accuse.verbs = frame({{"accuse"}}, {{kSubject, ""}}, {{kObject, ""}});
  accuse.verbs->needs = {{{kObject, ""}, {{}, {}, {}, {Words::Class::kActor}}}};
  EXPECT_THAT(told("Norland and Vendoria accused each other of theft."),
              ElementsAre("accuse.accuse: Norland Vendoria >"));
  EXPECT_THAT(told("Norland and Vendoria accused one another's kings."),
              ElementsAre("accuse.accuse: Norland Vendoria >"));
  EXPECT_THAT(told("Norland and Vendoria accused the other king."), IsEmpty());
}

TEST_F(MatcherTest, WhatIsSaidOfAThingNobodyDoes) {
  add("accuse.suspect").verbs = frame({{"suspect"}}, {{kSubject, ""}}, {{kObject, ""}});
  EXPECT_THAT(told("Suspected rebels left the town."), IsEmpty());
  EXPECT_THAT(told("The ministers suspected the rebels of theft."), ElementsAre("accuse.suspect: ministers > rebels"));
}

TEST_F(MatcherTest, AnAccidentIsNobodysDeed) {
  add("assault.kill").verbs = frame({{"kill"}}, {{kSubject, ""}}, {{kObject, ""}});
  EXPECT_THAT(told("A plane of the army crashed near Selmar, killing two men."), IsEmpty());
  EXPECT_THAT(told("The army attacked Selmar, killing two men."), ElementsAre("assault.kill: army > men"));
}

TEST_F(MatcherTest, WhatAnotherWillDoIsNoThreat) {
  auto& warn = add("threaten.warn");
  warn.type = record::EventType::kThreaten;
  warn.verbs = frame({{"warn"}}, {{kSubject, ""}}, {{kObject, ""}});
  warn.verbs->needs = {{{Slot::Kind::kClause, ""}, {{"attack"}, {}, {}, {}}}};
  EXPECT_THAT(told("The ministers warned the rebels that they would attack the town."),
              ElementsAre("threaten.warn: ministers > rebels"));
  EXPECT_THAT(told("The ministers warned the rebels that the army would attack the town."), IsEmpty());
  EXPECT_THAT(told("The ministers warned the rebels that their army would attack the town."),
              ElementsAre("threaten.warn: ministers > rebels"));
}

TEST_F(MatcherTest, ACountryIsNoArmyWhereNoneMayStand) {
  auto& condemn = add("accuse.condemn");
  condemn.verbs = frame({{"condemn"}}, {{kSubject, ""}}, {{kObject, ""}});
  condemn.verbs->never = {{{kSubject, ""}, {{"army"}, {}, {}, {}}}};
  EXPECT_THAT(told("The army condemned the rebels."), IsEmpty());
  EXPECT_THAT(told("Selmar condemned the rebels."), ElementsAre("accuse.condemn: > rebels"));
}

TEST_F(MatcherTest, NeedsAndNeversAreAskedFor) {
  EXPECT_THAT(told("The frost arrested the growth of the vines."), IsEmpty());
  EXPECT_THAT(told("The rivers meet in Norland."), IsEmpty());
}

TEST_F(MatcherTest, ANounBeforeANounIsNoTrigger) {
  EXPECT_THAT(told("The police published the arrest figures."), IsEmpty());
}

TEST_F(MatcherTest, WhatIsNobodyStandsForWhoseItIs) {
  EXPECT_THAT(told("Police arrested the sons of cousins of Norland."), ElementsAre("coerce.arrest: Police > Norland"));
  EXPECT_THAT(told("The army's air strike on the homes of rebels failed."),
              ElementsAre("assault.strike: army > rebels"));
}

TEST_F(MatcherTest, APersonsSonIsSomebodyElse) {
  EXPECT_THAT(told("The army arrested the journalists' guests."), ElementsAre("coerce.arrest: army > journalists"));
  EXPECT_THAT(told("The army arrested the journalists' sons."), ElementsAre("coerce.arrest: army >"));
}

TEST_F(MatcherTest, WhatIsDoneToAPlaceIsDoneToThoseWhoAreThere) {
  EXPECT_THAT(told("The army's air strike on a target in Selmar failed."),
              ElementsAre("assault.strike: army > Selmar"));
  EXPECT_THAT(told("The army's air strike on Selmar failed."), ElementsAre("assault.strike: army > Selmar"));
}

TEST_F(MatcherTest, ADutyOfSomebodyIsADemand) {
  auto& say = add("request.say");
  say.type = record::EventType::kRequest;
  say.verbs = frame({{"say"}}, {{kSubject, ""}}, {{Slot::Kind::kClause, ""}});
  say.verbs->needs = {{{Slot::Kind::kClause, ""}, {{}, {}, {"leave"}, {}}}};
  EXPECT_THAT(told("Norland said that the rebels must leave the port."), ElementsAre("request.say: Norland > rebels"));
  EXPECT_THAT(told("Norland said that the rebels had to leave the port."),
              ElementsAre("request.say: Norland > rebels"));
  EXPECT_THAT(told("Norland said that the rebels left the port."), IsEmpty());
  EXPECT_THAT(told("Norland said that the fog must leave the port."), IsEmpty());
}

TEST_F(MatcherTest, WhatHasHappenedIsNotDemanded) {
  auto& tell = add("request.tell");
  tell.type = record::EventType::kRequest;
  tell.verbs = frame({{"tell"}}, {{kSubject, ""}}, {{kObject, ""}});
  tell.verbs->needs = {{{Slot::Kind::kClause, ""}, {{"leave"}, {}, {}, {}}}};
  EXPECT_THAT(told("The army told the rebels to leave."), ElementsAre("request.tell: army > rebels"));
  EXPECT_THAT(told("The army told journalists that the rebels left."), IsEmpty());
}

TEST_F(MatcherTest, KnowsWhatMayTrigger) {
  const Matcher matcher(patterns);
  EXPECT_TRUE(matcher.may_trigger("arrest"));
  EXPECT_TRUE(matcher.may_trigger("take"));
  EXPECT_FALSE(matcher.may_trigger("custody"));
}

}  // namespace
}  // namespace tidings::extract
