#include "pipeline/extract/event/mend_clauses.h"
#include "pipeline/extract/one_of.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

constexpr int kMostSteps = 4;  // from an infinitive up to the verb that has a tense

// Who is let or made to do something does it. Of "want" only somebody named: "wants money to help them".
constexpr auto kLetting = std::to_array<std::string_view>(
    {"authorise", "authorize", "urge",   "ask",      "order",   "force",   "instruct", "command", "allow", "permit",
     "enable",    "encourage", "invite", "persuade", "require", "empower", "request",  "press",   "push",  "pressure"});

// "what it called a provocation".
constexpr auto kCalling = std::to_array<std::string_view>(
    {"call", "describe", "term", "say", "consider", "see", "label", "brand", "regard", "characterise", "characterize"});

bool is_past(const Tree& tree, Word verb) { return tree.xpos(verb) == Xpos::kVbd || tree.xpos(verb) == Xpos::kVbn; }

bool has_child(const Tree& tree, Word verb, Relation relation) { return tree.child(verb, relation) != kNoWord; }

bool is_bare(const Tree& tree, Word verb) {
  return !has_child(tree, verb, Relation::kAux) && !has_child(tree, verb, Relation::kAuxPass) &&
         !has_child(tree, verb, Relation::kMark);
}

class Clauses {
 public:
  Clauses(const Tree& tree, Links& links) : tree_(tree), links_(links) {}

  void run() {
    for (Word word = 0; word < tree_.size(); ++word) {
      if (tree_.form(word) == "According" || tree_.form(word) == "according") give_source(word);
      if (tree_.lemma(word) == "what") take_what(word);
      if (tree_.lemma(word) == "persona") part_persona(word);
      if (tree_.lemma(word) == "each" || tree_.lemma(word) == "one") take_each_other(word);
      if (tree_.upos(word) != Upos::kVerb) continue;
      if (tree_.relation(word) == Relation::kConj) raise_second(word);
      if (tree_.relation(word) == Relation::kConj) take_conjunct(word);
      if (tree_.relation(word) == Relation::kAdvcl) let_do(word);
      if (tree_.relation(word) == Relation::kCcomp) take_object(word);
      if (tree_.lemma(word) == "quote" || tree_.lemma(word) == "cite") quote_somebody(word);
    }
  }

 private:
  // "According to the union, the army left", read as an army according to: the words up to the comma are the source.
  void give_source(Word according) {
    const auto to = according + 1;
    if (to + 1 >= tree_.size() || tree_.lemma(to) != "to" || tree_.relation(according) != Relation::kCase) return;
    auto end = to + 1;
    while (end < tree_.size() && tree_.sentence(end) == tree_.sentence(to) && tree_.form(end) != ",") ++end;
    const auto above = tree_.head(according);
    if (above == kNoWord || above < end) return;
    for (auto word = to + 1; word < end; ++word) {
      const auto head = tree_.head(word);
      const bool top = head == kNoWord || head < according || head >= end;
      if (top && tree_.upos(word) != Upos::kPunct) return links_.move(according, word, Relation::kCase);
    }
  }

  // "accused each other of theft" with the theft as the other's: right behind a verb the two words are its object and
  // have nothing below them.
  void take_each_other(Word first) {
    const auto second = first + 1;
    if (first == 0 || second == tree_.size() || tree_.upos(first - 1) != Upos::kVerb) return;
    if (tree_.lemma(second) != (tree_.lemma(first) == "each" ? "other" : "another")) return;
    if (second + 1 < tree_.size() && tree_.upos(second + 1) == Upos::kPart) return;  // "each other's"
    const auto verb = first - 1;
    links_.move(first, verb, Relation::kObj);
    links_.move(second, first, Relation::kFixed);
    for (const auto word : {first, second}) {
      for (const auto child : tree_.children(word)) {
        if (child <= second) continue;
        const bool clause = tree_.is_verb(child);
        links_.move(child, verb, clause ? Relation::kAdvcl : Relation::kObl);
      }
    }
  }

  // "condemned what it called a raid" condemned the raid. The calling hangs on what, or what on the calling.
  void take_what(Word what) {
    const auto above = tree_.head(what);
    if (above == kNoWord || !tree_.is_verb(above)) return;
    const bool inside = above > what && tree_.relation(above) == Relation::kCcomp;
    const auto calling = inside ? above : tree_.child(what, Relation::kAclRelcl);
    const auto verb = inside ? tree_.head(above) : above;
    if (calling == kNoWord || verb == kNoWord || verb > what || !tree_.is_verb(verb)) return;
    if (!is_one_of(tree_.lemma(calling), kCalling)) return;
    for (const auto named : tree_.children(calling)) {
      if (named < calling || tree_.upos(named) != Upos::kNoun) continue;
      links_.move(named, verb, inside ? Relation::kObj : tree_.relation(what));
      for (const auto child : tree_.children(what)) {
        if (tree_.relation(child) == Relation::kCase) links_.move(child, named, Relation::kCase);
      }
      links_.move(what, named, Relation::kDet);
      return links_.move(calling, named, Relation::kAclRelcl);
    }
  }

