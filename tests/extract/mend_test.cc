#include "pipeline/extract/event/mend.h"

#include <gmock/gmock.h>

#include <string_view>
#include <vector>

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

struct Given {
  const char* form;
  Upos upos;
  std::int32_t head;
  Relation relation;
  Xpos xpos = Xpos::kNn;  // of what is no verb
};

// A sentence with the tree that a parser gave it.
class ParsedBadly {
 public:
  explicit ParsedBadly(const std::vector<Given>& words) {
    for (const auto& word : words) {
      forms_.emplace_back(word.form);
      reading_.upos.push_back(word.upos);
      reading_.xpos.push_back(word.upos == Upos::kVerb ? Xpos::kVbd : word.xpos);
      reading_.heads.push_back(word.head);
      reading_.relations.push_back(word.relation);
    }
    ends_ = {static_cast<std::uint32_t>(words.size())};
    tree.build(forms_, ends_, reading_);
  }
  ParsedBadly(const ParsedBadly&) = delete;
  ParsedBadly& operator=(const ParsedBadly&) = delete;

  Tree tree;

 private:
  std::vector<std::string_view> forms_;
  std::vector<std::uint32_t> ends_;
  language::Reading reading_;
};

TEST(Mend, WhatHangsOnAWeekdayBelongsToWhatHappened) {
  const ParsedBadly read({{"Ministers", Upos::kNoun, 1, Relation::kNsubj},
                          {"agreed", Upos::kVerb, -1, Relation::kRoot},
                          {"on", Upos::kAdp, 3, Relation::kCase},
                          {"Friday", Upos::kPropn, 1, Relation::kObl},
                          {"that", Upos::kSconj, 6, Relation::kMark},
                          {"they", Upos::kPron, 6, Relation::kNsubj},
                          {"meet", Upos::kVerb, 3, Relation::kAclRelcl}});
  EXPECT_EQ(read.tree.head(6), 1U);
  EXPECT_EQ(read.tree.relation(6), Relation::kCcomp);
}

