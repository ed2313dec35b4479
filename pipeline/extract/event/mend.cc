#include "pipeline/extract/event/mend.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/mend_clauses.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

constexpr auto kDays = std::to_array<std::string_view>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"});

constexpr auto kGiving = std::to_array<std::string_view>(
    {"give", "send",  "hand", "offer", "lend",   "grant",    "award",  "show", "tell", "promise",
     "pay",  "bring", "deal", "deny",  "supply", "allocate", "pledge", "sell", "cost", "teach"});

// What only somebody can be.
constexpr std::array<std::string_view, 6> kOfSomebody = {"willing",  "unwilling", "ready",
                                                         "prepared", "prepare",   "determined"};

// Who is told something, not what sort of people they are: "warned marchers that they would be arrested".
constexpr auto kTelling = std::to_array<std::string_view>(
    {"warn", "tell", "remind", "assure", "inform", "notify", "convince", "persuade", "promise", "advise"});

constexpr std::array<std::string_view, 4> kWhen = {"after", "before", "since", "until"};

constexpr auto kOffering =
    std::to_array<std::string_view>({"propose", "offer", "submit", "present", "give", "send", "hand"});

// Who is asked to do something: "urged the bloc to send tents" is about no bloc of a certain kind.
constexpr auto kAsking = std::to_array<std::string_view>(
    {"urge",      "ask",    "tell",     "order",    "force",   "compel", "press",   "beg",   "implore", "request",
     "encourage", "invite", "persuade", "instruct", "command", "warn",   "require", "allow", "permit",  "enable"});

// "was named President Maren", "became King Oswin".
constexpr auto kBecoming =
    std::to_array<std::string_view>({"become", "name", "call", "elect", "remain", "appoint", "crown", "be", "dub"});

constexpr auto kTimes = std::to_array<std::string_view>({"hour", "day", "night", "week", "month", "year", "time"});

constexpr auto kSaying =
    std::to_array<std::string_view>({"say", "tell", "announce", "declare", "state", "stress", "add", "warn", "claim",
                                     "note", "report", "confirm", "insist"});

constexpr Word kLongestReporter = 14;  // words between the last comma and "said"

class Mending {
 public:
  Mending(const Tree& tree, Links& links) : tree_(tree), links_(links) {}

  void run() {
    for (Word word = 0; word < tree_.size(); ++word) {
      if (is_one_of(tree_.lemma(word), kDays)) free_day(word);
      if (tree_.lemma(word) == "up") free_number(word);
      if (tree_.relation(word) == Relation::kCase) raise_preposition(word);
      if (tree_.relation(word) == Relation::kCsubj) free_complement(word);
      if (tree_.relation(word) == Relation::kExpl) name_subject(word);
      if (tree_.relation(word) == Relation::kAclRelcl) {
        free_clause(word, kTelling, "that", Relation::kCcomp);
        free_report(word);
      }
      if (tree_.relation(word) == Relation::kAcl) free_clause(word, kAsking, "to", Relation::kXcomp);
      if (tree_.relation(word) == Relation::kCase) give_preposition(word);
      if (is_particle(word)) free_particle(word);
      if (tree_.upos(word) == Upos::kVerb) {
        part_objects(word);
        raise_object(word);
        give_object(word);
        make_active(word);
        if (tree_.lemma(word) == "let") let_go(word);
        give_subject(word);
        complete(word);
        free_agent(word);
        invite(word);
        take_subject(word);
        part_gift(word);
        free_reporter(word);
      }
    }
  }

 private:
  [[nodiscard]] bool has_mark(Word word, std::string_view mark) const {
    return std::ranges::any_of(tree_.children(word), [&](Word child) {
      return tree_.relation(child) == Relation::kMark && tree_.lemma(child) == mark;
    });
  }

