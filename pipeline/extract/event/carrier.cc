#include "pipeline/extract/event/carrier.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Xpos;

constexpr int kMostSteps = 5;

// What events do by themselves, or is done with them so that they are.
constexpr auto kHappens = std::to_array<std::string_view>(
    {"take",     "happen",   "occur",    "begin",    "start",  "open",  "end",     "conclude", "finish",
     "close",    "last",     "continue", "resume",   "go",     "come",  "follow",  "proceed",  "hold",
     "schedule", "set",      "plan",     "due",      "slate",  "fix",   "arrange", "convene",  "stage",
     "host",     "conduct",  "organise", "organize", "launch", "carry", "expect",  "postpone", "cancel",
     "break",    "collapse", "fail",     "drag",     "erupt",  "unfold"});
// "ended their meeting", "attended the talks": what is done with the event dates it.
constexpr auto kDoes = std::to_array<std::string_view>({"end", "attend", "conclude", "finish", "close", "adjourn",
                                                        "suspend", "cancel", "postpone", "schedule", "plan", "call",
                                                        "convene", "arrange", "set", "leave", "join", "host"});
// "The attack sparked a fire at a depot": where it does so it was.
constexpr auto kCauses =
    std::to_array<std::string_view>({"spark", "cause", "trigger", "ignite", "start", "damage", "destroy", "set"});
// Parts of events stand for them.
constexpr auto kParts =
    std::to_array<std::string_view>({"round",   "start",  "beginning", "end",   "opening", "conclusion",   "resumption",
                                     "session", "series", "day",       "stage", "phase",   "continuation", "close",
                                     "course",  "first",  "second",    "third", "last",    "latest",       "set"});

bool is_subject(Relation relation) {
  return relation == Relation::kNsubj || relation == Relation::kNsubjPass || relation == Relation::kNsubjOuter;
}

// "the second round of talks".
Word whole_of(const Tree& tree, Word noun) {
  for (int step = 0; step < 2; ++step) {
    const auto head = tree.head(noun);
    if (head == kNoWord || tree.relation(noun) != Relation::kNmod || tree.preposition(noun) != "of") break;
    if (!is_one_of(tree.lemma(head), kParts)) break;
    noun = head;
  }
  return noun;
}

// "are expected to begin", "are to take place".
Word happens_in(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    if (tree.relation(child) == Relation::kXcomp && tree.is_verb(child) && is_one_of(tree.lemma(child), kHappens))
      return child;
  }
  return is_one_of(tree.lemma(verb), kHappens) ? verb : kNoWord;
}

// Nobody holds these: of "the release of hostages held in Norland" the hostages are held.
constexpr auto kReleases = std::to_array<std::string_view>(
    {"release", "return", "freeing", "liberation", "handover", "repatriation", "exchange", "swap"});

// "talks with the minister, which will be held in Oslo": the parser hangs the clause on the nearest noun, but "which"
// is nobody.
Word clause_about(const Tree& tree, Word noun) {
  for (auto word = noun; word < tree.size() && tree.sentence(word) == tree.sentence(noun); ++word) {
    const auto relation = tree.relation(word);
    const auto head = tree.head(word);
    const bool captives = tree.lemma(word) == "hold" && is_one_of(tree.lemma(noun), kReleases);
    if (relation == Relation::kAcl && head == noun && tree.xpos(word) == Xpos::kVbn && !captives &&
        is_one_of(tree.lemma(word), kHappens))
      return word;
    if (relation != Relation::kAclRelcl || !tree.is_verb(word) || !tree.is_below(head, noun)) continue;
    for (const auto child : tree.children(word)) {
      const bool which =
          is_subject(tree.relation(child)) && (tree.lemma(child) == "which" || tree.lemma(child) == "that");
      const bool own = head == noun || (tree.lemma(child) == "which" && tree.upos(head) == language::Upos::kPropn);
      if (which && own) return happens_in(tree, word);
    }
  }
  return kNoWord;
}

// "… will take place in Oslo and consultations in Bergen": a second subject without its verb.
Word gapped(const Tree& tree, Word noun) {
  if (tree.relation(noun) != Relation::kConj) return kNoWord;
  auto above = tree.head(noun);
  for (int step = 0; step < 2 && above != kNoWord; ++step) {
    const bool subject = is_subject(tree.relation(above));
    if (subject) return kNoWord;  // coordinated with the subject: shares all
    const auto head = tree.head(above);
    if (head != kNoWord && tree.is_verb(head) && head < noun && is_one_of(tree.lemma(head), kHappens)) return head;
    above = head;
  }
  return kNoWord;
}

// "after seizing the town they met in Oslo": the day and the place are those of the meeting.
bool is_of_another_time(const Tree& tree, Word verb) {
  const auto mark = tree.mark(verb);
  return mark == "after" || mark == "before" || mark == "since";
}

