#include "pipeline/extract/event/status.h"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/awaited.h"
#include "pipeline/extract/event/carrier.h"
#include "pipeline/extract/event/doubt.h"
#include "pipeline/extract/event/status_words.h"
#include "pipeline/extract/event/verb_form.h"

namespace tidings::extract {
namespace {

using namespace status_words;

using language::Relation;
using language::Upos;
using language::Xpos;
using record::Status;

constexpr int kMostSteps = 6;  // up the tree; what stands further up says little of the trigger

// What the upper word says when it is itself denied: not planned is denied, not refused nobody knows.
Status turned(Status status) {
  switch (status) {
    case Status::kPlanned:
    case Status::kHypothetical:
    case Status::kOngoing:
    case Status::kOccurred:
      return Status::kDenied;
    default:
      return Status::kHypothetical;
  }
}

// "no plans for a visit", "no word of a visit".
bool is_part(std::string_view preposition) {
  return preposition == "of" || preposition == "for" || preposition == "to";
}

bool is_open(Status status) { return status == Status::kOccurred || status == Status::kOngoing; }

class Judge {
 public:
  explicit Judge(const Tree& tree) : tree_(tree) {}

  [[nodiscard]] Verdict verb(Word verb, int steps) const {
    auto own = form_of(tree_, verb);
    if (steps == 0) return own;
    const auto head = tree_.head(verb);
    if (head == kNoWord) return own;
    switch (tree_.relation(verb)) {
      case Relation::kXcomp:
        return embedded(own, head, of_infinitive(verb, head), steps);
      case Relation::kCcomp:
        return embedded(own, head, of_clause(own, verb, head), steps);
      case Relation::kNmod:
      case Relation::kAcl:
        if (const auto upper = accused_of(verb, head); upper != kNoWord)
          return embedded(own, upper, find(kOfGerunds, tree_.lemma(upper)), steps);
        if (tree_.is_noun(head) && tree_.xpos(verb) == Xpos::kVb) return infinitive_below(own, verb, head, steps);
        return tree_.mark(verb) == "that" ? told_below(own, head) : own;
      case Relation::kAclRelcl:
        return tree_.mark(verb) == "that" ? told_below(own, head) : own;
      case Relation::kAdvcl:
        if (const auto not_yet = is_open(own.status) ? not_yet_so(verb, head, steps) : std::nullopt) return *not_yet;
        return purpose(own, verb, head, steps);
      case Relation::kConj:
        return coordinated(own, verb, head, steps);
      default:
        return own;
    }
  }

  // Of an event noun by the verb that tells that it takes place: "is scheduled for Friday", "was postponed".
  [[nodiscard]] Verdict carried(Word verb, int steps) const {
    const auto says = of_object(verb);
    const bool put_off = says == Status::kPlanned || says == Status::kCancelled;
    return put_off ? embedded({}, verb, says, steps) : this->verb(verb, steps);
  }

  [[nodiscard]] Verdict noun(Word noun, int steps) const {
    for (const auto child : tree_.children(noun)) {
      const auto relation = tree_.relation(child);
      const bool modifies =
          relation == Relation::kAmod || relation == Relation::kDet || relation == Relation::kCompound;
      const auto says = modifies ? find(kModifiers, tree_.lemma(child)) : std::nullopt;
      const auto form = modifies && !says ? find(kModifiers, tree_.form(child)) : says;
      if (form) return undone(noun).value_or(Verdict{*form, child});
    }
    if (const auto over = undone(noun)) return *over;
    const auto head = tree_.head(noun);
    if (head == kNoWord || steps == 0) return {};
    const auto relation = tree_.relation(noun);
    if (relation == Relation::kConj) return this->noun(head, steps - 1);
    if (const auto of_preposition = by_preposition(noun)) return *of_preposition;
    if (tree_.is_noun(head)) {
      const auto above = below_noun({}, head, steps);
      // "No veto on the visit" denies no visit.
      const bool about =
          above.status == Status::kDenied && relation == Relation::kNmod && !is_part(tree_.preposition(noun));
      return about ? Verdict{} : above;
    }
    if (!tree_.is_verb(head)) return {};
    const bool object = relation == Relation::kObj || relation == Relation::kNsubjPass;
    if (object) return embedded({}, head, of_object(head), steps);
    const bool predicate = relation == Relation::kXcomp || relation == Relation::kCcomp;
    if (predicate) return embedded({}, head, find(kOfClauses, tree_.lemma(head)), steps);
    // "arrived for talks".
    const bool purpose =
        relation == Relation::kObl && tree_.preposition(noun) == "for" && is_one_of(tree_.lemma(head), kMotions);
    if (purpose) return embedded({}, head, Status::kPlanned, steps);
    const bool called_for = tree_.lemma(head) == "call" && tree_.preposition(noun) == "for";
    if (called_for) return embedded({}, head, Status::kDemanded, steps);
    const auto above = verb(head, steps - 1);
    return above.status == Status::kDemanded ? Verdict{} : above;
  }

