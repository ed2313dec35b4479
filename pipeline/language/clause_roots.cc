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

bool is_object(Relation relation) { return relation == Relation::kObj || relation == Relation::kIobj; }

bool is_marked(std::uint32_t word, std::uint32_t begin, const Reading& reading) {
  for (auto before = begin; before < word; ++before) {
    const bool child = reading.heads[before] == static_cast<std::int32_t>(word);
    if (child && reading.relations[before] == Relation::kCase) return true;
  }
  return false;
}

}  // namespace

namespace {

// Of what stands before the verb nothing hangs on what follows it: a noun hangs on the one before it, a small word on
// the noun after it.
void settle_before(std::uint32_t begin, std::uint32_t root, Reading& reading) {
  auto noun = kNone;
  for (auto word = root; word > begin;) {
    --word;
    const bool across = reading.heads[word] > static_cast<std::int32_t>(root);
    if (!is_noun(reading.upos[word])) {
      if (across && noun != kNone) reading.heads[word] = static_cast<std::int32_t>(noun);
      continue;
    }
    noun = word;
    if (!across) continue;
    auto before = word;
    bool marked = false;  // by a preposition, whatever that hangs on so far
    for (; before > begin && !is_noun(reading.upos[before - 1]); --before)
      marked = marked || reading.relations[before - 1] == Relation::kCase;
    const bool hangs = before > begin && marked;
    reading.heads[word] = static_cast<std::int32_t>(hangs ? before - 1 : root);
    reading.relations[word] = hangs ? Relation::kNmod : Relation::kNsubj;
  }
}

}  // namespace

void settle_root(std::uint32_t begin, std::uint32_t end, std::uint32_t root, Reading& reading) {
  const auto verb = static_cast<std::int32_t>(root);
  settle_before(begin, root, reading);
  bool acts = false, object = false;
  for (auto word = begin; word < end; ++word) {
    if (reading.heads[word] != verb) continue;
    acts = acts || (word < root && reading.relations[word] == Relation::kNsubj);
    object = object || (word > root && is_object(reading.relations[word]));
  }
  for (auto word = begin; word < root && !acts; ++word) {
    if (reading.heads[word] != verb || !is_noun(reading.upos[word]) || is_marked(word, begin, reading)) continue;
    reading.relations[word] = Relation::kNsubj;
    acts = true;
  }
  for (auto word = root + 1; word < end; ++word) {
    const auto head = reading.heads[word];
    if (head < 0 || head >= verb) continue;
    reading.heads[word] = verb;
    if (!is_noun(reading.upos[word])) continue;
    const bool second = object || is_marked(word, root + 1, reading);
    reading.relations[word] = second ? Relation::kObl : Relation::kObj;
    object = true;
  }
}

void mend_clause_roots(std::span<const std::uint32_t> ends, Reading& reading) {
  std::uint32_t begin = 0;
  for (const auto end : ends) {
    Clause(begin, end, reading).mend();
    begin = end;
  }
}

}  // namespace tidings::language
