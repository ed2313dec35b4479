#include "pipeline/extract/event/deeds.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

// "a suspected strike", "the accused minister": said of a thing, and no word of who suspects.
constexpr std::array<std::string_view, 3> kAttributes = {"suspect", "accuse", "allege"};
// "The jet crashed, killing its pilot": nobody did it to anybody.
constexpr auto kAccidents = std::to_array<std::string_view>(
    {"crash", "collide", "overturn", "capsize", "derail", "collapse", "plunge", "skid", "plummet", "topple"});
constexpr std::array<std::string_view, 2> kDeclining = {"refuse", "decline"};
constexpr std::array<std::string_view, 5> kHarms = {"kill", "injure", "wound", "hurt", "maim"};
constexpr auto kViolence = std::to_array<std::string_view>(
    {"abduction",  "ambush",       "annexation",  "arrest",      "assassination", "assault",   "attack",
     "beating",    "bombing",      "bombardment", "death",       "destruction",   "detention", "execution",
     "airstrike",  "imprisonment", "invasion",    "kidnapping",  "killing",       "lynching",  "massacre",
     "murder",     "occupation",   "oppression",  "persecution", "poisoning",     "raid",      "rape",
     "repression", "shelling",     "shooting",    "siege",       "slaughter",     "slaying",   "stabbing",
     "strike",     "torture",      "violence"});
// "the attacks of the rebels", "the violence of settlers": theirs, where a killing of somebody is done to him.
constexpr std::array<std::string_view, 8> kOfDoers = {"attack",  "strike",   "airstrike", "raid",
                                                      "assault", "violence", "ambush",    "oppression"};
constexpr std::array<std::string_view, 5> kToWhom = {"of", "on", "against", "upon", "to"};
constexpr std::array<std::string_view, 2> kHaveTo = {"have", "need"};

}  // namespace

bool is_deed(const Tree& tree, Word verb) {
  const auto head = tree.head(verb);
  if (tree.relation(verb) == Relation::kAmod) return !is_one_of(tree.lemma(verb), kAttributes);
  // "did not rule out", "refused to rule out": who leaves it open has done nothing.
  const bool rules = tree.lemma(verb) == "rule";
  if (rules && (is_negated(tree, verb) || (head != kNoWord && is_one_of(tree.lemma(head), kDeclining)))) return false;
  return head == kNoWord || !is_one_of(tree.lemma(verb), kHarms) || !is_one_of(tree.lemma(head), kAccidents) ||
         !tree.is_verb(head) || !objects(tree, head).empty();
}

bool has_to(const Tree& tree, Word clause) { return is_one_of(tree.lemma(clause), kHaveTo); }

bool has_happened(const Tree& tree, Word clause) {
  if (has_to(tree, clause) && tree.child(clause, Relation::kXcomp) != kNoWord) return false;
  if (tree.xpos(clause) == Xpos::kVbd) return true;
  return std::ranges::any_of(tree.children(clause), [&](Word child) {
    return tree.relation(child) == Relation::kAux && tree.lemma(child) == "have";
  });
}

bool is_told(const Tree& tree, Word trigger, Word clause) {
  if (tree.lemma(trigger) == "rule" && tree.xpos(clause) == Xpos::kVbg) return true;
  if (tree.lemma(trigger) != "tell" && tree.lemma(trigger) != "remind") return false;
  return std::ranges::any_of(tree.children(clause), [&](Word child) {
    return tree.relation(child) == Relation::kAux && (tree.lemma(child) == "would" || tree.lemma(child) == "will");
  });
}

bool is_of_another(const Tree& tree, Word trigger, Word clause) {
  const auto own = subjects(tree, trigger);
  return std::ranges::any_of(subjects(tree, clause), [&](Word subject) {
    const auto owner = tree.child(subject, Relation::kNmodPoss);
    const bool theirs = owner != kNoWord && tree.upos(owner) == Upos::kPron;
    return !theirs && tree.upos(subject) != Upos::kPron && std::ranges::find(own, subject) == own.end();
  });
}

bool blames(record::EventType type) {
  using record::EventType;
  return type == EventType::kAccuse || type == EventType::kRequest || type == EventType::kProtest;
}

Word harm_done_to(const Tree& tree, Word word, Word trigger) {
  for (auto at = word; at != kNoWord && at != trigger; at = tree.head(at)) {
    const auto head = tree.head(at);
    const bool to = tree.relation(at) == Relation::kNmod && is_one_of(tree.preposition(at), kToWhom);
    if (!to || head == kNoWord || head == trigger || !is_one_of(tree.lemma(head), kViolence)) continue;
    if (tree.preposition(at) != "of" || !is_one_of(tree.lemma(head), kOfDoers)) return head;
  }
  return kNoWord;
}

std::vector<Word> doers_of(const Tree& tree, Word harm) {
  std::vector<Word> doers;
  for (Word word = harm + 1; word < tree.size() && tree.sentence(word) == tree.sentence(harm); ++word) {
    if (tree.preposition(word) == "by" && tree.relation(word) == Relation::kNmod && tree.is_below(word, harm))
      doers.push_back(word);
  }
  return doers;
}

}  // namespace tidings::extract