  void free_day(Word day) {
    const auto above = tree_.head(day);
    if (above == kNoWord) return;
    const bool verb = tree_.is_verb(above);
    for (const auto child : tree_.children(day)) {
      if (child < day) continue;
      const auto relation = tree_.relation(child);
      const bool clause = relation == Relation::kAclRelcl || relation == Relation::kAcl;
      if (relation == Relation::kNmod && !tree_.preposition(child).empty() && tree_.preposition(child) != "of") {
        links_.move(child, above, verb ? Relation::kObl : Relation::kNmod);
      } else if (clause && verb && has_mark(child, "that")) {
        links_.move(child, above, Relation::kCcomp);
      } else if (clause && verb && has_mark(child, "to")) {
        links_.move(child, above, Relation::kXcomp);
      }
    }
  }

  // "allowed up to 40 men": the number hangs on its noun, the noun has no preposition.
  void free_number(Word up) {
    if (up + 2 >= tree_.size() || tree_.lemma(up + 1) != "to" || tree_.upos(up + 2) != Upos::kNum) return;
    const auto number = up + 2;
    const auto noun = tree_.relation(number) == Relation::kNummod ? tree_.head(number) : number;
    if (noun == kNoWord || tree_.is_below(number, up) || tree_.is_below(number, up + 1)) return;
    links_.move(up, number, Relation::kAdvmod);
    links_.move(up + 1, number, Relation::kFixed);
    const auto verb = tree_.head(noun);
    const bool object = tree_.relation(noun) == Relation::kObl && verb != kNoWord && tree_.is_verb(verb);
    if (object && tree_.child(verb, Relation::kObj) == kNoWord) links_.move(noun, verb, Relation::kObj);
  }

  // "with Prime Minister Maren", read as somebody's prime minister: what stands before a title belongs to the name.
  void raise_preposition(Word preposition) {
    const auto title = tree_.head(preposition);
    if (title == kNoWord || preposition > title || tree_.relation(title) != Relation::kNmodDesc) return;
    const auto name = tree_.head(title);
    if (title < name && tree_.preposition(name).empty()) links_.move(preposition, name, Relation::kCase);
  }

  // "Norland is ready to leave": what has a subject has no second one behind it.
  void free_complement(Word verb) {
    const auto head = tree_.head(verb);
    if (head == kNoWord || verb < head || !has_mark(verb, "to")) return;
    if (tree_.child(head, Relation::kNsubj) != kNoWord) links_.move(verb, head, Relation::kXcomp);
  }

  // "agreed with Vok that the talks should go on", "said after the meeting that they agreed", read as a Vok or a
  // meeting that does so: a name has no clause with "that", nor has anything what is said.
  void free_report(Word clause) {
    const auto noun = tree_.head(clause);
    const auto that = first_below(clause);
    if (that == kNoWord || tree_.lemma(that) != "that" || tree_.relation(that) == Relation::kNsubj) return;
    if (noun == kNoWord || tree_.child(clause, Relation::kNsubj) == kNoWord) return;
    const auto verb = tree_.head(noun);
    if (verb == kNoWord || !tree_.is_verb(verb) || tree_.relation(noun) != Relation::kObl) return;
    const bool named = tree_.upos(noun) == Upos::kPropn;
    const bool says = is_one_of(tree_.lemma(verb), kSaying) && tree_.child(verb, Relation::kCcomp) == kNoWord;
    if (!named && !says) return;
    links_.move(clause, verb, Relation::kCcomp);
    if (tree_.head(that) == clause) links_.move(that, clause, Relation::kMark);
  }

  [[nodiscard]] Word first_below(Word head) const {
    const auto children = tree_.children(head);
    return children.empty() || children.front() > head ? kNoWord : children.front();
  }

  // "Norland says it is willing to leave": nobody else is willing.
  void name_subject(Word pronoun) {
    const auto head = tree_.head(pronoun);
    if (head != kNoWord && is_one_of(tree_.lemma(head), kOfSomebody)) links_.move(pronoun, head, Relation::kNsubj);
  }

  // "warned marchers that they would be arrested", "urged the bloc to send tents": it belongs to the verb.
  template <std::size_t kSize>
  void free_clause(Word clause, const std::array<std::string_view, kSize>& verbs, std::string_view mark,
                   Relation relation) {
    const auto told = tree_.head(clause);
    const auto verb = told == kNoWord ? kNoWord : tree_.head(told);
    if (verb == kNoWord || told < verb || !is_one_of(tree_.lemma(verb), verbs) || !has_mark(clause, mark)) return;
    if (tree_.relation(told) == Relation::kObj || tree_.relation(told) == Relation::kIobj)
      links_.move(clause, verb, relation);
  }

