#include "pipeline/extract/time/patterns.h"

#include <algorithm>

#include "pipeline/record/result.h"

namespace tidings::extract::timex {
namespace {

using record::ensure;

constexpr std::array<std::string_view, kClasses> kClassNames{
    "n",      "dec", "ord",  "day",   "oday", "hour",  "year",   "yy",      "mon",  "monw", "wd",
    "wdw",    "wds", "unit", "units", "part", "parts", "season", "seasonw", "rel",  "nrel", "deic",
    "decade", "mod", "ampm", "clock", "iso",  "sl3",   "sl2",    "zone",    "freq", "few",  "amt"};

constexpr Symbol kSplit = 0xffff;

using Sequence = std::vector<Symbol>;

// Recursive descent over one pattern; every alternative becomes a sequence of its own.
class Expander {
 public:
  Expander(std::string_view pattern, Vocabulary& vocabulary) : rest_(pattern), vocabulary_(vocabulary) {}

  std::vector<Sequence> all() {
    auto found = alternatives();
    ensure(rest_.empty(), "a pattern of time closes what it opens");
    return found;
  }

 private:
  std::vector<Sequence> alternatives() {
    std::vector<Sequence> found = sequence();
    while (take('|')) {
      auto more = sequence();
      found.insert(found.end(), more.begin(), more.end());
    }
    return found;
  }

  std::vector<Sequence> sequence() {
    std::vector<Sequence> found(1);
    for (skip(); !rest_.empty() && rest_[0] != '|' && rest_[0] != ')' && rest_[0] != ']'; skip()) {
      const auto tails = item();
      std::vector<Sequence> longer;
      for (const auto& head : found) {
        for (const auto& tail : tails) {
          longer.push_back(head);
          longer.back().insert(longer.back().end(), tail.begin(), tail.end());
        }
      }
      found = std::move(longer);
    }
    return found;
  }

  std::vector<Sequence> item() {
    if (take('(')) {
      auto found = alternatives();
      ensure(take(')'), "a group in a pattern of time is closed");
      return found;
    }
    if (take('[')) {
      auto found = alternatives();
      ensure(take(']'), "an option in a pattern of time is closed");
      found.emplace_back();
      return found;
    }
    return {{word()}};
  }

  Symbol word() {
    if (rest_[0] == '%') rest_.remove_prefix(1);
    const auto end = std::min(rest_.find_first_of(" |)]", 1), rest_.size());
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (word == "~") return kSplit;
    if (word[0] != '{') return vocabulary_.literal(word);
    const auto at = std::find(kClassNames.begin(), kClassNames.end(), word.substr(1, word.size() - 2));
    ensure(at != kClassNames.end(), "a pattern of time names a class there is");
    return static_cast<Symbol>(at - kClassNames.begin());
  }

  void skip() {
    while (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
  }
  bool take(char c) {
    skip();
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
  Vocabulary& vocabulary_;
};

}  // namespace

void Vocabulary::add(std::string_view words, Symbol symbol, int value) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    auto& terms = terms_[std::string(words.substr(0, end))];
    const bool known = std::any_of(terms.begin(), terms.end(), [&](const Term& t) { return t.symbol == symbol; });
    if (!known) terms.push_back({symbol, value});
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

Symbol Vocabulary::literal(std::string_view word) {
  auto& terms = terms_[std::string(word)];
  for (const Term& term : terms) {
    if (term.symbol >= kLiteral) return term.symbol;
  }
  terms.push_back({next_, 0});
  return next_++;
}

const std::vector<Term>* Vocabulary::find(std::string_view word) const {
  const auto at = terms_.find(word);
  return at == terms_.end() ? nullptr : &at->second;
}

void Trie::add(std::string_view pattern, std::uint16_t rule, Vocabulary& vocabulary) {
  for (const Sequence& sequence : Expander(pattern, vocabulary).all()) {
    std::uint32_t node = 0;
    Leaf leaf{rule, 0, 0};
    std::uint8_t depth = 0, splits = 0;
    for (const Symbol symbol : sequence) {
      if (symbol == kSplit) {
        (splits++ == 0 ? leaf.first_end : leaf.second_begin) = depth;
        continue;
      }
      ++depth;
      auto& next = nodes_[node].next;
      const auto at = std::lower_bound(next.begin(), next.end(), std::pair<Symbol, std::uint32_t>(symbol, 0));
      if (at != next.end() && at->first == symbol) {
        node = at->second;
        continue;
      }
      const auto made = static_cast<std::uint32_t>(nodes_.size());
      next.insert(at, {symbol, made});
      nodes_.emplace_back();
      node = made;
    }
    ensure(depth > 0 && depth <= kDepthMax, "a pattern of time is neither empty nor too long");
    if (splits == 1) leaf.second_begin = leaf.first_end;
    nodes_[node].leaves.push_back(leaf);
  }
}

const Trie::Node* Trie::next(const Node& node, Symbol symbol) const {
  const auto at = std::lower_bound(node.next.begin(), node.next.end(), std::pair<Symbol, std::uint32_t>(symbol, 0));
  return at != node.next.end() && at->first == symbol ? &nodes_[at->second] : nullptr;
}

}  // namespace tidings::extract::timex
