#include "pipeline/language/parser_tree.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace tidings::language {
namespace {

using Heads = std::vector<std::uint16_t>;

bool is_tree(const Heads& heads) {
  std::size_t roots = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) {
    roots += heads[d] == 0;
    std::size_t at = d + 1, steps = 0;
    while (at != 0 && ++steps <= heads.size()) at = heads[at - 1];
    if (at != 0) return false;
  }
  return roots == 1;
}

std::int64_t total(const std::vector<std::int32_t>& scores, const Heads& heads) {
  std::int64_t sum = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) sum += scores[d * (heads.size() + 1) + heads[d]];
  return sum;
}

// Tries every assignment of heads.
std::int64_t best_by_trying(const std::vector<std::int32_t>& scores, std::size_t n) {
  Heads heads(n, 0);
  std::int64_t best = std::numeric_limits<std::int64_t>::min();
  for (;;) {
    if (is_tree(heads)) best = std::max(best, total(scores, heads));
    std::size_t at = 0;
    while (at < n && ++heads[at] > n) heads[at++] = 0;
    if (at == n) return best;
  }
}

std::vector<std::int32_t> random_scores(std::size_t n, std::int32_t reach, std::mt19937& random) {
  std::vector<std::int32_t> scores(n * (n + 1));
  for (auto& s : scores)
    s = static_cast<std::int32_t>(static_cast<std::int64_t>(random()) % (2 * std::int64_t{reach} + 1) - reach);
  return scores;
}

TEST(TreeFinder, FindsTheBestOfAllTrees) {
  TreeFinder finder;
  for (unsigned seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed);
    const std::size_t n = 1 + seed % 5;
    const auto scores = random_scores(n, seed % 2 == 0 ? 3 : 1'000'000, random);
    Heads heads(n);
    finder.find(scores, n, heads);
    ASSERT_TRUE(is_tree(heads)) << "seed " << seed;
    EXPECT_EQ(total(scores, heads), best_by_trying(scores, n)) << "seed " << seed;
  }
}

TEST(TreeFinder, GivesOneTreeToLongSentences) {
  TreeFinder finder;
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    const std::size_t n = 192;
    const auto scores = random_scores(n, 2'000'000'000, random);
    Heads heads(n);
    finder.find(scores, n, heads);
    EXPECT_TRUE(is_tree(heads)) << "seed " << seed;
  }
}

TEST(TreeFinder, TakesOneRootWhereEveryWordWantsToBeIt) {
  const std::size_t n = 4;
  std::vector<std::int32_t> scores(n * (n + 1), 0);
  for (std::size_t d = 0; d < n; ++d) scores[d * (n + 1)] = 1'000'000 + static_cast<std::int32_t>(d);
  Heads heads(n);
  TreeFinder().find(scores, n, heads);
  EXPECT_TRUE(is_tree(heads));
  EXPECT_EQ(heads[3], 0);
}

}  // namespace
}  // namespace tidings::language