  // "the murder of Governor Stenn": a preposition before a title stands before the name.
  void give_preposition(Word preposition) {
    const auto title = tree_.head(preposition);
    if (title == kNoWord || tree_.relation(title) != Relation::kNmodDesc || preposition > title) return;
    const auto name = tree_.head(title);
    if (name != kNoWord && tree_.child(name, Relation::kCase) == kNoWord)
      links_.move(preposition, name, Relation::kCase);
  }

  // "broke off their attacks", "walked out of the talks": the particle is the verb's, and the noun its object or what
  // the second preposition says.
  void free_particle(Word particle) {
    const auto noun = tree_.head(particle);
    const auto verb = noun == kNoWord ? kNoWord : tree_.head(noun);
    if (verb == kNoWord || verb + 1 != particle || tree_.upos(verb) != Upos::kVerb) return;
    links_.move(particle, verb, Relation::kCompoundPrt);
    const auto next = particle + 1;
    const bool fixed = next < tree_.size() && tree_.head(next) == particle && tree_.relation(next) == Relation::kFixed;
    if (fixed) return links_.move(next, noun, Relation::kCase);
    const auto cases = std::ranges::count_if(
        tree_.children(noun), [&](Word child) { return tree_.relation(child) == Relation::kCase && child < noun; });
    if (cases == 1 && may_have_object(verb)) links_.move(noun, verb, Relation::kObj);
  }

  [[nodiscard]] bool is_particle(Word word) const {
    if (tree_.relation(word) != Relation::kCase) return false;
    const bool out_of = tree_.lemma(word) == "out" && word + 1 < tree_.size() && tree_.lemma(word + 1) == "of";
    return tree_.xpos(word) == Xpos::kRp || out_of;
  }

  // "let the two nuns go": whom they let go is an object.
  void let_go(Word let) {
    if (tree_.child(let, Relation::kObj) != kNoWord) return;
    for (const auto relation : {Relation::kXcomp, Relation::kCcomp}) {
      const auto clause = tree_.child(let, relation);
      const auto subject = clause == kNoWord ? kNoWord : tree_.child(clause, Relation::kNsubj);
      if (subject != kNoWord && subject > let) return links_.move(subject, let, Relation::kObj);
    }
  }

  [[nodiscard]] bool may_have_object(Word verb) const {
    return tree_.child(verb, Relation::kObj) == kNoWord && tree_.child(verb, Relation::kNsubjPass) == kNoWord &&
           tree_.child(verb, Relation::kCcomp) == kNoWord;
  }

  // "hacked to death four farmers": what no preposition stands before is the object, if it is no time.
  void give_object(Word verb) {
    if (!may_have_object(verb)) return;
    for (const auto child : tree_.children(verb)) {
      const bool bare = child > verb && tree_.relation(child) == Relation::kObl && tree_.preposition(child).empty();
      const bool time = is_one_of(tree_.lemma(child), kDays) || is_one_of(tree_.lemma(child), kTimes);
      if (is_named_person(child, verb)) return links_.move(child, verb, Relation::kObj);
      if (bare && !time && tree_.upos(child) == Upos::kNoun) return links_.move(child, verb, Relation::kObj);
    }
  }

  // "arrested President Ilsa Maren", read as what somebody became: so it is with few verbs, and none with a title.
  [[nodiscard]] bool is_named_person(Word name, Word verb) const {
    const bool complement = tree_.relation(name) == Relation::kXcomp && name > verb;
    return complement && tree_.upos(name) == Upos::kPropn && tree_.child(name, Relation::kNmodDesc) != kNoWord &&
           tree_.preposition(name).empty() && !is_one_of(tree_.lemma(verb), kBecoming);
  }

