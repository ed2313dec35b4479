#include "pipeline/language/clause_roots.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

namespace tidings::language {
namespace {

using testing::ElementsAre;

struct Sentence {
  void add(Upos upos, Xpos xpos, std::int32_t head, Relation relation) {
    reading.upos.push_back(upos);
    reading.xpos.push_back(xpos);
    reading.heads.push_back(head);
    reading.relations.push_back(relation);
  }
  std::vector<std::string> mended() {
    const std::array ends = {static_cast<std::uint32_t>(reading.heads.size())};
    mend_clause_roots(ends, reading);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < reading.heads.size(); ++i) {
      lines.push_back(std::to_string(reading.heads[i]) + " " + std::string(to_string(reading.relations[i])));
    }
    return lines;
  }
  Reading reading;
};

TEST(ClauseRoots, MakeAPastTenseBelowItsSubjectTheRoot) {
  Sentence sentence;  // "Norlandic tanks shelled towns ."
  sentence.add(Upos::kAdj, Xpos::kJj, 1, Relation::kAmod);
  sentence.add(Upos::kNoun, Xpos::kNns, -1, Relation::kRoot);
  sentence.add(Upos::kVerb, Xpos::kVbd, 1, Relation::kAcl);
  sentence.add(Upos::kNoun, Xpos::kNns, 2, Relation::kObj);
  sentence.add(Upos::kPunct, Xpos::kPeriod, 1, Relation::kPunct);
  EXPECT_THAT(sentence.mended(), ElementsAre("1 amod", "2 nsubj", "-1 root", "2 obj", "2 punct"));
}

TEST(ClauseRoots, LetAParticipleWithAnObjectAct) {
  Sentence sentence;  // "Tanks struck towns"
  sentence.add(Upos::kNoun, Xpos::kNns, -1, Relation::kRoot);
  sentence.add(Upos::kVerb, Xpos::kVbn, 0, Relation::kAcl);
  sentence.add(Upos::kNoun, Xpos::kNns, 1, Relation::kObj);
  EXPECT_THAT(sentence.mended(), ElementsAre("1 nsubj", "-1 root", "1 obj"));
  EXPECT_EQ(sentence.reading.xpos[1], Xpos::kVbd);
}

TEST(ClauseRoots, LeaveHeadlinesWithAPassiveParticiple) {
  Sentence sentence;  // "Men arrested in town"
  sentence.add(Upos::kNoun, Xpos::kNns, -1, Relation::kRoot);
  sentence.add(Upos::kVerb, Xpos::kVbn, 0, Relation::kAcl);
  sentence.add(Upos::kAdp, Xpos::kIn, 3, Relation::kCase);
  sentence.add(Upos::kNoun, Xpos::kNn, 1, Relation::kObl);
  EXPECT_THAT(sentence.mended(), ElementsAre("-1 root", "0 acl", "3 case", "1 obl"));
}

TEST(ClauseRoots, LeaveANounThatSaysWhatSomethingIs) {
  Sentence sentence;  // "It was tanks shelled"
  sentence.add(Upos::kPron, Xpos::kPrp, 2, Relation::kNsubj);
  sentence.add(Upos::kAux, Xpos::kVbd, 2, Relation::kCop);
  sentence.add(Upos::kNoun, Xpos::kNns, -1, Relation::kRoot);
  sentence.add(Upos::kVerb, Xpos::kVbd, 2, Relation::kAcl);
  EXPECT_THAT(sentence.mended(), ElementsAre("2 nsubj", "2 cop", "-1 root", "2 acl"));
}

}  // namespace
}  // namespace tidings::language
