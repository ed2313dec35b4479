#include "pipeline/extract/event/counts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;
using record::Bound;

constexpr int kMostSteps = 6;  // from a number up to what is counted
constexpr Word kApart = 4;     // words between a number and what became of the counted ("12 people were killed")

// Words and what they make of those whom they concern. Of some verbs these are the subject.
struct Outcome {
  std::string_view lemma;
  std::string_view what;
  bool by_subject = false;
};
constexpr auto kOutcomes = std::to_array<Outcome>(
    {{"kill", "killed"},         {"slay", "killed"},        {"murder", "killed"},        {"massacre", "killed"},
     {"behead", "killed"},       {"assassinate", "killed"}, {"execute", "killed"},       {"die", "killed", true},
     {"perish", "killed", true}, {"injure", "injured"},     {"wound", "injured"},        {"hurt", "injured"},
     {"maim", "injured"},        {"arrest", "arrested"},    {"detain", "arrested"},      {"imprison", "arrested"},
     {"jail", "arrested"},       {"apprehend", "arrested"}, {"abduct", "abducted"},      {"kidnap", "abducted"},
     {"displace", "displaced"},  {"uproot", "displaced"},   {"flee", "displaced", true}, {"expel", "expelled"},
     {"deport", "expelled"},     {"release", "released"},   {"free", "released"}});
// "12 dead", "30 missing", "left 3,000 homeless".
constexpr auto kStates = std::to_array<Outcome>({{"dead", "killed"},
                                                 {"missing", "missing"},
                                                 {"homeless", "displaced"},
                                                 {"wounded", "injured"},
                                                 {"injured", "injured"},
                                                 {"displaced", "displaced"}});
// "12 deaths".
constexpr auto kNouns = std::to_array<Outcome>({{"death", "killed"},
                                                {"fatality", "killed"},
                                                {"injury", "injured"},
                                                {"arrest", "arrested"},
                                                {"detention", "arrested"},
                                                {"hostage", "abducted"},
                                                {"troop", "troops"},
                                                {"troops", "troops"},
                                                {"soldier", "troops"},
                                                {"serviceman", "troops"},
                                                {"peacekeeper", "troops"},
                                                {"marine", "troops"},
                                                {"paratrooper", "troops"},
                                                {"reservist", "troops"},
                                                {"conscript", "troops"},
                                                {"fighter", "troops"},
                                                {"protester", "protesters"},
                                                {"protestor", "protesters"},
                                                {"demonstrator", "protesters"},
                                                {"marcher", "protesters"},
                                                {"striker", "protesters"}});
constexpr auto kPersons = std::to_array<std::string_view>(
    {"people", "person", "man",       "woman",    "worker",   "student",   "teacher",  "doctor",
     "nurse",  "farmer", "resident",  "citizen",  "miner",    "supporter", "activist", "member",
     "child",  "youth",  "employee",  "driver",   "villager", "mourner",   "opponent", "crowd",
     "other",  "muslim", "christian", "civilian", "refugee",  "inmate",    "prisoner"});
// A singular of these is more than one.
constexpr auto kCollective = std::to_array<std::string_view>(
    {"group",    "number",  "family",   "crowd", "couple", "team",   "unit",   "series", "string", "dozen",  "hundred",
     "thousand", "handful", "majority", "lot",   "convoy", "people", "police", "crew",   "gang",   "village"});

template <std::size_t N>
const Outcome* outcome_in(const std::array<Outcome, N>& list, std::string_view lemma) {
  const auto* found = std::ranges::find(list, lemma, &Outcome::lemma);
  return found == list.end() ? nullptr : found;
}

class Counter {
 public:
  Counter(const Tree& tree, Word begin, Word end, const std::vector<Quantity>& quantities)
      : tree_(tree), begin_(begin), end_(end), quantities_(quantities), taken_(quantities.size(), false) {
    for (const auto& quantity : quantities) nouns_.push_back(counted_by(quantity));
  }