TEST(Mend, TheOneThingThatAVerbHasIsItsObject) {
  const ParsedBadly read({{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                          {"announced", Upos::kVerb, -1, Relation::kRoot},
                          {"sanctions", Upos::kNoun, 1, Relation::kIobj}});
  EXPECT_EQ(read.tree.relation(2), Relation::kObj);
}

TEST(Mend, WhoIsToldStaysWhoIsTold) {
  const ParsedBadly read({{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                          {"told", Upos::kVerb, -1, Relation::kRoot},
                          {"reporters", Upos::kNoun, 1, Relation::kIobj}});
  EXPECT_EQ(read.tree.relation(2), Relation::kIobj);
}

TEST(Mend, WhatStandsBeforeATitleBelongsToTheName) {
  const ParsedBadly read({{"Talks", Upos::kNoun, 1, Relation::kNsubj},
                          {"ended", Upos::kVerb, -1, Relation::kRoot},
                          {"with", Upos::kAdp, 3, Relation::kCase},
                          {"Premier", Upos::kPropn, 4, Relation::kNmodDesc},
                          {"Maren", Upos::kPropn, 1, Relation::kObl}});
  EXPECT_EQ(read.tree.preposition(4), "with");
  EXPECT_EQ(read.tree.preposition(3), "");
}

TEST(Mend, ThePhraseBehindAWeekdayBelongsToWhatHappened) {
  const ParsedBadly read({{"talks", Upos::kNoun, -1, Relation::kRoot},
                          {"on", Upos::kAdp, 2, Relation::kCase},
                          {"Friday", Upos::kPropn, 0, Relation::kNmod},
                          {"between", Upos::kAdp, 4, Relation::kCase},
                          {"clans", Upos::kNoun, 2, Relation::kNmod}});
  EXPECT_EQ(read.tree.head(4), 0U);
}

TEST(Mend, UpToIsPartOfANumber) {
  const ParsedBadly read({{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                          {"sent", Upos::kVerb, -1, Relation::kRoot},
                          {"up", Upos::kAdp, 1, Relation::kCompoundPrt},
                          {"to", Upos::kAdp, 5, Relation::kCase},
                          {"40", Upos::kNum, 5, Relation::kNummod},
                          {"men", Upos::kNoun, 1, Relation::kObl}});
  EXPECT_EQ(read.tree.relation(5), Relation::kObj);
  EXPECT_EQ(read.tree.head(2), 4U);
  EXPECT_EQ(read.tree.preposition(5), "");
}

TEST(Mend, OfTwoObjectsTheFirstIsIndirectWhereSomethingIsGiven) {
  const std::vector<Given> words = {{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                                    {"gave", Upos::kVerb, -1, Relation::kRoot},
                                    {"Vendoria", Upos::kPropn, 1, Relation::kObj},
                                    {"tents", Upos::kNoun, 1, Relation::kObj}};
  const ParsedBadly given(words);
  EXPECT_EQ(given.tree.relation(2), Relation::kIobj);
  EXPECT_EQ(given.tree.relation(3), Relation::kObj);
  auto other = words;
  other[1].form = "saw";
  EXPECT_EQ(ParsedBadly(other).tree.relation(2), Relation::kObj);
}

TEST(Mend, WhatIsReadyToLeaveIsNotTheLeaving) {
  const ParsedBadly read({{"Norland", Upos::kPropn, 2, Relation::kNsubj},
                          {"is", Upos::kAux, 2, Relation::kCop},
                          {"ready", Upos::kAdj, -1, Relation::kRoot},
                          {"to", Upos::kPart, 4, Relation::kMark},
                          {"leave", Upos::kVerb, 2, Relation::kCsubj}});
  EXPECT_EQ(read.tree.relation(4), Relation::kXcomp);
}

TEST(Mend, OnlySomebodyIsWilling) {
  const ParsedBadly read({{"it", Upos::kPron, 2, Relation::kExpl},
                          {"is", Upos::kAux, 2, Relation::kCop},
                          {"willing", Upos::kAdj, -1, Relation::kRoot}});
  EXPECT_EQ(read.tree.relation(0), Relation::kNsubj);
}

TEST(Mend, ANameBehindAnObjectNamesIt) {
  const ParsedBadly read({{"shelled", Upos::kVerb, -1, Relation::kRoot},
                          {"capital", Upos::kNoun, 0, Relation::kObj},
                          {"Selmar", Upos::kPropn, 0, Relation::kObj}});
  EXPECT_EQ(read.tree.head(2), 1U);
  EXPECT_EQ(read.tree.relation(2), Relation::kAppos);
}

TEST(Mend, WhoReportsIsNoneOfTheVictims) {
  const ParsedBadly read({{"killing", Upos::kVerb, 6, Relation::kCcomp},
                          {"men", Upos::kNoun, 0, Relation::kObj},
                          {",", Upos::kPunct, 1, Relation::kPunct},
                          {"officials", Upos::kNoun, 1, Relation::kConj},
                          {"in", Upos::kAdp, 5, Relation::kCase},
                          {"Selmar", Upos::kPropn, 3, Relation::kNmod},
                          {"said", Upos::kVerb, -1, Relation::kRoot},
                          {"Monday", Upos::kPropn, 6, Relation::kNsubj}});
  EXPECT_EQ(read.tree.head(3), 6U);
  EXPECT_EQ(read.tree.relation(3), Relation::kNsubj);
  EXPECT_EQ(read.tree.relation(7), Relation::kOblUnmarked);
}

TEST(Mend, TheFirstOfTwoSubjectsOfSaidIsTheSentencesOwn) {
  const ParsedBadly read({{"Prisoners", Upos::kNoun, 3, Relation::kNsubj},
                          {"rioted", Upos::kVerb, 3, Relation::kCcomp},
                          {"guards", Upos::kNoun, 3, Relation::kNsubj},
                          {"said", Upos::kVerb, -1, Relation::kRoot}});
  EXPECT_EQ(read.tree.head(0), 1U);
  EXPECT_EQ(read.tree.head(2), 3U);
}

TEST(Mend, WhatSomebodyIsToldIsNoSortOfPeople) {
  const std::vector<Given> words = {
      {"Police", Upos::kNoun, 1, Relation::kNsubj},     {"warned", Upos::kVerb, -1, Relation::kRoot},
      {"marchers", Upos::kNoun, 1, Relation::kObj},     {"that", Upos::kSconj, 6, Relation::kMark},
      {"they", Upos::kPron, 6, Relation::kNsubjPass},   {"be", Upos::kAux, 6, Relation::kAuxPass},
      {"arrested", Upos::kVerb, 2, Relation::kAclRelcl}};
  const ParsedBadly told(words);
  EXPECT_EQ(told.tree.head(6), 1U);
  EXPECT_EQ(told.tree.relation(6), Relation::kCcomp);
  auto other = words;
  other[1].form = "saw";
  EXPECT_EQ(ParsedBadly(other).tree.relation(6), Relation::kAclRelcl);
}

TEST(Mend, ANameHasNoClauseWithThat) {
  const ParsedBadly read({{"Holm", Upos::kPropn, 1, Relation::kNsubj},
                          {"agreed", Upos::kVerb, -1, Relation::kRoot},
                          {"with", Upos::kAdp, 3, Relation::kCase},
                          {"Vok", Upos::kPropn, 1, Relation::kObl},
                          {"that", Upos::kPron, 6, Relation::kObj},
                          {"talks", Upos::kNoun, 6, Relation::kNsubj},
                          {"continue", Upos::kVerb, 3, Relation::kAclRelcl}});
  EXPECT_EQ(read.tree.head(6), 1U);
  EXPECT_EQ(read.tree.relation(6), Relation::kCcomp);
  EXPECT_EQ(read.tree.relation(4), Relation::kMark);
}

TEST(Mend, WhatThatBeginsIsNoSecondOfTwo) {
  const ParsedBadly read({{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                          {"demanded", Upos::kVerb, -1, Relation::kRoot},
                          {"that", Upos::kSconj, 4, Relation::kMark},
                          {"Vendoria", Upos::kPropn, 4, Relation::kNsubj},
                          {"leave", Upos::kVerb, 1, Relation::kConj}});
  EXPECT_EQ(read.tree.relation(4), Relation::kCcomp);
}

TEST(Mend, WhatStandsBeforeAVerbIsNoPartOfItsObject) {
  const ParsedBadly read({{"Ministry", Upos::kPropn, 3, Relation::kCompound},
                          {"published", Upos::kVerb, -1, Relation::kRoot},
                          {"draft", Upos::kNoun, 3, Relation::kCompound},
                          {"agreements", Upos::kNoun, 1, Relation::kObj}});
  EXPECT_EQ(read.tree.head(0), 1U);
  EXPECT_EQ(read.tree.relation(0), Relation::kNsubj);
  EXPECT_EQ(read.tree.head(2), 3U);
}

TEST(Mend, WhatIsGivenStandsBehindThoseWhoGetIt) {
  const ParsedBadly read({{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                          {"proposed", Upos::kVerb, -1, Relation::kRoot},
                          {"to", Upos::kAdp, 3, Relation::kCase},
                          {"Vendoria", Upos::kPropn, 1, Relation::kObl},
                          {"and", Upos::kCconj, 6, Relation::kCc},
                          {"Pellia", Upos::kPropn, 6, Relation::kCompound},
                          {"treaties", Upos::kNoun, 3, Relation::kConj}});
  EXPECT_EQ(read.tree.head(5), 3U);
  EXPECT_EQ(read.tree.relation(5), Relation::kConj);
  EXPECT_EQ(read.tree.head(6), 1U);
  EXPECT_EQ(read.tree.relation(6), Relation::kObj);
}

TEST(Mend, WhatStruckIsNoTime) {
  const ParsedBadly read({{"left", Upos::kVerb, -1, Relation::kRoot},
                          {"after", Upos::kAdp, 2, Relation::kCase},
                          {"launch", Upos::kNoun, 3, Relation::kObl},
                          {"struck", Upos::kVerb, 0, Relation::kAdvcl},
                          {"boats", Upos::kNoun, 3, Relation::kObj}});
  EXPECT_EQ(read.tree.relation(2), Relation::kNsubj);
  EXPECT_EQ(read.tree.head(1), 3U);
}

TEST(Mend, AParticleIsPartOfItsVerb) {
  std::vector<Given> words = {{"rebels", Upos::kNoun, 1, Relation::kNsubj},
                              {"broke", Upos::kVerb, -1, Relation::kRoot},
                              {"off", Upos::kAdp, 3, Relation::kCase, Xpos::kRp},
                              {"talks", Upos::kNoun, 1, Relation::kObl}};
  const ParsedBadly read(words);
  EXPECT_EQ(read.tree.relation(2), Relation::kCompoundPrt);
  EXPECT_EQ(read.tree.head(2), 1U);
  EXPECT_EQ(read.tree.relation(3), Relation::kObj);
  words[2].xpos = Xpos::kIn;
  EXPECT_EQ(ParsedBadly(words).tree.relation(3), Relation::kObl);
}

TEST(Mend, WhatHasNoPrepositionIsTheObjectUnlessItIsATime) {
  std::vector<Given> words = {{"herders", Upos::kNoun, 1, Relation::kNsubj},
                              {"hacked", Upos::kVerb, -1, Relation::kRoot},
                              {"to", Upos::kAdp, 3, Relation::kCase},
                              {"death", Upos::kNoun, 1, Relation::kObl},
                              {"farmers", Upos::kNoun, 1, Relation::kObl}};
  EXPECT_EQ(ParsedBadly(words).tree.relation(3), Relation::kObl);
  EXPECT_EQ(ParsedBadly(words).tree.relation(4), Relation::kObj);
  words[4].form = "week";
  EXPECT_EQ(ParsedBadly(words).tree.relation(4), Relation::kObl);
}

TEST(Mend, WhatHasAnObjectAndNoAuxiliaryIsActive) {
  std::vector<Given> words = {{"student", Upos::kNoun, 1, Relation::kNsubjPass},
                              {"daubed", Upos::kVerb, -1, Relation::kRoot},
                              {"wall", Upos::kNoun, 1, Relation::kObj}};
  EXPECT_EQ(ParsedBadly(words).tree.relation(0), Relation::kNsubj);
  words.push_back({"was", Upos::kAux, 1, Relation::kAuxPass});
  EXPECT_EQ(ParsedBadly(words).tree.relation(0), Relation::kNsubjPass);
}

TEST(Mend, WhatSomebodyIsAskedToDoBelongsToTheAsking) {
  std::vector<Given> words = {{"Norland", Upos::kPropn, 1, Relation::kNsubj},
                              {"urged", Upos::kVerb, -1, Relation::kRoot},
                              {"bloc", Upos::kNoun, 1, Relation::kObj},
                              {"to", Upos::kPart, 4, Relation::kMark},
                              {"send", Upos::kVerb, 2, Relation::kAcl}};
  EXPECT_EQ(ParsedBadly(words).tree.head(4), 1U);
  EXPECT_EQ(ParsedBadly(words).tree.relation(4), Relation::kXcomp);
  words[1].form = "had";
  EXPECT_EQ(ParsedBadly(words).tree.relation(4), Relation::kAcl);
}

TEST(Mend, OutIsPartOfItsVerbAndOfThePreposition) {
  const ParsedBadly read({{"walked", Upos::kVerb, -1, Relation::kRoot},
                          {"out", Upos::kAdp, 3, Relation::kCase, Xpos::kIn},
                          {"of", Upos::kAdp, 1, Relation::kFixed, Xpos::kIn},
                          {"talks", Upos::kNoun, 0, Relation::kObl}});
  EXPECT_EQ(read.tree.relation(1), Relation::kCompoundPrt);
  EXPECT_EQ(read.tree.relation(3), Relation::kObl);
  EXPECT_EQ(read.tree.preposition(3), "of");
}

TEST(Mend, APrepositionBeforeATitleStandsBeforeTheName) {
  const ParsedBadly read({{"murder", Upos::kNoun, -1, Relation::kRoot},
                          {"of", Upos::kAdp, 2, Relation::kCase},
                          {"Governor", Upos::kPropn, 3, Relation::kNmodDesc},
                          {"Stenn", Upos::kPropn, 0, Relation::kNmod}});
  EXPECT_EQ(read.tree.preposition(3), "of");
}

TEST(Mend, WhomOneLetsGoIsAnObject) {
  const ParsedBadly read({{"rebels", Upos::kNoun, 1, Relation::kNsubj},
                          {"let", Upos::kVerb, -1, Relation::kRoot},
                          {"nuns", Upos::kNoun, 3, Relation::kNsubj},
                          {"go", Upos::kVerb, 1, Relation::kXcomp}});
  EXPECT_EQ(read.tree.head(2), 1U);
  EXPECT_EQ(read.tree.relation(2), Relation::kObj);
}

TEST(Mend, WhatSomebodyCallsARaidIsTheRaid) {
  const ParsedBadly read({{"They", Upos::kPron, 1, Relation::kNsubj},
                          {"condemned", Upos::kVerb, -1, Relation::kRoot},
                          {"what", Upos::kPron, 1, Relation::kObj},
                          {"they", Upos::kPron, 4, Relation::kNsubj},
                          {"called", Upos::kVerb, 2, Relation::kAclRelcl},
                          {"a", Upos::kDet, 6, Relation::kDet},
                          {"raid", Upos::kNoun, 4, Relation::kObj}});
  EXPECT_EQ(read.tree.head(6), 1U);
  EXPECT_EQ(read.tree.relation(6), Relation::kObj);
  EXPECT_EQ(read.tree.relation(2), Relation::kDet);
  EXPECT_EQ(read.tree.head(4), 6U);
}

TEST(Mend, WhoIsUnwelcomeIsNoPartOfAPersona) {
  const ParsedBadly read({{"They", Upos::kPron, 1, Relation::kNsubj},
                          {"declared", Upos::kVerb, -1, Relation::kRoot},
                          {"the", Upos::kDet, 4, Relation::kDet},
                          {"envoy", Upos::kNoun, 4, Relation::kCompound},
                          {"persona", Upos::kNoun, 1, Relation::kObj}});
  EXPECT_EQ(read.tree.head(3), 1U);
  EXPECT_EQ(read.tree.relation(3), Relation::kObj);
  EXPECT_EQ(read.tree.head(2), 3U);
}

TEST(Mend, ATitledPersonBehindAVerbIsItsObject) {
  std::vector<Given> words = {{"Police", Upos::kNoun, 1, Relation::kNsubj},
                              {"arrested", Upos::kVerb, -1, Relation::kRoot},
                              {"President", Upos::kPropn, 3, Relation::kNmodDesc},
                              {"Maren", Upos::kPropn, 1, Relation::kXcomp}};
  EXPECT_EQ(ParsedBadly(words).tree.relation(3), Relation::kObj);
  words[1].form = "became";
  EXPECT_EQ(ParsedBadly(words).tree.relation(3), Relation::kXcomp);
}

TEST(Mend, NothingHangsOnEachOther) {
  const ParsedBadly read({{"they", Upos::kPron, 1, Relation::kNsubj},
                          {"accused", Upos::kVerb, -1, Relation::kRoot},
                          {"each", Upos::kDet, 3, Relation::kDet},
                          {"other", Upos::kAdj, 1, Relation::kXcomp},
                          {"of", Upos::kAdp, 5, Relation::kMark},
                          {"killing", Upos::kVerb, 3, Relation::kAdvcl},
                          {"monks", Upos::kNoun, 5, Relation::kObj}});
  EXPECT_EQ(read.tree.relation(2), Relation::kObj);
  EXPECT_EQ(read.tree.head(3), 2U);
  EXPECT_EQ(read.tree.head(5), 1U);
  EXPECT_EQ(read.tree.relation(5), Relation::kAdvcl);
}

}  // namespace
}  // namespace tidings::extract
