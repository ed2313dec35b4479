#include "pipeline/extract/event/verb_form.h"

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/status_words.h"

namespace tidings::extract {
namespace {

using namespace status_words;

using language::Relation;
using language::Xpos;
using record::Status;

// "not only met but also agreed".
bool is_only(const Tree& tree, Word negation) {
  return negation + 1 < tree.size() && tree.lemma(negation + 1) == "only";
}

// "voted not to impose": the parser hangs it on either verb.
Word negation_of_infinitive(const Tree& tree, Word verb) {
  const auto to = infinitive_of(tree, verb);
  const bool denied = to != kNoWord && to > 0 && tree.lemma(to - 1) == "not" && tree.head(to - 1) == tree.head(verb);
  return denied ? to - 1 : kNoWord;
}

Word negation_of(const Tree& tree, Word word) {
  if (const auto negation = negation_of_infinitive(tree, word); negation != kNoWord) return negation;
  if (!is_negated(tree, word)) return kNoWord;
  for (const auto child : tree.children(word)) {
    if (tree.lemma(child) == "not" || tree.lemma(child) == "never") return is_only(tree, child) ? kNoWord : child;
  }
  return word;
}

// "no soldier was killed", "none of the men left", "nobody came", "killed nobody".
Word nobody_of(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    const auto relation = tree.relation(child);
    const bool argument =
        relation == Relation::kNsubj || relation == Relation::kNsubjPass || relation == Relation::kObj;
    if (!argument) continue;
    if (is_one_of(tree.lemma(child), kNobody)) return child;
    for (const auto word : tree.children(child)) {
      const bool before = tree.relation(word) == Relation::kDet || tree.relation(word) == Relation::kCcPreconj;
      const bool no = before && (tree.lemma(word) == "no" || tree.lemma(word) == "neither");
      if (no && relation != Relation::kObj) return word;
    }
  }
  return kNoWord;
}

// "said that they would meet": the future of what was said in the past.
bool is_reported(const Tree& tree, Word verb) {
  const auto head = tree.head(verb);
  const auto relation = tree.relation(verb);
  const bool clause = relation == Relation::kCcomp || relation == Relation::kCsubj || relation == Relation::kCsubjPass;
  if (head == kNoWord || !clause || !tree.is_verb(head)) return false;
  return tree.xpos(head) == Xpos::kVbd || tree.xpos(head) == Xpos::kVbn;
}

Word auxiliary(const Tree& tree, Word verb, std::string_view lemma) {
  for (const auto child : tree.children(verb)) {
    if (tree.relation(child) == Relation::kAux && tree.lemma(child) == lemma) return child;
  }
  return kNoWord;
}

// "Had Norland attacked the port, the alliance would have answered."
Word inverted(const Tree& tree, Word verb) {
  const auto had = auxiliary(tree, verb, "have");
  if (had == kNoWord || tree.xpos(had) != Xpos::kVbd) return kNoWord;
  const bool first = had == 0 || tree.sentence(had - 1) != tree.sentence(had) || tree.form(had - 1) == ",";
  const auto subject = tree.child(verb, Relation::kNsubj);
  if (!first || subject == kNoWord || subject < had) return kNoWord;
  for (auto word = verb; word < tree.size() && tree.sentence(word) == tree.sentence(verb); ++word) {
    if (tree.form(word) == "?") return kNoWord;
  }
  return had;
}

// What the conjunction before it says.
std::optional<Verdict> condition_of(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    const bool only_when = tree.lemma(child) == "when" && child > 0 && tree.lemma(child - 1) == "only";
    if (only_when && tree.relation(child) == Relation::kAdvmod) return Verdict{Status::kHypothetical, child};
    if (tree.relation(child) != Relation::kMark) continue;
    if (const auto says = find(kConjunctions, tree.lemma(child))) return Verdict{*says, child};
  }
  if (const auto had = inverted(tree, verb); had != kNoWord) return Verdict{Status::kHypothetical, had};
  return std::nullopt;
}

}  // namespace

Word infinitive_of(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    if (tree.relation(child) == Relation::kMark && tree.lemma(child) == "to") return child;
  }
  return kNoWord;
}

Verdict form_of(const Tree& tree, Word verb) {
  if (const auto negation = negation_of(tree, verb); negation != kNoWord) return {Status::kDenied, negation};
  if (const auto nobody = nobody_of(tree, verb); nobody != kNoWord) return {Status::kDenied, nobody};
  if (const auto condition = condition_of(tree, verb)) return *condition;
  Verdict verdict;
  bool progressive = false;
  for (const auto child : tree.children(verb)) {
    const auto relation = tree.relation(child);
    if (relation == Relation::kMark && tree.lemma(child) == "due") verdict = {Status::kPlanned, child};
    // "The armies are to leave the valley."
    const bool is_to = relation == Relation::kCop && tree.lemma(child) == "be" && tree.xpos(verb) == Xpos::kVb;
    if (is_to && infinitive_of(tree, verb) != kNoWord) verdict = {Status::kPlanned, child};
    if (relation != Relation::kAux) continue;
    if (const auto says = find(kAuxiliaries, tree.lemma(child))) verdict = {*says, child};
    // "would have met" never did.
    const bool later = tree.lemma(child) == "would" && auxiliary(tree, verb, "have") == kNoWord;
    if (later && is_reported(tree, verb)) verdict = {Status::kPlanned, child};
    progressive = progressive || (tree.lemma(child) == "be" && tree.xpos(verb) == Xpos::kVbg);
  }
  if (verdict.by == kNoWord && progressive) return {Status::kOngoing, verb};
  return verdict;
}

}  // namespace tidings::extract