  std::vector<Count> run() {
    for (auto word = begin_; word < end_; ++word) {
      const auto* outcome = tree_.is_verb(word) ? outcome_in(kOutcomes, tree_.lemma(word)) : nullptr;
      if (outcome != nullptr) add_outcome(*outcome, word);
    }
    for (std::size_t i = 0; i < quantities_.size(); ++i) {
      if (taken_[i]) continue;
      if (!quantities_[i].currency.empty()) {
        counts_.push_back({"money", top_of(quantities_[i].number), quantities_[i]});
      } else if (!add_beside(i)) {
        add_noun(i);
      }
    }
    std::ranges::stable_sort(counts_, {}, [](const Count& count) { return count.quantity.begin; });
    return std::move(counts_);
  }

 private:
  // ---- what is done to them

  // Those whom a verb concerns are counted together; who stands among them without a number makes it "at least".
  void add_outcome(const Outcome& outcome, Word verb) {
    std::optional<Quantity> sum;
    bool open = false;
    for (const auto word : outcome.by_subject ? subjects(tree_, verb) : objects(tree_, verb)) {
      if (word < begin_ || word >= end_ || is_included(word)) continue;
      const auto quantity = quantity_of(word);
      if (!quantity) {
        open = true;
        continue;
      }
      sum = sum ? added(*sum, *quantity) : *quantity;
    }
    if (!sum) return;
    if (open && sum->bound == Bound::kExact) sum->bound = Bound::kAtLeast;
    counts_.push_back({outcome.what, verb, *sum});
  }

  // "12 people, including three children": not three more.
  [[nodiscard]] bool is_included(Word word) const {
    const auto preposition = tree_.preposition(word);
    return preposition == "include" || preposition == "among" || preposition == "including";
  }

  static Quantity added(const Quantity& first, const Quantity& second) {
    auto sum = first;
    sum.begin = std::min(first.begin, second.begin);
    sum.end = std::max(first.end, second.end);
    sum.value += second.value;
    sum.about = first.about || second.about;
    if (sum.bound == Bound::kExact) sum.bound = second.bound;
    return sum;
  }

  // The number of those whom a word names: told, or one.
  [[nodiscard]] std::optional<Quantity> quantity_of(Word word) {
    for (std::size_t i = 0; i < quantities_.size(); ++i) {
      const auto& quantity = quantities_[i];
      const bool same = nouns_[i] == word || (quantity.begin <= word && word < quantity.end);
      if (!same || taken_[i] || !quantity.currency.empty()) continue;
      taken_[i] = true;
      return quantity;
    }
    const bool noun = tree_.xpos(word) == Xpos::kNn || tree_.xpos(word) == Xpos::kNnp || tree_.xpos(word) == Xpos::kJj;
    const bool singular = noun && !is_one_of(tree_.lemma(word), kCollective);
    if (!singular) return std::nullopt;
    for (const auto child : tree_.children(word)) {
      const auto lemma = tree_.lemma(child);
      if (tree_.relation(child) == Relation::kDet && (lemma == "a" || lemma == "an"))
        return Quantity{child, word + 1, child, 1, false, Bound::kExact, {}};
    }
    return std::nullopt;
  }

  // ---- what a number counts

  // Up past the other words of the number: "hundreds" of "hundreds of thousands", "$" of "$1.2 billion".
  [[nodiscard]] Word top_of(Word number) const {
    auto word = number;
    for (int step = 0; step < kMostSteps; ++step) {
      const auto head = tree_.head(word);
      if (head == kNoWord || head < begin_ || head >= end_) break;
      const auto relation = tree_.relation(word);
      const bool part = relation == Relation::kNummod || relation == Relation::kCompound ||
                        relation == Relation::kAmod || relation == Relation::kNmodUnmarked ||
                        (relation == Relation::kNmod && tree_.preposition(word) == "of" && is_number(head));
      if (!part) break;
      word = head;
    }
    return word;
  }
  [[nodiscard]] bool is_number(Word word) const {
    return tree_.upos(word) == Upos::kNum || tree_.upos(word) == Upos::kSym || tree_.lemma(word) == "hundred" ||
           tree_.lemma(word) == "thousand" || tree_.lemma(word) == "dozen" || tree_.lemma(word) == "million" ||
           tree_.lemma(word) == "score";
  }

  // The noun: "12 people", "hundreds of people"; kNoWord: none.
  [[nodiscard]] Word counted_by(const Quantity& quantity) const {
    const auto told = counted_in_tree(quantity);
    if (told != kNoWord) return told;
    auto next = quantity.end;
    while (next < end_ && tree_.upos(next) == Upos::kAdj) ++next;
    return next < end_ && tree_.is_noun(next) ? next : kNoWord;
  }