 private:
  // "The planned visit was called off", "never took place".
  [[nodiscard]] std::optional<Verdict> undone(Word noun) const {
    const auto head = tree_.head(noun);
    if (head == kNoWord || !tree_.is_verb(head)) return std::nullopt;
    const auto relation = tree_.relation(noun);
    const bool object = relation == Relation::kObj || relation == Relation::kNsubjPass;
    const auto says = object ? of_object(head) : std::nullopt;
    const bool off = (says == Status::kCancelled || says == Status::kDenied) && !is_negated(tree_, head);
    if (off) return Verdict{*says, head};
    const bool argument = object || relation == Relation::kNsubj;
    const bool broken = argument && is_one_of(tree_.lemma(noun), kPacts) && is_one_of(tree_.lemma(head), kBreaks);
    if (broken && !is_negated(tree_, head)) return Verdict{Status::kCancelled, head};
    const bool never = relation == Relation::kNsubj && carrier_of(tree_, noun) == head && is_negated(tree_, head);
    return never ? std::optional(Verdict{Status::kDenied, head}) : std::nullopt;
  }

  // "is reluctant to send": whoever might, has not.
  [[nodiscard]] std::optional<Status> of_infinitive(Word verb, Word head) const {
    if (tree_.xpos(verb) == Xpos::kVbg) {
      const auto mark = tree_.mark(verb);
      if (mark == "of" || mark == "from") return find(kOfGerunds, tree_.lemma(head));
      if (mark == "to" && is_close(head)) return Status::kHypothetical;
      if (is_one_of(tree_.lemma(head), kEnds)) return Status::kCancelled;
    }
    const auto says = of_clause_of(head);
    if (tree_.lemma(head) == "vote" && !says) return of_vote(verb, head);
    const bool known = says || is_one_of(tree_.lemma(head), kComeTrue);
    if (known || tree_.xpos(verb) != Xpos::kVb || infinitive_of(tree_, verb) == kNoWord) return says;
    for (const auto child : tree_.children(verb)) {
      if (tree_.lemma(child) == "have" && tree_.relation(child) == Relation::kAux) return says;  // "to have met"
    }
    return tree_.lemma(head) == "be" ? Status::kPlanned : Status::kHypothetical;
  }

  // "voted to impose sanctions" imposed them; "voted to send troops" has sent none yet, and of a vote to come nobody
  // knows how it ends.
  [[nodiscard]] Status of_vote(Word verb, Word vote) const {
    const auto status = this->verb(vote, 1).status;
    if (!is_open(status) && status != Status::kDenied) return Status::kHypothetical;
    return is_one_of(tree_.lemma(verb), kResolves) ? Status::kOccurred : Status::kPlanned;
  }

  // "accused the palace of poisoning him", read as a palace of that sort: the verb whose object it is, or kNoWord.
  [[nodiscard]] Word accused_of(Word gerund, Word noun) const {
    const auto mark = tree_.mark(gerund);
    const auto verb = tree_.head(noun);
    const bool of = tree_.xpos(gerund) == Xpos::kVbg && (mark == "of" || mark == "from") && verb != kNoWord;
    const bool object = of && tree_.is_verb(verb) &&
                        (tree_.relation(noun) == Relation::kObj || tree_.relation(noun) == Relation::kIobj);
    return object && find(kOfGerunds, tree_.lemma(verb)) ? verb : kNoWord;
  }

  // "put off sending them", "called off the talks"; an attack that is held off is beaten back.
  [[nodiscard]] bool puts_off(Word head, bool gerund) const {
    const auto particle = tree_.child(head, Relation::kCompoundPrt);
    const auto lemma = tree_.lemma(head);
    return particle != kNoWord && tree_.lemma(particle) == "off" &&
           (lemma == "put" || lemma == "call" || (gerund && lemma == "hold"));
  }

  // "came close to bombing it".
  [[nodiscard]] bool is_close(Word head) const {
    return tree_.lemma(head) == "close" ||
           std::ranges::any_of(tree_.children(head), [&](Word child) { return tree_.lemma(child) == "close"; });
  }