  // "a student daubed the wall", read as a student who was daubed: what has an object and no auxiliary is active.
  void make_active(Word verb) {
    const auto subject = tree_.child(verb, Relation::kNsubjPass);
    const bool auxiliary =
        tree_.child(verb, Relation::kAuxPass) != kNoWord || tree_.child(verb, Relation::kAux) != kNoWord;
    if (subject == kNoWord || auxiliary || tree_.child(verb, Relation::kObj) == kNoWord) return;
    if (!is_one_of(tree_.lemma(verb), kGiving)) links_.move(subject, verb, Relation::kNsubj);
  }

  // "gave the ministry forty tents"; "shelled the capital Selmar".
  void part_objects(Word verb) {
    Word first = kNoWord;
    for (const auto child : tree_.children(verb)) {
      if (tree_.relation(child) != Relation::kObj) continue;
      if (first != kNoWord) return part(verb, first, child);
      first = child;
    }
  }

  void part(Word verb, Word first, Word second) {
    const bool named = second == first + 1 && tree_.upos(second) == Upos::kPropn && tree_.upos(first) == Upos::kNoun;
    if (named) return links_.move(second, first, Relation::kAppos);
    const bool given = is_one_of(tree_.lemma(verb), kGiving) && tree_.child(verb, Relation::kIobj) == kNoWord;
    if (given) links_.move(first, verb, Relation::kIobj);
  }

  // "The bloc announced sanctions": the one thing that stands there is what is announced, and nobody whom it is given
  // to.
  void raise_object(Word verb) {
    const auto only = tree_.child(verb, Relation::kIobj);
    if (only == kNoWord || tree_.upos(only) != Upos::kNoun || is_one_of(tree_.lemma(verb), kTelling) ||
        is_one_of(tree_.lemma(verb), kAsking))
      return;
    for (const auto child : tree_.children(verb)) {
      const auto relation = tree_.relation(child);
      if (relation == Relation::kObj || relation == Relation::kCcomp || relation == Relation::kXcomp) return;
    }
    links_.move(only, verb, Relation::kObj);
  }

  // "…killing about 20 people, relief officials said", read as people and officials: a report behind a sentence whose
  // reporter hangs on something before the comma.
  void free_reporter(Word said) {
    if (tree_.relation(said) != Relation::kRoot || said == 0) return;
    bool reports = false;
    for (const auto child : tree_.children(said)) {
      const auto relation = tree_.relation(child);
      if (child > said && relation == Relation::kNsubj && is_one_of(tree_.lemma(child), kDays)) {
        links_.move(child, said, Relation::kOblUnmarked);
      } else if (relation == Relation::kNsubj || relation == Relation::kNsubjPass) {
        return;
      }
      reports = reports || (relation == Relation::kCcomp && child < said);
    }
    if (!reports) return;
    const auto comma = comma_before(said);
    if (comma == kNoWord) return;
    Word reporter = kNoWord;
    for (auto word = comma + 1; word < said; ++word) {
      const auto head = tree_.head(word);
      if (head == kNoWord || (head > comma && head < said) || tree_.upos(word) == Upos::kPunct) continue;
      if (reporter != kNoWord || head >= said || !tree_.is_noun(word)) return;
      reporter = word;
    }
    const bool has_and = reporter != kNoWord && tree_.child(reporter, Relation::kCc) != kNoWord;
    if (reporter != kNoWord && !has_and) links_.move(reporter, said, Relation::kNsubj);
  }

  [[nodiscard]] Word comma_before(Word word) const {
    for (auto at = word; at-- > 0 && word - at <= kLongestReporter;) {
      if (tree_.sentence(at) != tree_.sentence(word)) break;
      if (tree_.form(at) == ",") return at;
    }
    return kNoWord;
  }

  // "after a Norlandic launch struck the boat", read as struck after a launch.
  void free_agent(Word verb) {
    const bool clause = tree_.relation(verb) == Relation::kAdvcl && tree_.child(verb, Relation::kObj) != kNoWord;
    if (!clause || tree_.xpos(verb) == Xpos::kVbg || tree_.child(verb, Relation::kNsubj) != kNoWord) return;
    const auto agent = tree_.child(verb, Relation::kObl);
    if (agent == kNoWord || agent + 1 != verb || !is_one_of(tree_.preposition(agent), kWhen)) return;
    links_.move(tree_.child(agent, Relation::kCase), verb, Relation::kMark);
    links_.move(agent, verb, Relation::kNsubj);
  }