  [[nodiscard]] Word counted_in_tree(const Quantity& quantity) const {
    auto word = quantity.number;
    for (int step = 0; step < kMostSteps && is_number(word); ++step) {
      const auto head = tree_.head(word);
      const auto relation = tree_.relation(word);
      const bool before = head != kNoWord && head > word && head < end_ &&
                          (relation == Relation::kNummod || relation == Relation::kCompound ||
                           relation == Relation::kAmod || relation == Relation::kNmod);
      if (before) {
        word = head;
        continue;
      }
      auto below = kNoWord;
      for (const auto child : tree_.children(word)) {
        if (child > word && tree_.relation(child) == Relation::kNmod && tree_.preposition(child) == "of") below = child;
      }
      if (below == kNoWord) return kNoWord;
      word = below;
    }
    return tree_.is_noun(word) || tree_.upos(word) == Upos::kAdj ? word : kNoWord;
  }

  // ---- what the parser does not tell: words beside a number

  // "wounded at least 30", "30 wounded", "12 people were killed".
  bool add_beside(std::size_t i) {
    const auto& quantity = quantities_[i];
    if (quantity.begin > begin_) {
      const auto before = quantity.begin - 1;
      const auto* outcome = outcome_in(kOutcomes, tree_.lemma(before));
      const bool active =
          outcome != nullptr && !outcome->by_subject && tree_.upos(before) == Upos::kVerb && !is_passive(tree_, before);
      if (active) return add(outcome->what, before, i);
    }
    bool told = false;  // by a form of "be"
    for (auto word = quantity.end; word < std::min(end_, quantity.end + kApart); ++word) {
      if (const auto* state = outcome_in(kStates, tree_.form(word)); state != nullptr && (told || ends(word)))
        return add(state->what, word, i);
      const auto* outcome = outcome_in(kOutcomes, tree_.lemma(word));
      const bool participle = outcome != nullptr && !outcome->by_subject && tree_.xpos(word) == Xpos::kVbn;
      if (participle && (told || ends(word))) return add(outcome->what, word, i);
      told = told || tree_.lemma(word) == "be";
      const bool phrase = tree_.is_noun(word) || tree_.upos(word) == Upos::kAdj || tree_.upos(word) == Upos::kAux ||
                          tree_.upos(word) == Upos::kAdv;
      if (!phrase) break;
    }
    return false;
  }

  // Has a participle no object behind it?
  [[nodiscard]] bool ends(Word word) const {
    if (word + 1 >= end_) return true;
    const auto next = tree_.upos(word + 1);
    return next == Upos::kPunct || next == Upos::kAdp || next == Upos::kCconj || next == Upos::kSconj ||
           next == Upos::kAdv;
  }

  void add_noun(std::size_t i) {
    const auto noun = nouns_[i];
    const auto top = top_of(quantities_[i].number);
    if (noun == kNoWord) {  // "thousands rallied"
      const auto relation = tree_.relation(top);
      if (relation == Relation::kNsubj || relation == Relation::kNsubjPass) add(kPeople, top, i);
      return;
    }
    if (const auto* outcome = outcome_in(kNouns, tree_.lemma(noun))) {
      add(outcome->what, is_number(top) ? top : noun, i);
    } else if (is_one_of(tree_.lemma(noun), kPersons)) {
      add(kPeople, is_number(top) ? top : noun, i);
    }
  }

  bool add(std::string_view what, Word word, std::size_t i) {
    taken_[i] = true;
    counts_.push_back({what, word, quantities_[i]});
    return true;
  }

  const Tree& tree_;
  Word begin_;
  Word end_;
  const std::vector<Quantity>& quantities_;
  std::vector<bool> taken_;  // by quantity
  std::vector<Word> nouns_;  // by quantity
  std::vector<Count> counts_;
};

}  // namespace

std::vector<Count> counts_of(const Tree& tree, Word begin, Word end, const std::vector<Quantity>& quantities) {
  return Counter(tree, begin, end, quantities).run();
}

}  // namespace tidings::extract
