#include "pipeline/extract/event/when.h"

#include <algorithm>
#include <cctype>

namespace tidings::extract {
namespace {

constexpr int kFurthest = 4;  // steps in the tree from an event to what dates it

int distance(const Tree& tree, Word word, const Match& match) {
  int up = 0;
  for (auto event = match.trigger; event != kNoWord && up < kFurthest; event = tree.head(event), ++up) {
    int down = 0;
    for (auto at = word; at != kNoWord && down < kFurthest; at = tree.head(at), ++down) {
      if (at == event || at == match.light) return (at == match.light ? 0 : 2 * up) + down;
    }
  }
  return 2 * kFurthest + 1;
}

}  // namespace

std::optional<record::Time> time_of(const ParsedDocument& parsed, const Match& match) {
  const auto& tree = parsed.tree;
  const TimeExpression* best = nullptr;
  int nearest = 2 * kFurthest + 1;
  for (std::size_t i = 0; i < parsed.times.size(); ++i) {
    const auto& expression = parsed.times[i];
    const auto word = parsed.time_words[i];
    const bool dates = expression.type == TimeType::kDate || expression.type == TimeType::kTime;
    const bool here = word != kNoWord && tree.sentence(word) == tree.sentence(match.trigger);
    if (!dates || !here || expression.time.value.empty() || expression.granularity == Granularity::kVague) continue;
    const auto away = distance(tree, word, match);
    if (away < nearest) best = &expression;
    nearest = std::min(nearest, away);
  }
  return best == nullptr ? std::nullopt : std::optional(best->time);
}

bool lies_ahead(const std::optional<record::Time>& time, const record::Document& document) {
  constexpr std::size_t kDay = 10;  // 1999-12-31
  if (!time || !document.published || time->value.size() < kDay || document.published->value.size() < kDay)
    return false;
  const bool dated =
      std::isdigit(static_cast<unsigned char>(time->value[0])) != 0 && time->value[4] == '-' && time->value[7] == '-';
  return dated && time->value.compare(0, kDay, document.published->value, 0, kDay) > 0;
}

}  // namespace tidings::extract