  // "a plan to attack"; "sent tents to help them" is read as tents to help them.
  [[nodiscard]] Verdict infinitive_below(Verdict own, Word verb, Word noun, int steps) const {
    const auto verdict = below_noun(own, noun, steps);
    const auto to = infinitive_of(tree_, verb);
    const bool object = tree_.relation(noun) == Relation::kObj && !is_one_of(tree_.lemma(noun), kSteps);
    return verdict.by == kNoWord && to != kNoWord && object ? Verdict{Status::kPlanned, to} : verdict;
  }

  // "no evidence that they met"; "denied reports that they had met".
  [[nodiscard]] Verdict told_below(Verdict own, Word noun) const {
    if (is_negated(tree_, noun)) return {Status::kHypothetical, noun};
    const auto verb = tree_.head(noun);
    const bool object = verb != kNoWord && tree_.is_verb(verb) && tree_.relation(noun) == Relation::kObj;
    const bool refuted = object && is_one_of(tree_.lemma(verb), kRefutes) && !is_negated(tree_, verb);
    return refuted && is_open(own.status) ? Verdict{Status::kDenied, verb} : own;
  }

  // "told them that it had come": of what is told in a tense of its own nothing is demanded.
  [[nodiscard]] std::optional<Status> of_clause(const Verdict& own, Word verb, Word head) const {
    const auto says = of_clause_of(head);
    // "that the army withdraw" is taken for a plural now and then.
    // "the court heard that he had threatened her": what a party says there.
    const auto hears = tree_.child(head, Relation::kNsubj);
    const bool court = tree_.lemma(head) == "hear" && hears != kNoWord && is_one_of(tree_.lemma(hears), kCourts);
    if (court) return Status::kHypothetical;
    const auto mark = tree_.mark(verb);
    if (mark == "whether" || mark == "if") return std::nullopt;  // "asked whether they had met"
    const bool base = tree_.xpos(verb) == Xpos::kVb || tree_.xpos(verb) == Xpos::kVbp;
    const bool told = (!base || tree_.child(verb, Relation::kAux) != kNoWord) && own.status != Status::kHypothetical;
    return told && says == Status::kDemanded ? std::nullopt : says;
  }

  // "rule out" besides the verbs of one word.
  [[nodiscard]] std::optional<Status> of_clause_of(Word head) const {
    const auto particle = tree_.child(head, Relation::kCompoundPrt);
    if (particle != kNoWord && tree_.lemma(head) == "rule" && tree_.lemma(particle) == "out") return Status::kDenied;
    return find(kOfClauses, tree_.lemma(head));
  }

  [[nodiscard]] Verdict embedded(Verdict own, Word head, std::optional<Status> says, int steps) const {
    const auto above = tree_.is_verb(head) ? verb(head, steps - 1) : Verdict{};
    if (!says) {  // "said that", "announced": the head's own denial or condition does not carry over to what is told
      const bool same_act = tree_.relation(own.by == kNoWord ? head : own.by) != Relation::kCcomp;
      return is_open(own.status) && same_act && above.status == Status::kHypothetical ? above : own;
    }
    // Asked, or wished, not to: nobody says that it is not so.
    const bool only_wanted = *says == Status::kDemanded || *says == Status::kHypothetical;
    if (own.status == Status::kDenied && only_wanted) return {Status::kHypothetical, head};
    if (own.status == Status::kDenied && *says != Status::kDenied) return own;
    // "vowed to continue the attacks": what goes on only then is not going on yet, or not known to be.
    const bool ahead = above.status == Status::kPlanned || above.status == Status::kDemanded;
    if (*says == Status::kOngoing && ahead) return above;
    if (above.status == Status::kDenied) return {turned(*says), above.by};
    if (above.status == Status::kHypothetical && *says != Status::kDemanded) return above;
    return {*says, head};
  }

  [[nodiscard]] Verdict below_noun(Verdict own, Word head, int steps) const {
    const auto says = find(kOfNouns, tree_.lemma(head));
    const auto above = noun(head, steps - 1);
    if (!says) return own.by == kNoWord ? above : own;
    if (above.status == Status::kDenied) return {turned(*says), above.by};
    if (above.status == Status::kCancelled) return above;
    return {*says, head};
  }

  [[nodiscard]] std::optional<Verdict> not_yet_so(Word verb, Word head, int steps) const {
    const auto main = tree_.is_verb(head) ? this->verb(head, steps - 1) : form_of(tree_, head);
    return awaited(tree_, verb, head, main);
  }

