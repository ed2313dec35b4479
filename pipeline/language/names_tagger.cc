#include "pipeline/language/names_tagger.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace tidings::language {
namespace {

constexpr std::int64_t kImpossible = std::numeric_limits<std::int64_t>::min() / 2;

bool is_inside(int tag) { return tag != 0 && tag % 2 == 0; }
// "I-x" follows "B-x" or "I-x" alone; all else may follow anything.
bool may_follow(int before, int tag) { return !is_inside(tag) || before == tag || before == tag - 1; }

}  // namespace

// Decoded in runs of a fixed length, so that no memory is needed: where two runs meet, the first one is settled.
void best_names(std::span<const std::int16_t> scores, std::size_t stride, std::span<NameTag> tags) {
  constexpr std::size_t kRun = 64;
  std::array<std::array<std::int8_t, kNameTags>, kRun> from{};
  std::array<std::int64_t, kNameTags> best{}, next{};
  for (std::size_t begin = 0; begin < tags.size(); begin += kRun) {
    const std::size_t count = std::min(kRun, tags.size() - begin);
    const int before = begin == 0 ? 0 : static_cast<int>(tags[begin - 1]);
    for (std::size_t i = 0; i < count; ++i) {
      const std::int16_t* row = scores.data() + (begin + i) * stride;
      for (int tag = 0; tag < kNameTags; ++tag) {
        std::int64_t top = kImpossible;
        for (int last = 0; last < kNameTags; ++last) {
          const std::int64_t score = i == 0 ? (last == before ? 0 : kImpossible) : best[last];
          if (may_follow(last, tag) && score > top) {
            top = score;
            from[i][tag] = static_cast<std::int8_t>(last);
          }
        }
        next[tag] = top == kImpossible ? kImpossible : top + row[tag];
      }
      best = next;
    }
    int tag = 0;
    for (int t = 1; t < kNameTags; ++t) {
      if (best[t] > best[tag]) tag = t;
    }
    for (std::size_t i = count; i-- > 0;) {
      tags[begin + i] = static_cast<NameTag>(tag);
      tag = from[i][tag];
    }
  }
}

}  // namespace tidings::language
