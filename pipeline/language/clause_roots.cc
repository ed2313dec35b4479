#include "pipeline/language/clause_roots.h"

#include <algorithm>

namespace tidings::language {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

bool is_noun(Upos upos) { return upos == Upos::kNoun || upos == Upos::kPropn; }

// One sentence, its words from begin to end.
class Clause {
 public:
  Clause(std::uint32_t begin, std::uint32_t end, Reading& reading) : begin_(begin), end_(end), reading_(reading) {}

  void mend() {
    const auto root = find_root();
    if (root == kNone || !is_noun(reading_.upos[root]) || is_predicate(root)) return;
    if (const auto verb = verb_below(root); verb != kNone) turn(root, verb);
  }

 private:
  [[nodiscard]] std::uint32_t find_root() const {
    for (auto word = begin_; word < end_; ++word) {
      if (reading_.heads[word] == Reading::kRoot) return word;
    }
    return kNone;
  }

  [[nodiscard]] bool is_child(std::uint32_t word, std::uint32_t head) const {
    return reading_.heads[word] == static_cast<std::int32_t>(head);
  }

  // "It was tanks that shelled the town": the noun has a subject of its own.
  [[nodiscard]] bool is_predicate(std::uint32_t noun) const {
    for (auto word = begin_; word < end_; ++word) {
      if (!is_child(word, noun)) continue;
      const auto relation = reading_.relations[word];
      if (relation == Relation::kCop || relation == Relation::kNsubj || relation == Relation::kCase) return true;
    }
    return false;
  }

  [[nodiscard]] bool has(std::uint32_t verb, Relation relation) const {
    for (auto word = begin_; word < end_; ++word) {
      if (is_child(word, verb) && reading_.relations[word] == relation) return true;
    }
    return false;
  }

  [[nodiscard]] std::uint32_t verb_below(std::uint32_t noun) const {
    for (auto word = noun + 1; word < end_; ++word) {
      if (!is_child(word, noun) || reading_.relations[word] != Relation::kAcl) continue;
      const bool past = reading_.xpos[word] == Xpos::kVbd;
      const bool acts = reading_.xpos[word] == Xpos::kVbn && has(word, Relation::kObj);
      return past || acts ? word : kNone;
    }
    return kNone;
  }

  void turn(std::uint32_t noun, std::uint32_t verb) {
    for (auto word = verb + 1; word < end_; ++word) {
      if (is_child(word, noun)) reading_.heads[word] = static_cast<std::int32_t>(verb);
    }
    reading_.heads[verb] = Reading::kRoot;
    reading_.relations[verb] = Relation::kRoot;
    reading_.xpos[verb] = Xpos::kVbd;
    reading_.heads[noun] = static_cast<std::int32_t>(verb);
    reading_.relations[noun] = Relation::kNsubj;
  }

  std::uint32_t begin_, end_;
  Reading& reading_;
};

}  // namespace

void mend_clause_roots(std::span<const std::uint32_t> ends, Reading& reading) {
  std::uint32_t begin = 0;
  for (const auto end : ends) {
    Clause(begin, end, reading).mend();
    begin = end;
  }
}

}  // namespace tidings::language