  // "came to meet", of which nobody knows whether they met; "meeting him, she said".
  [[nodiscard]] Verdict purpose(Verdict own, Word verb, Word head, int steps) const {
    const auto to = infinitive_of(tree_, verb);
    // "lest", "so as not to": what is to be kept from being so.
    if (to != kNoWord && own.status == Status::kDenied) return {Status::kHypothetical, own.by};
    const auto mark = tree_.mark(verb);
    const bool gerund = tree_.xpos(verb) == Xpos::kVbg;
    if (gerund && mark.empty() && of_clause_of(head) == Status::kDenied)
      return embedded(own, head, Status::kDenied, steps);  // "ruled out"
    // "stopped, saying" is another thing: the gerund that is stopped follows at once.
    const bool at_once = verb == head + 1 && is_one_of(tree_.lemma(head), kEnds);
    const bool stopped = gerund && mark.empty() && (at_once || (verb == head + 2 && puts_off(head, true)));
    if (stopped) return embedded(own, head, Status::kCancelled, steps);
    if (gerund && (mark == "of" || mark == "from" || (mark == "to" && is_close(head))))
      return embedded(own, head, of_infinitive(verb, head), steps);
    if (tree_.xpos(verb) != Xpos::kVb || own.by != kNoWord) return own;
    // "Pressure is growing on Norland to withdraw."
    const auto subject = tree_.child(head, Relation::kNsubj);
    if (to != kNoWord && subject != kNoWord && tree_.lemma(subject) == "pressure") return {Status::kDemanded, subject};
    if (to != kNoWord && is_one_of(tree_.lemma(head), kGatherings) && is_one_of(tree_.lemma(verb), kCries))
      return this->verb(head, steps - 1);
    if (const auto says = find(kOfClauses, tree_.lemma(head))) return embedded(own, head, says, steps);
    return to != kNoWord ? Verdict{Status::kPlanned, to} : own;
  }

  // "will meet and talk": the second has the auxiliary of the first, unless it has its own tense.
  [[nodiscard]] Verdict coordinated(Verdict own, Word verb, Word head, int steps) const {
    if (own.by != kNoWord || !tree_.is_verb(head)) return own;
    const bool same_form = tree_.xpos(verb) == tree_.xpos(head);
    const bool own_subject = tree_.child(verb, Relation::kNsubj) != kNoWord;
    if (!same_form || own_subject) return own;
    const auto first = this->verb(head, steps - 1);
    return first.status == Status::kDenied ? own : first;
  }

  [[nodiscard]] std::optional<Verdict> by_preposition(Word noun) const {
    for (const auto child : tree_.children(noun)) {
      if (tree_.relation(child) != Relation::kCase && tree_.relation(child) != Relation::kMark) continue;
      const auto says = find(kPrepositions, tree_.lemma(child));
      if (says) return Verdict{*says, child};
      const bool ahead = child > 0 && tree_.lemma(child) == "of" && tree_.lemma(child - 1) == "ahead";
      if (ahead) return Verdict{Status::kPlanned, child - 1};
    }
    return std::nullopt;
  }

  // "call off", "rule out" besides the verbs of one word.
  [[nodiscard]] std::optional<Status> of_object(Word verb) const {
    const auto particle = tree_.child(verb, Relation::kCompoundPrt);
    if (puts_off(verb, false)) return Status::kCancelled;
    if (particle != kNoWord && tree_.lemma(verb) == "rule" && tree_.lemma(particle) == "out") return Status::kDenied;
    return find(kOfObjects, tree_.lemma(verb));
  }

  const Tree& tree_;
};

}  // namespace

namespace {

Verdict told_of(const Tree& tree, Word trigger, Word light) {
  const Judge judge(tree);
  if (tree.is_verb(trigger)) return judge.verb(trigger, kMostSteps);
  const auto carrier = light == kNoWord ? carrier_of(tree, trigger) : light;
  if (carrier == kNoWord) return judge.noun(trigger, kMostSteps);
  const auto noun = judge.noun(trigger, 0);
  // "Held the planned talks" held them.
  const bool open = noun.status == Status::kPlanned || noun.status == Status::kHypothetical;
  if (noun.by != kNoWord && !(open && light != kNoWord)) return noun;
  return light == kNoWord ? judge.carried(carrier, kMostSteps) : judge.verb(light, kMostSteps);
}

}  // namespace

Verdict status_of(const Tree& tree, Word trigger, Word light) {
  const auto told = told_of(tree, trigger, light);
  if (told.status == Status::kDenied || told.status == Status::kCancelled || told.status == Status::kDemanded)
    return told;
  return doubt_of(tree, light == kNoWord ? trigger : light).value_or(told);
}

}  // namespace tidings::extract
