#include "pipeline/extract/event/doubt.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/status_words.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Xpos;
using record::Status;

constexpr int kMostSteps = 5;  // up the tree

constexpr auto kUntrue = std::to_array<std::string_view>({"untrue", "false", "wrong", "baseless", "unfounded",
                                                          "groundless", "incorrect", "inaccurate", "fabricated", "fake",
                                                          "myth", "hoax", "lie", "fabrication", "nonsense", "fiction"});
constexpr auto kTrue = std::to_array<std::string_view>({"true", "correct", "accurate", "case", "fact", "right"});
constexpr auto kReports = std::to_array<std::string_view>(
    {"report", "rumour", "rumor", "claim", "allegation", "suggestion", "story", "assertion", "notion", "idea", "talk",
     "speculation", "accusation", "statement", "theory", "insinuation"});
constexpr auto kWrongly =
    std::to_array<std::string_view>({"falsely", "wrongly", "erroneously", "mistakenly", "incorrectly", "wrongfully"});
constexpr auto kGuesses = std::to_array<std::string_view>({"talk", "speculation", "rumour", "rumor", "guess"});
constexpr auto kImagines =
    std::to_array<std::string_view>({"imagine", "dream", "suppose", "pretend", "fantasise", "fantasize", "envision",
                                     "envisage", "speculate", "wonder", "assume", "hypothesise", "hypothesize"});
constexpr auto kForetells = std::to_array<std::string_view>({"predict", "forecast", "expect", "bet", "prophesy"});
constexpr auto kBelieves = std::to_array<std::string_view>(
    {"believe", "think", "reckon", "guess", "assess", "estimate", "feel", "hope", "suspect", "argue", "conclude"});
// Of whose countries and armies nobody takes them to speak.
constexpr auto kOutsiders = std::to_array<std::string_view>(
    {"analyst", "expert", "observer", "economist", "commentator", "columnist", "pundit", "historian", "scholar",
     "researcher", "critic", "professor", "strategist", "academic", "watcher"});
constexpr auto kNearly = std::to_array<std::string_view>({"almost", "nearly"});
constexpr auto kInstead = std::to_array<std::string_view>({"instead", "without", "rather"});
constexpr auto kAsksHow =
    std::to_array<std::string_view>({"why", "how", "when", "where", "who", "whom", "what", "which", "whose"});
constexpr auto kOften = std::to_array<std::string_view>({"regularly", "routinely", "often", "usually", "frequently",
                                                         "sometimes", "always", "habitually", "typically", "generally",
                                                         "normally", "periodically", "occasionally"});
constexpr auto kSamePast = std::to_array<std::string_view>(
    {"beat", "hit", "cut", "put", "shut", "set", "hurt", "quit", "split", "spread", "cast"});
constexpr auto kFuture =
    std::to_array<std::string_view>({"will", "would", "shall", "'ll", "may", "might", "could", "'d"});

bool has_child(const Tree& tree, Word word, Relation relation, std::span<const std::string_view> lemmas) {
  return std::ranges::any_of(tree.children(word), [&](Word child) {
    return tree.relation(child) == relation && std::ranges::find(lemmas, tree.lemma(child)) != lemmas.end();
  });
}

bool is_future(const Tree& tree, Word verb) { return has_child(tree, verb, Relation::kAux, kFuture); }

// The question mark of the trigger's sentence, where it asks whether, not why.
Word question_of(const Tree& tree, Word trigger) {
  auto [first, end] = tree.sentence_of(trigger);
  auto last = end - 1;
  for (int quotes = 0; quotes < 2 && last > trigger && tree.form(last) != "?"; ++quotes) --last;
  while (first < trigger && tree.upos(first) == language::Upos::kPunct) ++first;
  const bool asks = tree.form(last) == "?" && !is_one_of(tree.lemma(first), kAsksHow);
  return asks ? last : kNoWord;
}

// "almost expelled", "instead of expelling", "without expelling".
std::optional<Verdict> beside(const Tree& tree, Word trigger) {
  for (const auto child : tree.children(trigger)) {
    if (child > trigger) break;
    const auto relation = tree.relation(child);
    if (relation == Relation::kAdvmod && is_one_of(tree.lemma(child), kNearly))
      return Verdict{Status::kHypothetical, child};
    const bool joins = relation == Relation::kMark || relation == Relation::kCase || relation == Relation::kCc;
    if (joins && is_one_of(tree.lemma(child), kInstead)) return Verdict{Status::kDenied, child};
  }
  // "Rather than expel him, Poland …": the parser hangs the words on the other verb.
  const bool rather = trigger > 1 && tree.lemma(trigger - 1) == "than" && tree.lemma(trigger - 2) == "rather" &&
                      tree.sentence(trigger - 2) == tree.sentence(trigger);
  return rather ? std::optional(Verdict{Status::kDenied, trigger - 2}) : std::nullopt;
}

bool has_nobody(const Tree& tree, Word verb) {
  const auto subject = tree.child(verb, Relation::kNsubj);
  if (subject == kNoWord) return false;
  const auto lemma = tree.lemma(subject);
  return lemma == "few" || is_one_of(lemma, status_words::kNobody) || is_negated(tree, subject);
}

