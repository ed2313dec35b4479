#include "pipeline/extract/event/recast.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using record::EventType;
using record::Status;

constexpr std::array<std::string_view, 4> kRefusals = {"refuse", "decline", "reject", "unwilling"};
constexpr std::array<std::string_view, 4> kThreats = {"threaten", "vow", "warn", "promise"};
// Who says so of himself gives his word, not a plan.
constexpr auto kConsents =
    std::to_array<std::string_view>({"agree", "consent", "accept", "offer", "ready", "willing", "prepared", "promise",
                                     "pledge", "vow", "undertake", "commit", "volunteer", "readiness", "willingness"});
constexpr auto kVows = std::to_array<std::string_view>({"vow", "pledge", "promise", "swear", "commit"});
constexpr auto kIntents = std::to_array<std::string_view>({"plan", "intend", "prepare", "decide"});
// What nobody agrees to who vows it: "vowed to continue their attacks", "promised more strikes".
constexpr auto kForce = std::to_array<std::string_view>(
    {"attack",      "strike",  "war",      "offensive", "bombing",  "bombardment", "shelling",
     "assault",     "raid",    "fight",    "airstrike", "blockade", "onslaught",   "violence",
     "retaliation", "revenge", "reprisal", "fighting",  "siege",    "jihad"});
constexpr auto kPrices = std::to_array<std::string_view>(
    {"consequence", "response", "price", "cost", "repercussion", "retaliation", "sanction", "answer", "reaction"});
constexpr auto kAnswers = std::to_array<std::string_view>(
    {"respond", "retaliate", "react", "act", "answer", "punish", "intervene", "defend", "fight", "strike"});
constexpr std::array<std::string_view, 4> kFuture = {"will", "shall", "would", "'ll"};

bool is_help(EventType type) {
  return type == EventType::kSupport || type == EventType::kAid || type == EventType::kCooperate ||
         type == EventType::kConcede;
}

bool is_harm(EventType type) {
  return type == EventType::kAssault || type == EventType::kCoerce || type == EventType::kSanction ||
         type == EventType::kProtest;
}

// Who plans a curfew announces it to those whom it will hit; who plans an attack or a rally may keep it to himself.
bool is_decreed(EventType type) { return type == EventType::kCoerce || type == EventType::kSanction; }

// "will withdraw its troops unless": help is taken away from who does not obey.
bool has_unless(const Tree& tree, Word trigger) {
  for (auto word = trigger + 1; word < tree.size() && tree.sentence(word) == tree.sentence(trigger); ++word) {
    if (tree.relation(word) == Relation::kMark && tree.lemma(word) == "unless") return true;
  }
  return false;
}

// What is given up to somebody; who resigns leaves and gives nobody his word.
bool is_yielding(const Pattern& pattern) { return pattern.type == EventType::kRetreat && pattern.mode != "resign"; }

bool is_speech(EventType type) {
  return type == EventType::kAgree || type == EventType::kRequest || type == EventType::kReject ||
         type == EventType::kThreaten;
}

bool has_future(const Tree& tree, Word verb) {
  return std::ranges::any_of(tree.children(verb), [&](Word child) {
    return tree.relation(child) == Relation::kAux && is_one_of(tree.lemma(child), kFuture);
  });
}

// "if Norland attacks", "unless Norland leaves": the verb of a condition, or kNoWord.
Word condition_of(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    const auto mark = tree.is_verb(child) ? tree.mark(child) : std::string_view();
    if (mark == "if" || mark == "unless") return child;
  }
  return kNoWord;
}

// "If Norland attacks, the alliance will respond": the verb that answers what the trigger would do, or kNoWord.
Word answer_to(const Tree& tree, Word trigger) {
  const auto head = tree.head(trigger);
  if (head == kNoWord || !tree.is_verb(trigger) || tree.mark(trigger) != "if") return kNoWord;
  auto answer = head;
  for (const auto child : tree.children(head)) {  // "…, Holm warned", on which the condition hangs, too
    if (tree.relation(child) == Relation::kCcomp && child > trigger) answer = child;
  }
  return is_one_of(tree.lemma(answer), kAnswers) && has_future(tree, answer) ? answer : kNoWord;
}

// "An attack would have consequences", "would bring a harsh answer": harm for those who do harm.
bool has_price(const Tree& tree, Word trigger) {
  const auto verb = tree.head(trigger);
  if (!tree.is_noun(trigger) || tree.relation(trigger) != Relation::kNsubj || verb == kNoWord) return false;
  return std::ranges::any_of(tree.children(verb), [&](Word child) {
    const bool argument = tree.relation(child) == Relation::kObj || tree.relation(child) == Relation::kObl;
    return argument && is_one_of(tree.lemma(child), kPrices);
  });
}

// "warned that he would attack"; whoever warns that others might is not the one who threatens.
bool warns_himself(const Tree& tree, Word trigger, Word warns) {
  if (!tree.is_verb(trigger)) return false;
  const auto subject = tree.child(trigger, Relation::kNsubj);
  if (subject == kNoWord) return true;
  // "said so and warned that it would": the warner stands with another verb.
  return tree.upos(subject) == language::Upos::kPron ||
         std::ranges::any_of(subjects(tree, warns), [&](Word who) { return tree.form(who) == tree.form(subject); });
}

