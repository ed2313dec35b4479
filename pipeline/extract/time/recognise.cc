#include "pipeline/extract/time/recognise.h"

#include <algorithm>

#include "pipeline/extract/time/guards.h"

namespace tidings::extract::timex {
namespace {

constexpr std::uint16_t kFirstZone = 4096;  // rules from here on are names of zones

class Finder {
 public:
  Finder(const Surroundings& around, DayOrder order, const Trie& trie, std::vector<Form>& forms)
      : around_(around), order_(order), trie_(trie), forms_(forms) {}

  void run() {
    const std::size_t count = around_.lexemes().size();
    for (std::size_t i = 0; i < count;) {
      best_.length = 0;
      begin_ = i;
      walk(trie_.root(), i, 0);
      if (best_.length == 0) {
        ++i;
        continue;
      }
      i = emit(i);
    }
  }

 private:
  void walk(const Trie::Node& node, std::size_t lexeme, std::size_t depth) {
    for (const Trie::Leaf& leaf : node.leaves) {
      if (depth < best_.length || (depth == best_.length && leaf.rule >= best_.leaf.rule)) continue;
      stack_.length = depth;
      stack_.leaf = leaf;
      if (accepted(leaf, depth)) best_ = stack_;
    }
    if (lexeme >= around_.lexemes().size() || depth == Trie::kDepthMax) return;
    const Lexeme& at = around_.lexemes()[lexeme];
    if (at.sentence != around_.lexemes()[begin_].sentence) return;
    for (std::uint8_t t = 0; t < at.count; ++t) {
      const Trie::Node* next = trie_.next(node, at.terms[t].symbol);
      if (next == nullptr) continue;
      stack_.captures[depth] = {at.terms[t].symbol, at.terms[t].value, static_cast<std::uint32_t>(lexeme)};
      walk(*next, lexeme + 1, depth + 1);
    }
  }

  [[nodiscard]] bool accepted(const Trie::Leaf& leaf, std::size_t depth) const {
    if (leaf.rule >= kFirstZone) return true;
    const Rule& rule = rules()[leaf.rule];
    return holds(rule, around_, begin_, begin_ + depth);
  }

  std::size_t emit(std::size_t begin) {
    const Trie::Leaf leaf = best_.leaf;
    if (leaf.rule >= kFirstZone) {
      Form form = build(around_, order_, best_, {"", Action::kZone, Guard::kNone, 0, nullptr}, 0, best_.length);
      form.zone = leaf.rule - kFirstZone;
      forms_.push_back(form);
      return begin + best_.length;
    }
    const Rule& rule = rules()[leaf.rule];
    if (leaf.second_begin == 0) {
      forms_.push_back(build(around_, order_, best_, rule, 0, best_.length));
    } else if (rule.arg == 9) {
      forms_.push_back(build(around_, order_, best_, rule, leaf.second_begin, best_.length));
    } else {
      emit_two(rule, leaf);
    }
    return begin + best_.length;
  }

  void emit_two(const Rule& rule, const Trie::Leaf& leaf) {
    Form first = build(around_, order_, best_, rule, 0, leaf.first_end);
    Form second = build(around_, order_, best_, rule, leaf.second_begin, best_.length);
    if (rule.arg == 3) {  // "1915-17"
      second.year = first.year / 100 * 100 + best_.captures[best_.length - 1].value;
      first.year_sure = second.year_sure = true;
    } else if (rule.arg == 4 && rule.action == Action::kDuration) {  // "60 to 90 days"
      first.unit = second.unit;
    } else {
      share(first, second, best_);
    }
    const std::string_view joint = around_.word(best_.captures[leaf.first_end].lexeme);
    const bool between = around_.is_one_of(begin_, -1, "between from");
    const bool list = joint == "and" ? !between : joint == "or" || joint == ",";
    if (has(first.hour) && !list) first.weak = second.weak = weak_hours(first, second);
    first.to_next = !list;
    forms_.push_back(first);
    forms_.push_back(second);
  }

  // "5 to 7" are hours only beside a day or a part of one.
  [[nodiscard]] bool weak_hours(const Form& first, const Form& second) const {
    return first.ambiguous_hour && second.ambiguous_hour && !first.half_day_known && !second.half_day_known;
  }

  const Surroundings& around_;
  DayOrder order_;
  const Trie& trie_;
  std::vector<Form>& forms_;
  std::size_t begin_ = 0;
  Match stack_, best_;
};

}  // namespace

Patterns::Patterns(const Zones& zones) {
  const auto all = rules();
  for (std::size_t i = 0; i < all.size(); ++i) {
    trie_.add(expand_macros(all[i].pattern), static_cast<std::uint16_t>(i), vocabulary_);
    if (all[i].action != Action::kHoliday) continue;
    trie_.add("({rel}|{nrel}) " + std::string(all[i].pattern), static_cast<std::uint16_t>(i), vocabulary_);
  }
  for (const Zones::Name& name : zones.names()) {
    const auto rule = static_cast<std::uint16_t>(kFirstZone + name.zone);
    trie_.add("(" + name.words + "|%( " + name.words + " %))", rule, vocabulary_);
    if (name.words.find(' ') == std::string::npos) vocabulary_.add(name.words, kZone, name.zone);
  }
}

void Patterns::find(const Surroundings& around, DayOrder order, std::vector<Form>& forms) const {
  Finder(around, order, trie_, forms).run();
}

}  // namespace tidings::extract::timex
