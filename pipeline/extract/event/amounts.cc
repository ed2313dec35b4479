#include "pipeline/extract/event/amounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "pipeline/extract/event/counts.h"
#include "pipeline/extract/event/quantity.h"

namespace tidings::extract {
namespace {

using record::Amount;
using record::Bound;
using record::EventType;

constexpr int kFurthest = 4;    // edges of the tree from a number to its event
constexpr int kMostSteps = 12;  // up the tree
constexpr double kAbout = 0.1;  // what "about" may be off

bool is_one_of(EventType type, std::initializer_list<EventType> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool fits(std::string_view what, EventType type) {
  if (what == "killed" || what == "injured" || what == "missing") return type == EventType::kAssault;
  if (what == "arrested") return type == EventType::kCoerce;
  if (what == "abducted" || what == "displaced") return is_one_of(type, {EventType::kAssault, EventType::kCoerce});
  if (what == "expelled") return is_one_of(type, {EventType::kCoerce, EventType::kSanction});
  if (what == "protesters" || what == kPeople) return type == EventType::kProtest;
  // What is released, troops and money.
  return !is_one_of(type, {EventType::kConsult, EventType::kAccuse, EventType::kProtest, EventType::kAssault});
}

// Edges between two words of one sentence.
std::optional<int> apart(const Tree& tree, Word from, Word to) {
  int up = 0;
  for (auto word = from; word != kNoWord && up < kMostSteps; word = tree.head(word), ++up) {
    int down = 0;
    for (auto other = to; other != kNoWord && down < kMostSteps; other = tree.head(other), ++down) {
      if (other == word) return up + down;
    }
  }
  return std::nullopt;
}

std::optional<int> apart(const Tree& tree, const Count& count, const Match& match) {
  auto least = apart(tree, count.word, match.trigger);
  const auto light = match.light == kNoWord ? std::nullopt : apart(tree, count.word, match.light);
  if (light && (!least || *light < *least)) least = light;
  return least;
}

std::vector<bool> words_of_times(const ParsedDocument& parsed) {
  std::vector<bool> words(parsed.tree.size(), false);
  const auto& tokens = parsed.reading.tokens;
  for (const auto& expression : parsed.times) {
    const auto begin = parsed.points.byte_of(expression.time.span.begin);
    const auto end = parsed.points.byte_of(expression.time.span.end);
    auto at = std::ranges::lower_bound(tokens, begin, {}, &language::Token::begin);
    for (; at != tokens.end() && at->begin < end; ++at) words[static_cast<std::size_t>(at - tokens.begin())] = true;
  }
  return words;
}

Amount amount_of(const ParsedDocument& parsed, const Count& count) {
  const auto& quantity = count.quantity;
  const auto what = count.what == kPeople ? std::string_view("protesters") : count.what;
  return {std::string(what), quantity.value,
          quantity.about,    parsed.span_of(quantity.begin, quantity.end),
          quantity.bound,    std::string(quantity.currency)};
}

// The nearest of the matches from `first` to `last`; of equals the first.
std::optional<std::size_t> owner_of(const Tree& tree, const Count& count, std::span<const Match> matches,
                                    std::size_t first, std::size_t last) {
  std::optional<std::size_t> owner;
  int least = kFurthest + 1;
  for (auto i = first; i < last; ++i) {
    if (!fits(count.what, matches[i].pattern->type)) continue;
    const auto edges = apart(tree, count, matches[i]);
    if (!edges || *edges >= least) continue;
    least = *edges;
    owner = i;
  }
  return owner;
}

// Exact before "about" before a bound.
int vagueness(const Amount& amount) { return (amount.bound == Bound::kExact ? 0 : 2) + (amount.about ? 1 : 0); }

// May `exact` be what `vague` says?
bool allows(const Amount& vague, const Amount& exact) {
  const double slack = vague.about || exact.about ? kAbout * std::abs(vague.value) : 0;
  switch (vague.bound) {
    case Bound::kAtLeast:
      return exact.value >= vague.value - slack;
    case Bound::kAtMost:
      return exact.value <= vague.value + slack;
    default:
      return std::abs(exact.value - vague.value) <= slack;
  }
}

}  // namespace

std::vector<std::vector<Amount>> amounts_of(const ParsedDocument& parsed, std::span<const Match> matches) {
  const auto& tree = parsed.tree;
  std::vector<std::vector<Amount>> amounts(matches.size());
  if (matches.empty()) return amounts;
  const auto skip = words_of_times(parsed);
  std::vector<record::Conflict> dropped;  // the same thing twice in one sentence is no contradiction
  for (std::size_t first = 0; first < matches.size();) {
    const auto sentence = tree.sentence(matches[first].trigger);
    auto last = first;
    while (last < matches.size() && tree.sentence(matches[last].trigger) == sentence) ++last;
    auto begin = matches[first].trigger;
    auto end = begin + 1;
    while (begin > 0 && tree.sentence(begin - 1) == sentence) --begin;
    while (end < tree.size() && tree.sentence(end) == sentence) ++end;
    for (const auto& count : counts_of(tree, begin, end, quantities_of(tree, begin, end, skip))) {
      const auto owner = owner_of(tree, count, matches, first, last);
      if (owner) add_amounts({amount_of(parsed, count)}, amounts[*owner], dropped);
    }
    first = last;
  }
  return amounts;
}

void add_amounts(std::vector<Amount>&& amounts, std::vector<Amount>& into, std::vector<record::Conflict>& conflicts) {
  for (auto& amount : amounts) {
    const auto same = std::ranges::find_if(
        into, [&](const auto& other) { return other.what == amount.what && other.unit == amount.unit; });
    if (same == into.end()) {
      into.push_back(std::move(amount));
      continue;
    }
    if (vagueness(amount) < vagueness(*same)) std::swap(*same, amount);
    if (allows(amount, *same)) continue;
    conflicts.push_back(
        {"amounts", fmt::format("{} {}{}{}", amount.what, amount.value, amount.unit.empty() ? "" : " ", amount.unit),
         amount.span});
  }
}

}  // namespace tidings::extract
