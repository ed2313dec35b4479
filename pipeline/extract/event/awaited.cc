#include "pipeline/extract/event/awaited.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Xpos;
using record::Status;

constexpr auto kUntil = std::to_array<std::string_view>({"until", "till"});
constexpr auto kNext = std::to_array<std::string_view>({"once", "before"});
constexpr auto kRefuses =
    std::to_array<std::string_view>({"refuse", "reject", "oppose", "exclude", "decline", "spurn"});

template <typename Fits>
bool has_auxiliary(const Tree& tree, Word verb, const Fits& fits) {
  return std::ranges::any_of(tree.children(verb), [&](Word child) {
    const auto relation = tree.relation(child);
    const bool auxiliary = relation == Relation::kAux || relation == Relation::kAuxPass || relation == Relation::kCop;
    return auxiliary && fits(tree.xpos(child));
  });
}

bool is_present(Xpos tag) { return tag == Xpos::kVbz || tag == Xpos::kVbp; }

// "lifts", "has lifted", "are lifted".
bool is_told_as_present(const Tree& tree, Word verb) {
  return is_present(tree.xpos(verb)) || has_auxiliary(tree, verb, is_present);
}

// "did not free", "had not met": denied of a time that is over.
bool is_over(const Tree& tree, Word verb) {
  return has_auxiliary(tree, verb, [](Xpos tag) { return tag == Xpos::kVbd; });
}

bool refuses(const Tree& tree, Word word) {
  const auto particle = tree.child(word, Relation::kCompoundPrt);
  const bool rules_out = particle != kNoWord && tree.lemma(word) == "rule" && tree.lemma(particle) == "out";
  return rules_out || is_one_of(tree.lemma(word), kRefuses);
}

bool is_ahead(Status status) {
  return status == Status::kPlanned || status == Status::kHypothetical || status == Status::kDemanded;
}

}  // namespace

std::optional<Verdict> awaited(const Tree& tree, Word verb, Word head, const Verdict& main) {
  const auto mark = std::ranges::find_if(tree.children(verb), [&](Word child) {
    const bool joins = tree.relation(child) == Relation::kMark || tree.relation(child) == Relation::kAdvmod;
    return joins && child < verb && (is_one_of(tree.lemma(child), kUntil) || is_one_of(tree.lemma(child), kNext));
  });
  if (mark == tree.children(verb).end()) return std::nullopt;
  // "would not free hostages", read as hostages who are free.
  const auto above = tree.is_verb(head) || tree.relation(head) != Relation::kAmod ? head : tree.head(head);
  const bool denied = main.status == Status::kDenied || is_negated(tree, head);
  const bool refused = refuses(tree, head) || (denied && !is_over(tree, above));
  const bool present = is_one_of(tree.lemma(*mark), kUntil) && is_told_as_present(tree, verb);
  if (refused) return Verdict{Status::kDemanded, *mark};
  return present || is_ahead(main.status) ? std::optional(Verdict{Status::kHypothetical, *mark}) : std::nullopt;
}

}  // namespace tidings::extract