// "gathered before the palace to sing", "blocked roads across Norland to protest".
bool is_gathering_for(const Tree& tree, Word verb, Word head) {
  constexpr auto kGathers = std::to_array<std::string_view>(
      {"gather", "rally", "march", "assemble", "turn", "take", "converge", "flock", "pour", "meet"});
  const bool protests = tree.lemma(verb) == "protest" || tree.lemma(verb) == "demonstrate";
  return tree.xpos(verb) == Xpos::kVb && tree.mark(verb) == "to" && (protests || is_one_of(tree.lemma(head), kGathers));
}

void add_heads_of_verb(const Tree& tree, Word verb, std::vector<Host>& hosts) {
  int cost = 0;
  for (int step = 0; step < 2; ++step) {
    const auto head = tree.head(verb);
    if (head == kNoWord || !tree.is_verb(head)) return;
    const auto relation = tree.relation(verb);
    if (relation == Relation::kXcomp) {
      hosts.push_back({head, cost += 2});
    } else if (relation == Relation::kConj) {
      hosts.push_back({head, cost += 3, 0, head});
    } else if (relation == Relation::kAdvcl && ((tree.xpos(verb) == Xpos::kVbg && !is_of_another_time(tree, verb)) ||
                                                is_gathering_for(tree, verb, head))) {
      hosts.push_back({head, cost += 3});
    } else {
      return;
    }
    verb = head;
  }
}

}  // namespace

Word carrier_of(const Tree& tree, Word noun) {
  const auto whole = whole_of(tree, noun);
  auto subject = whole;
  for (int step = 0; step < 3 && tree.relation(subject) == Relation::kConj; ++step) subject = tree.head(subject);
  const auto head = tree.head(subject);
  if (head != kNoWord && tree.is_verb(head)) {
    if (is_subject(tree.relation(subject))) return happens_in(tree, head);
    if (tree.relation(subject) == Relation::kObj && is_one_of(tree.lemma(head), kDoes)) return head;
  }
  if (const auto verb = gapped(tree, whole); verb != kNoWord) return verb;
  return clause_about(tree, noun);
}

std::vector<Host> hosts_of(const Tree& tree, Word trigger, Word light) {
  std::vector<Host> hosts = {{trigger, 0}};
  if (tree.is_verb(trigger)) {
    add_heads_of_verb(tree, trigger, hosts);
    return hosts;
  }
  const auto whole = whole_of(tree, trigger);
  if (whole != trigger) hosts.push_back({whole, 0});
  if (light != kNoWord) {
    hosts.push_back({light, 0});
    add_heads_of_verb(tree, light, hosts);
    return hosts;
  }
  if (const auto verb = carrier_of(tree, trigger); verb != kNoWord) {
    const bool gap = gapped(tree, whole) == verb;
    hosts.push_back({verb, 0, gap ? trigger : 0});
    if (!gap) add_heads_of_verb(tree, verb, hosts);
    return hosts;
  }
  const auto head = tree.head(whole);
  if (head == kNoWord) return hosts;
  const auto relation = tree.relation(whole);
  if (relation == Relation::kConj && tree.is_noun(head)) hosts.push_back({head, 3});
  const auto preposition = tree.preposition(whole);
  const bool purpose =
      relation == Relation::kObl && (preposition == "for" || preposition == "during" || preposition == "at");
  if (purpose && tree.is_verb(head)) hosts.push_back({head, 3});
  if (relation == Relation::kNsubj && tree.is_verb(head) && is_one_of(tree.lemma(head), kCauses))
    hosts.push_back({head, 3});
  // "The talks are on Friday."
  if (is_subject(relation) && tree.child(head, Relation::kCop) != kNoWord) hosts.push_back({head, 1});
  return hosts;
}

std::optional<int> steps_to(const Tree& tree, Word word, const Host& host) {
  if (word < host.after || (host.before != kNoWord && word > host.before)) return std::nullopt;
  constexpr int kPastAnother = 2;  // "arrested the president and the premier on Monday": hangs on the last of them
  auto at = word;
  int more = 0;
  for (int step = 0; step < kMostSteps && at != kNoWord; ++step, at = tree.head(at)) {
    if (at == host.word) return step + more;
    if (step > 0 && tree.is_verb(at)) return std::nullopt;
    const auto relation = tree.relation(at);
    if (relation == Relation::kAclRelcl || relation == Relation::kParataxis) return std::nullopt;
    if (step == 0 || relation != Relation::kConj) continue;
    // What the second of two does is not what the first does.
    const auto first = tree.head(at);
    if (tree.is_verb(at) || first == kNoWord || tree.is_verb(first)) return std::nullopt;
    if (!tree.is_verb(host.word)) return std::nullopt;
    more += kPastAnother;
  }
  return std::nullopt;
}

}  // namespace tidings::extract