  // "an invitation for the president to visit them": he is the one who would visit.
  void invite(Word visit) {
    if (tree_.relation(visit) != Relation::kAdvcl || tree_.xpos(visit) != Xpos::kVb || visit < 2) return;
    const auto guest = visit - 2;
    const auto invitation = tree_.head(guest);
    const bool asked = tree_.lemma(visit - 1) == "to" && tree_.preposition(guest) == "for" && invitation != kNoWord &&
                       tree_.head(invitation) == tree_.head(visit) && tree_.is_noun(invitation);
    if (!asked) return;
    links_.move(guest, visit, Relation::kNsubj);
    links_.move(visit, invitation, Relation::kAcl);
  }

  // "demanded that Norland leave", read as demanded and leave: what "that" begins is no second of two.
  void complete(Word clause) {
    const auto verb = tree_.head(clause);
    const bool second = tree_.relation(clause) == Relation::kConj && verb != kNoWord && tree_.is_verb(verb);
    if (!second || !has_mark(clause, "that") || tree_.child(verb, Relation::kCcomp) != kNoWord) return;
    if (!has_mark(verb, "that")) links_.move(clause, verb, Relation::kCcomp);
  }

  // "the Norlandic ministry published drafts" with the ministry as a part of the drafts: what stands before the verb is
  // no part of its object.
  void take_subject(Word verb) {
    const auto object = tree_.child(verb, Relation::kObj);
    if (object == kNoWord || object < verb || tree_.child(verb, Relation::kNsubj) != kNoWord) return;
    for (const auto child : tree_.children(object)) {
      const bool part = tree_.relation(child) == Relation::kCompound || tree_.relation(child) == Relation::kNmodPoss;
      if (child < verb && part && tree_.is_noun(child)) return links_.move(child, verb, Relation::kNsubj);
    }
  }

  // "offered to Norland and Vendoria draft treaties", read as to Norland and to treaties: what is given stands last.
  void part_gift(Word verb) {
    if (!is_one_of(tree_.lemma(verb), kOffering) || tree_.child(verb, Relation::kObj) != kNoWord) return;
    for (const auto receiver : tree_.children(verb)) {
      if (tree_.relation(receiver) != Relation::kObl || tree_.preposition(receiver) != "to") continue;
      const auto thing = tree_.child(receiver, Relation::kConj);
      if (thing == kNoWord || tree_.upos(thing) != Upos::kNoun) continue;
      const auto name = last_name(receiver + 1, thing);
      if (name == kNoWord) continue;
      links_.move(name, receiver, Relation::kConj);
      return links_.move(thing, verb, Relation::kObj);
    }
  }

  // Below `noun`, before it and not before `from`.
  [[nodiscard]] Word last_name(Word from, Word noun) const {
    for (auto word = noun; word-- > from;) {
      if (tree_.upos(word) == Upos::kPropn && tree_.is_below(word, noun)) return word;
    }
    return kNoWord;
  }

  // "Norland signed a treaty, officials said" with both subjects on "said".
  void give_subject(Word verb) {
    const auto said = tree_.head(verb);
    const bool reported = tree_.relation(verb) == Relation::kCcomp && said != kNoWord && verb < said;
    if (!reported || tree_.child(verb, Relation::kNsubj) != kNoWord ||
        tree_.child(verb, Relation::kNsubjPass) != kNoWord)
      return;
    Word first = kNoWord;
    for (const auto child : tree_.children(said)) {
      if (tree_.relation(child) != Relation::kNsubj) continue;
      if (first == kNoWord && child < verb) {
        first = child;
      } else if (first != kNoWord && child > verb) {
        const bool passive = tree_.child(verb, Relation::kAuxPass) != kNoWord;
        return links_.move(first, verb, passive ? Relation::kNsubjPass : Relation::kNsubj);
      }
    }
  }

  const Tree& tree_;
  Links& links_;
};

}  // namespace

void mend(const Tree& tree, Links& links) {
  mend_clauses(tree, links);
  Mending(tree, links).run();
}

}  // namespace tidings::extract
