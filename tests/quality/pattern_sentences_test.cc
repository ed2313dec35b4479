#include "bench/quality/pattern_sentences.h"

#include <gmock/gmock.h>

#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

TEST(PatternSentences, EveryPatternDoesWhatItsOwnSentencesAsk) {
  const auto knowledge = support::load_knowledge();
  ASSERT_TRUE(knowledge);
  const auto all = try_sentences(*knowledge);
  ASSERT_GE(all.size(), 2 * knowledge->patterns.patterns.size());
  for (const auto& one : all) {
    EXPECT_TRUE(one.good) << one.pattern->id << (one.fires ? " should fire: " : " should be silent: ") << one.sentence
                          << "\n  " << (one.rules.empty() ? "nothing" : one.rules);
  }
}

TEST(PatternSentences, ASentenceThatGivesSomethingElseIsBad) {
  auto knowledge = support::load_knowledge();
  ASSERT_TRUE(knowledge);
  auto pattern = *std::ranges::find(knowledge->patterns.patterns, "coerce.arrest", &extract::Pattern::id);
  pattern.fires = {"Police in Norland arrested three journalists on Monday.",
                   "Frost arrested the growth of the vines."};
  pattern.silent = {"Police in Vendoria arrested nine miners.", "Norland's team arrested its decline."};
  knowledge->patterns.patterns = {pattern};
  std::vector<bool> good;
  for (const auto& one : try_sentences(*knowledge)) good.push_back(one.good);
  EXPECT_THAT(good, testing::ElementsAre(true, false, false, true));
}

}  // namespace
}  // namespace tidings::quality