  // "declared the envoy persona non grata" with the envoy as a part of the persona: he is the object.
  void part_persona(Word persona) {
    const auto verb = tree_.head(persona);
    const auto who = tree_.child(persona, Relation::kCompound);
    if (verb == kNoWord || verb > persona || !tree_.is_verb(verb) || who == kNoWord) return;
    links_.move(who, verb, Relation::kObj);
    for (const auto child : tree_.children(persona)) {
      if (child < who) links_.move(child, who, tree_.relation(child));
    }
    links_.move(persona, verb, Relation::kXcomp);
  }

  // A verb in the past is no second to an infinitive but to the verb above it that is in the past, too.
  void raise_second(Word verb) {
    auto first = tree_.head(verb);
    if (!is_past(tree_, verb) || !is_bare(tree_, verb) || first == kNoWord || tree_.xpos(first) != Xpos::kVb) return;
    for (int step = 0; step < kMostSteps && first != kNoWord; ++step, first = tree_.head(first)) {
      if (tree_.upos(first) != Upos::kVerb) return;
      if (is_past(tree_, first)) return links_.move(verb, first, Relation::kConj);
    }
  }

  // The noun right before a verb that has neither subject nor "and" of its own is no second object of the verb before.
  void take_conjunct(Word verb) {
    if (verb == 0 || tree_.xpos(verb) != Xpos::kVbd || !is_bare(tree_, verb)) return;
    if (has_child(tree_, verb, Relation::kNsubj) || has_child(tree_, verb, Relation::kCc)) return;
    const auto noun = verb - 1;
    const bool second =
        tree_.is_noun(noun) && tree_.relation(noun) == Relation::kConj && has_child(tree_, noun, Relation::kCc);
    const auto object = second ? tree_.head(noun) : kNoWord;
    if (object == kNoWord || tree_.head(object) != tree_.head(verb) || tree_.relation(object) == Relation::kNsubj)
      return;
    links_.move(noun, verb, Relation::kNsubj);
  }

  // "added that talks had stalled", read as adding those talks: a clause with a tense has a subject.
  void take_object(Word verb) {
    const auto head = tree_.head(verb);
    const auto object = head == kNoWord || head > verb ? kNoWord : tree_.child(head, Relation::kObj);
    const auto that = object == kNoWord ? kNoWord : tree_.child(object, Relation::kDet);
    if (that == kNoWord || tree_.lemma(that) != "that" || object > verb || !has_child(tree_, verb, Relation::kAux))
      return;
    if (has_child(tree_, verb, Relation::kNsubj) || has_child(tree_, verb, Relation::kNsubjPass)) return;
    links_.move(object, verb, has_child(tree_, verb, Relation::kAuxPass) ? Relation::kNsubjPass : Relation::kNsubj);
    links_.move(that, verb, Relation::kMark);
  }

  // "Interfax quoted Deputy Minister Holm as saying" with both for subjects.
  void quote_somebody(Word verb) {
    Word first = kNoWord;
    for (const auto child : tree_.children(verb)) {
      if (tree_.relation(child) != Relation::kNsubj) continue;
      if (first != kNoWord && child > verb) return links_.move(child, verb, Relation::kObj);
      first = child;
    }
  }

  void let_do(Word verb) {
    const auto head = tree_.head(verb);
    if (head == kNoWord || head > verb || tree_.xpos(verb) != Xpos::kVb || tree_.mark(verb) != "to") return;
    const auto who = tree_.child(head, Relation::kObj);
    const bool wants = tree_.lemma(head) == "want" && who != kNoWord && tree_.upos(who) == Upos::kPropn;
    const bool lets = is_one_of(tree_.lemma(head), kLetting);
    const auto to = tree_.child(verb, Relation::kMark);
    if (who == kNoWord || who < head || !(lets || wants) || !tree_.is_below(to - 1, who)) return;
    links_.move(verb, head, Relation::kXcomp);
  }

  const Tree& tree_;
  Links& links_;
};

}  // namespace

void mend_clauses(const Tree& tree, Links& links) { Clauses(tree, links).run(); }

}  // namespace tidings::extract