// The word for force that the clause or the object of a vow has, or kNoWord.
Word vowed_force(const Tree& tree, Word vow) {
  if (!tree.is_verb(vow)) return kNoWord;
  auto objects = std::vector<Word>{};
  for (const auto child : tree.children(vow)) {
    if (tree.relation(child) == Relation::kObj) objects.push_back(child);
    if (tree.relation(child) != Relation::kXcomp) continue;
    for (const auto below : tree.children(child)) {
      const auto relation = tree.relation(below);
      if (relation == Relation::kObj || relation == Relation::kXcomp) objects.push_back(below);
    }
  }
  const auto found = std::ranges::find_if(objects, [&](Word word) { return is_one_of(tree.lemma(word), kForce); });
  return found == objects.end() ? kNoWord : *found;
}

std::string_view refused_mode(EventType type) {
  if (type == EventType::kConsult) return "meet";
  if (type == EventType::kConcede || type == EventType::kRetreat) return "yield";
  return type == EventType::kAid || type == EventType::kCooperate ? "assist" : "";
}

std::string_view threatened_mode(const Pattern& pattern) {
  if (pattern.type == EventType::kAssault) return "violence";
  if (pattern.mode == "arrest" || pattern.mode == "expel") return pattern.mode;
  if (pattern.mode == "deport") return "expel";
  if (pattern.type == EventType::kSanction) return "relations";
  return "restrict";
}

Cast cast_of(const Pattern& pattern, const Verdict& verdict, const Tree& tree, Word trigger) {
  const auto by = verdict.by == kNoWord ? std::string_view() : tree.lemma(verdict.by);
  const bool refusable =
      is_help(pattern.type) || pattern.type == EventType::kConsult || pattern.type == EventType::kRetreat;
  const bool refused = verdict.status == Status::kDenied && (is_one_of(by, kRefusals) || has_future(tree, trigger));
  // "The ban will stay": what will be with it says nothing of whether it is there.
  const bool subject = tree.is_noun(trigger) && tree.relation(trigger) == Relation::kNsubj;
  const bool promised = verdict.status == Status::kPlanned && is_one_of(by, kFuture) && !subject;
  const bool intended = verdict.status == Status::kPlanned && is_one_of(by, kIntents) && is_decreed(pattern.type);
  const bool threatened = verdict.status != Status::kDenied && (is_one_of(by, kThreats) || is_one_of(by, kConsents));
  const bool open = verdict.status == Status::kPlanned || verdict.status == Status::kHypothetical;
  const bool consent = open && is_one_of(by, kConsents) && !is_harm(pattern.type) && !is_speech(pattern.type);
  const bool help = is_help(pattern.type) || is_yielding(pattern);
  const bool vows = pattern.type == EventType::kAgree && is_one_of(tree.lemma(trigger), kVows);
  if (vows && verdict.status == Status::kOccurred && vowed_force(tree, trigger) != kNoWord)
    return {EventType::kThreaten, "violence", "138", Status::kOccurred};
  if (is_yielding(pattern) && verdict.status == Status::kPlanned && has_unless(tree, trigger))
    return {EventType::kThreaten, "", "130", Status::kOccurred};
  if (consent || (help && verdict.status == Status::kPlanned)) return {EventType::kAgree, "", "030", Status::kOccurred};
  if (refusable && refused)
    return {EventType::kReject, std::string(refused_mode(pattern.type)), "120", Status::kOccurred};
  if (promised && pattern.type == EventType::kReject && tree.lemma(trigger) == "boycott")
    return {EventType::kThreaten, "relations", "1313", Status::kOccurred, kNoWord};
  if (const auto answer = is_harm(pattern.type) && by == "if" ? answer_to(tree, trigger) : kNoWord; answer != kNoWord)
    return {EventType::kThreaten, "", "130", Status::kOccurred, answer};
  if (is_harm(pattern.type) && by == "warn" && !warns_himself(tree, trigger, verdict.by)) {
    if (verdict.status == Status::kHypothetical && has_price(tree, trigger))
      return {EventType::kThreaten, "", "130", Status::kOccurred, verdict.by};
    return {pattern.type, pattern.mode, pattern.cameo, verdict.status};  // who warns of an attack need not be behind it
  }
  if (is_harm(pattern.type) && (promised || threatened || intended)) {
    return {EventType::kThreaten, std::string(threatened_mode(pattern)), "130", Status::kOccurred};
  }
  const bool meeting = verdict.status == Status::kPlanned && pattern.type == EventType::kConsult;
  return {pattern.type, pattern.mode, meeting ? "036" : pattern.cameo, verdict.status};
}

}  // namespace

Cast recast(const Pattern& pattern, const Verdict& verdict, const Tree& tree, Word trigger) {
  auto cast = cast_of(pattern, verdict, tree, trigger);
  const auto condition = tree.is_verb(trigger) && cast.deterring == kNoWord ? condition_of(tree, trigger) : kNoWord;
  if (condition == kNoWord) return cast;
  if (cast.type == EventType::kThreaten) cast.condition = condition;
  // "will send troops if": nobody plans what depends on others.
  if (cast.status == Status::kPlanned) cast.status = Status::kHypothetical;
  return cast;
}

}  // namespace tidings::extract
