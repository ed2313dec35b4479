#include "pipeline/language/names_tagger.h"

#include <gmock/gmock.h>

#include <limits>
#include <random>
#include <vector>

namespace tidings::language {
namespace {

bool well_formed(std::span<const NameTag> tags) {
  int before = 0;
  for (const NameTag t : tags) {
    const int tag = static_cast<int>(t);
    if (tag != 0 && tag % 2 == 0 && before != tag && before != tag - 1) return false;
    before = tag;
  }
  return true;
}

int score_of(const std::vector<std::int16_t>& scores, std::span<const NameTag> tags) {
  int sum = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) sum += scores[i * kNameTags + static_cast<std::size_t>(tags[i])];
  return sum;
}

int best_by_trying(const std::vector<std::int16_t>& scores, std::size_t n) {
  std::vector<NameTag> tags(n, NameTag::kOutside);
  int best = std::numeric_limits<int>::min();
  for (;;) {
    if (well_formed(tags)) best = std::max(best, score_of(scores, tags));
    std::size_t at = 0;
    while (at < n && tags[at] == NameTag::kInPlace) tags[at++] = NameTag::kOutside;
    if (at == n) return best;
    tags[at] = static_cast<NameTag>(static_cast<int>(tags[at]) + 1);
  }
}

std::vector<std::int16_t> random_scores(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::int16_t> scores(n * kNameTags);
  for (auto& s : scores) s = static_cast<std::int16_t>(random() % 2001 - 1000);
  return scores;
}

TEST(BestNames, AreTheBestWellFormedSequence) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    const std::size_t n = 1 + seed % 4;
    const auto scores = random_scores(n, seed);
    std::vector<NameTag> tags(n);
    best_names(scores, kNameTags, tags);
    ASSERT_TRUE(well_formed(tags)) << "seed " << seed;
    EXPECT_EQ(score_of(scores, tags), best_by_trying(scores, n)) << "seed " << seed;
  }
}

TEST(BestNames, StayWellFormedInLongSentences) {
  std::vector<NameTag> tags(1000);
  best_names(random_scores(tags.size(), 7), kNameTags, tags);
  EXPECT_TRUE(well_formed(tags));
}

TEST(BestNames, LetACertainInsideMakeItsBegin) {
  // "O" is a little better than "B-PER" at the first word, "I-PER" by far the best at the second.
  std::vector<std::int16_t> scores(2 * kNameTags, -3000);
  scores[0] = 100;
  scores[1] = 50;
  scores[kNameTags] = 0;
  scores[kNameTags + 2] = 900;
  std::vector<NameTag> tags(2);
  best_names(scores, kNameTags, tags);
  EXPECT_THAT(tags, testing::ElementsAre(NameTag::kBeginPerson, NameTag::kInPerson));
}

}  // namespace
}  // namespace tidings::language