// What the word that the clause of `below` hangs on says of it.
std::optional<Verdict> of_clause(const Tree& tree, Word below, Word head) {
  const auto lemma = tree.lemma(head);
  const bool negated = is_negated(tree, head);
  if (is_one_of(lemma, kUntrue) && !negated) return Verdict{Status::kDenied, head};
  if (is_one_of(lemma, kTrue) && negated) return Verdict{Status::kDenied, head};
  if (has_child(tree, head, Relation::kAdvmod, kWrongly)) return Verdict{Status::kDenied, head};
  if (is_one_of(lemma, kImagines)) return Verdict{Status::kHypothetical, head};
  const bool foretells = is_one_of(lemma, kForetells) && tree.child(head, Relation::kNsubj) != kNoWord;
  if (foretells) return Verdict{Status::kHypothetical, head};
  if (is_one_of(lemma, kBelieves) && (has_nobody(tree, head) || negated)) return Verdict{Status::kDenied, head};
  if (!is_future(tree, below)) return std::nullopt;
  const auto speaker = tree.child(head, Relation::kNsubj);
  const bool outside = speaker != kNoWord && is_one_of(tree.lemma(speaker), kOutsiders);
  return is_one_of(lemma, kBelieves) || outside ? std::optional(Verdict{Status::kHypothetical, head}) : std::nullopt;
}

// "Rumours that … were untrue", "denied reports that …", "There is talk that …". `noun` may be read as a verb.
std::optional<Verdict> of_report(const Tree& tree, Word noun) {
  const auto head = tree.head(noun);
  if (head == kNoWord || !is_one_of(tree.lemma(noun), kReports)) return std::nullopt;
  const auto relation = tree.relation(noun);
  const bool subject = relation == Relation::kNsubj;
  const bool object = relation == Relation::kObj || relation == Relation::kNsubjPass;
  const bool negated = is_negated(tree, head);
  const bool untrue = (subject && is_one_of(tree.lemma(head), kUntrue)) ||
                      (object && is_one_of(tree.lemma(head), status_words::kRefutes));
  if (untrue && !negated) return Verdict{Status::kDenied, head};
  if (subject && negated && is_one_of(tree.lemma(head), kTrue)) return Verdict{Status::kDenied, head};
  if (is_one_of(tree.lemma(noun), kGuesses)) return Verdict{Status::kHypothetical, noun};
  return std::nullopt;
}

// "has yet to condemn", "is in no hurry to withdraw".
std::optional<Verdict> of_infinitive(const Tree& tree, Word below, Word head) {
  if (tree.xpos(below) != Xpos::kVb || tree.mark(below) != "to") return std::nullopt;
  static constexpr std::array<std::string_view, 1> kYet = {"yet"};
  const bool yet = tree.lemma(head) == "have" && has_child(tree, head, Relation::kAdvmod, kYet);
  static constexpr std::array<std::string_view, 1> kNo = {"no"};
  const bool none = tree.is_noun(head) && has_child(tree, head, Relation::kDet, kNo);
  return yet || none ? std::optional(Verdict{Status::kDenied, head}) : std::nullopt;
}

bool is_clause(Relation relation) {
  return relation == Relation::kCcomp || relation == Relation::kXcomp || relation == Relation::kCsubj ||
         relation == Relation::kAcl || relation == Relation::kAclRelcl || relation == Relation::kAdvcl;
}

}  // namespace

std::optional<Verdict> doubt_of(const Tree& tree, Word trigger) {
  if (const auto mark = question_of(tree, trigger); mark != kNoWord) return Verdict{Status::kHypothetical, mark};
  if (const auto verdict = beside(tree, trigger)) return verdict;
  auto below = trigger;
  for (int step = 0; step < kMostSteps; ++step) {
    const auto head = tree.head(below);
    if (head == kNoWord) return std::nullopt;
    const auto relation = tree.relation(below);
    if (is_clause(relation)) {
      const bool with_own_time = relation == Relation::kAdvcl || relation == Relation::kAclRelcl;
      // After a noun "that" is now and then taken for a pronoun.
      const bool that_clause = tree.mark(below) == "that" || (head + 1 < below && tree.lemma(head + 1) == "that");
      if (const auto verdict = of_report(tree, head); verdict && that_clause) return verdict;
      if (const auto verdict = of_infinitive(tree, below, head)) return verdict;
      if (const auto verdict = with_own_time ? std::nullopt : of_clause(tree, below, head)) return verdict;
      if (relation == Relation::kAdvcl) return std::nullopt;
      const bool that = relation == Relation::kAclRelcl && tree.mark(below) == "that";
      if (relation == Relation::kAclRelcl && !that) {
        // "a myth that France expelled him", read as of something that France expelled.
        const bool untrue = is_one_of(tree.lemma(head), kUntrue) && !is_negated(tree, head);
        return untrue ? std::optional(Verdict{Status::kDenied, head}) : std::nullopt;
      }
    }
    below = head;
  }
  return std::nullopt;
}

bool is_habit(const Tree& tree, Word trigger) {
  if (!tree.is_verb(trigger)) return false;
  const auto form = tree.xpos(trigger);
  // "beat", "hit": may be past, whatever the tagger says.
  const bool present = form == Xpos::kVbz || (form == Xpos::kVbp && !is_one_of(tree.lemma(trigger), kSamePast));
  if (!present) return false;
  if (has_child(tree, trigger, Relation::kAdvmod, kOften)) return true;
  static constexpr std::array<std::string_view, 2> kWhenever = {"when", "whenever"};
  const bool whenever =
      tree.relation(trigger) == Relation::kAdvcl &&
      (has_child(tree, trigger, Relation::kAdvmod, kWhenever) || has_child(tree, trigger, Relation::kMark, kWhenever));
  if (whenever) return true;
  // "When Israel bombs Gaza, people take to the streets."
  return std::ranges::any_of(tree.children(trigger), [&](Word child) {
    const bool clause = tree.relation(child) == Relation::kAdvcl && child < trigger;
    const bool now = tree.xpos(child) == Xpos::kVbz || tree.xpos(child) == Xpos::kVbp;
    return clause && now &&
           (has_child(tree, child, Relation::kAdvmod, kWhenever) || has_child(tree, child, Relation::kMark, kWhenever));
  });
}

}  // namespace tidings::extract
