#include "pipeline/extract/event/arguments.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

constexpr int kMostSteps = 8;   // from one verb to the next, in search of a subject
constexpr int kMostThings = 2;  // from an object down what it is made of

// Who promises to go, goes himself; whom one asks to go, goes. Verbs of the first kind that take an object as well.
constexpr std::array<std::string_view, 4> kSubjectControl = {"promise", "threaten", "vow", "pledge"};
// "is prepared to go": who is prepared is the one who goes, and nobody prepared him.
constexpr std::array<std::string_view, 5> kStates = {"prepare", "commit", "determine", "resolve", "oppose"};
// Nobody does these to anybody: "troops engaged in a drill", "a bomb exploded" are active, whatever the parser says.
constexpr auto kIntransitive =
    std::to_array<std::string_view>({"explode", "gather", "assemble", "march", "engage", "converge", "clash", "riot",
                                     "rally", "flee", "cross", "retreat", "advance", "fan", "erupt", "arrive"});
// "deprived the town of water": of these "of" belongs to the verb.
constexpr auto kOfVerbs =
    std::to_array<std::string_view>({"accuse", "acquit", "clear", "convict", "deprive", "inform", "notify", "relieve",
                                     "remind", "rob", "strip", "suspect", "warn"});
constexpr auto kDoings = std::to_array<std::string_view>(
    {"announce", "declare", "order", "complete", "speed", "accelerate", "decide", "approve", "authorise", "authorize",
     "intensify", "escalate", "expand", "step", "impose", "call", "plan", "schedule"});
// "adopted a resolution condemning the raid": what is written says what those say who issue it.
constexpr auto kWritings = std::to_array<std::string_view>(
    {"resolution", "statement", "letter", "motion", "declaration", "communique", "bill", "law", "decree", "amendment"});
constexpr auto kIssuing = std::to_array<std::string_view>(
    {"adopt", "pass", "approve", "issue", "sign", "enact", "publish", "write", "send", "release"});
constexpr std::array<std::string_view, 4> kOfTheObject = {"of", "for", "from", "into"};
constexpr std::array<std::string_view, 4> kRelativePronouns = {"who", "which", "that", "whom"};
constexpr std::array<std::string_view, 7> kLowPrepositions = {"by", "on", "against", "to", "in", "from", "with"};
constexpr auto kDays = std::to_array<std::string_view>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "eve", "day", "morning", "night"});
constexpr std::array<std::string_view, 8> kNegations = {"not", "never", "no",     "neither",
                                                        "nor", "n't",   "hardly", "none"};

// "thousands of refugees" are refugees, "700 kg of medicine" is medicine and "ten days of talks" are talks.
constexpr auto kAmounts = std::to_array<std::string_view>(
    {"thousand", "hundred", "dozen",   "ten",        "million", "billion",  "score",    "ton",         "tonne",
     "part",     "number",  "group",   "majority",   "some",    "most",     "many",     "half",        "rest",
     "lot",      "amount",  "pair",    "piece",      "bit",     "crowd",    "handful",  "series",      "all",
     "several",  "kind",    "kg",      "kilogram",   "kilo",    "litre",    "liter",    "barrel",      "worth",
     "third",    "quarter", "patch",   "batch",      "wave",    "shipment", "shipload", "consignment", "day",
     "week",     "month",   "hour",    "load",       "truck",   "stock",    "set",      "range",       "variety",
     "first",    "last",    "barrage", "deployment", "string",  "spate",    "kind",     "form",        "type",
     "$",        "round",   "bout",    "package"});

Word counted(const Tree& tree, Word word) {
  const bool amount = tree.upos(word) == Upos::kNum || is_one_of(tree.lemma(word), kAmounts);
  if (!amount) return word;
  for (const auto child : tree.children(word)) {
    const bool of = child > word && tree.relation(child) == Relation::kNmod && tree.preposition(child) == "of";
    if (of) return counted(tree, child);  // "hundreds of thousands of people"
  }
  return word;
}

void add_coordinated(const Tree& tree, Word word, std::vector<Word>& words) {
  words.push_back(counted(tree, word));
  for (const auto child : tree.children(word)) {
    if (tree.relation(child) == Relation::kConj && !tree.is_verb(child)) add_coordinated(tree, child, words);
    // "the leader, Oswin, and the premier of Norland".
    const auto second = tree.relation(child) == Relation::kAppos ? tree.child(child, Relation::kConj) : kNoWord;
    if (second != kNoWord && tree.is_noun(second)) add_coordinated(tree, second, words);
  }
}

std::vector<Word> coordinated(const Tree& tree, Word word) {
  std::vector<Word> words;
  if (word != kNoWord) add_coordinated(tree, word, words);
  return words;
}

// "were sent to the strait by the navy", read as a strait by the navy: what hangs one noun too low.
std::vector<Word> one_below(const Tree& tree, Word word, std::string_view preposition) {
  for (const auto child : tree.children(word)) {
    const auto relation = tree.relation(child);
    const bool noun = relation == Relation::kObl || relation == Relation::kNmod || relation == Relation::kObj;
    // "demonstrations against raids by the army" are none of the army's.
    const bool other = tree.is_noun(word) && preposition == "by" && tree.preposition(child) == "against";
    if (!noun || child < word || other) continue;
    for (const auto low : tree.children(child)) {
      const bool here = low > child && tree.relation(low) == Relation::kNmod && tree.preposition(low) == preposition;
      if (here) return coordinated(tree, low);
    }
  }
  return {};
}

std::vector<Word> with_by(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    const bool oblique = tree.relation(child) == Relation::kObl || tree.relation(child) == Relation::kOblAgent;
    if (oblique && tree.preposition(child) == "by") return coordinated(tree, child);
  }
  return {};
}

// Of a passive. The agent may stand with another verb: "was kicked and beaten by guards", "was found guilty by a jury".
std::vector<Word> agents(const Tree& tree, Word verb) {
  auto found = with_by(tree, verb);
  if (found.empty()) found = one_below(tree, verb, "by");
  for (const auto child : tree.children(verb)) {
    if (!found.empty()) break;
    const bool shared = tree.relation(child) == Relation::kConj || tree.relation(child) == Relation::kXcomp;
    if (shared && child > verb) found = with_by(tree, child);
  }
  return found;
}

// Either word of "each other", which the parser joins in many ways.
bool is_reciprocal(const Tree& tree, Word word) {
  const auto are = [&](Word first, std::string_view one, std::string_view two) {
    return first + 1 < tree.size() && tree.lemma(first) == one && tree.lemma(first + 1) == two;
  };
  const auto begins = [&](Word first) { return are(first, "each", "other") || are(first, "one", "another"); };
  return begins(word) || (word > 0 && begins(word - 1));
}

bool is_relative_pronoun(const Tree& tree, Word word) { return is_one_of(tree.lemma(word), kRelativePronouns); }

// "the man who left", "the treaty that they signed": what the clause belongs to stands for the pronoun.
std::vector<Word> resolved(const Tree& tree, Word verb, Word word) {
  const auto head = tree.head(verb);
  const bool relative = tree.relation(verb) == Relation::kAclRelcl && head != kNoWord;
  if (relative && is_relative_pronoun(tree, word)) return coordinated(tree, head);
  return coordinated(tree, word);
}

// A participle with "be" that tells a state of its subject.
bool is_state(const Tree& tree, Word verb) {
  if (!is_one_of(tree.lemma(verb), kStates) || !agents(tree, verb).empty()) return false;
  return std::ranges::any_of(tree.children(verb), [&](Word child) {
    const auto relation = tree.relation(child);
    if (child < verb) return false;
    if (relation == Relation::kObl || relation == Relation::kNmod) return tree.preposition(child) == "to";
    return relation == Relation::kXcomp || relation == Relation::kCcomp || relation == Relation::kAdvcl;
  });
}

// Without an auxiliary: "the road was crossed" is passive.
bool is_intransitive(const Tree& tree, Word verb) {
  return is_one_of(tree.lemma(verb), kIntransitive) && tree.child(verb, Relation::kAuxPass) == kNoWord;
}

Word own_subject(const Tree& tree, Word verb) {
  for (const auto relation : {Relation::kNsubj, Relation::kNsubjOuter, Relation::kCsubj}) {
    if (const auto child = tree.child(verb, relation); child != kNoWord) return child;
  }
  return is_state(tree, verb) || is_intransitive(tree, verb) ? tree.child(verb, Relation::kNsubjPass) : kNoWord;
}

bool is_participle(const Tree& tree, Word word) { return tree.xpos(word) == Xpos::kVbn; }

// A participle that tells what was done to the noun it belongs to: "the men arrested", "arrested men".
bool is_reduced_passive(const Tree& tree, Word verb) {
  const auto relation = tree.relation(verb);
  return is_participle(tree, verb) && (relation == Relation::kAcl || relation == Relation::kAmod) &&
         tree.child(verb, Relation::kObj) == kNoWord && !is_intransitive(tree, verb);
}

std::vector<Word> subjects_from(const Tree& tree, Word verb, int steps);

// The verb whose object the writing is, if it issues it.
Word issuing_of(const Tree& tree, Word writing) {
  const auto verb = tree.head(writing);
  const bool object = tree.relation(writing) == Relation::kObj || tree.relation(writing) == Relation::kNsubjPass;
  const bool issued = object && verb != kNoWord && tree.is_verb(verb) && is_one_of(tree.lemma(verb), kIssuing);
  return issued && is_one_of(tree.lemma(writing), kWritings) ? verb : kNoWord;
}

// "accused them of breaking it", "thanked them for coming", "kept them from leaving": what follows is theirs.
bool is_of_object(const Tree& tree, Word verb) {
  return tree.xpos(verb) == Xpos::kVbg && is_one_of(tree.mark(verb), kOfTheObject);
}

// Of an infinitive or participle that has no subject of its own.
std::vector<Word> controllers(const Tree& tree, Word verb, int steps) {
  const auto head = tree.head(verb);
  if (head == kNoWord) return {};
  switch (tree.relation(verb)) {
    case Relation::kXcomp: {
      if (is_one_of(tree.lemma(head), kSubjectControl)) return subjects_from(tree, head, steps);
      if (auto object = objects(tree, head); !object.empty()) return object;
      if (const auto asked = tree.child(head, Relation::kIobj); asked != kNoWord) return coordinated(tree, asked);
      return subjects_from(tree, head, steps);
    }
    case Relation::kAdvcl:
    case Relation::kConj:
    case Relation::kParataxis:
      // "hackers capable of breaking in".
      if (tree.relation(head) == Relation::kAmod) return coordinated(tree, tree.head(head));
      if (is_passive(tree, head) && !is_passive(tree, verb)) return objects(tree, head);
      if (is_of_object(tree, verb)) {
        if (auto object = objects(tree, head); !object.empty()) return object;
      }
      return subjects_from(tree, head, steps);
    case Relation::kAcl:
      if (const auto issuing = issuing_of(tree, head); issuing != kNoWord) return subjects_from(tree, issuing, steps);
      // "the troops massing there"; but of "a plan to attack" the planner is the subject.
      if (tree.xpos(verb) == Xpos::kVbg || is_intransitive(tree, verb)) return coordinated(tree, head);
      if (const auto owner = tree.child(head, Relation::kNmodPoss); owner != kNoWord) return coordinated(tree, owner);
      if (const auto above = tree.head(head); above != kNoWord && tree.is_verb(above))
        return subjects_from(tree, above, steps);
      return {};
    case Relation::kAmod:
      return coordinated(tree, head);
    case Relation::kAclRelcl:
      return {};
    default:
      return {};
  }
}

std::vector<Word> subjects_from(const Tree& tree, Word verb, int steps) {
  if (is_passive(tree, verb) || is_reduced_passive(tree, verb)) return agents(tree, verb);
  if (const auto own = own_subject(tree, verb); own != kNoWord) {
    const bool relative = tree.relation(verb) == Relation::kAclRelcl && is_relative_pronoun(tree, own);
    const auto issuing = relative && steps > 0 ? issuing_of(tree, tree.head(verb)) : kNoWord;
    return issuing == kNoWord ? resolved(tree, verb, own) : subjects_from(tree, issuing, steps - 1);
  }
  return steps == 0 ? std::vector<Word>{} : controllers(tree, verb, steps - 1);
}

// "were killed in strikes on two camps", read as killed on camps: what follows a noun at once is the noun's.
std::vector<Word> right_behind(const Tree& tree, Word noun, std::string_view preposition) {
  const auto above = tree.head(noun);
  if (above == kNoWord || tree.relation(noun) != Relation::kObl) return {};
  for (const auto other : tree.children(above)) {
    const bool oblique = other > noun && tree.relation(other) == Relation::kObl;
    if (!oblique || tree.preposition(other) != preposition) continue;
    const auto first = tree.child(other, Relation::kCase);
    if (first == noun + 1) return coordinated(tree, other);
  }
  return {};
}

std::vector<Word> beside(const Tree& tree, Word word, std::string_view preposition) {
  for (const auto child : tree.children(word)) {
    switch (tree.relation(child)) {
      case Relation::kObl:
      case Relation::kOblAgent:
      case Relation::kNmod:
        if (tree.preposition(child) == preposition) return coordinated(tree, child);
        break;
      case Relation::kAdvcl:
      case Relation::kAcl:  // "accused of violating"
        if (tree.xpos(child) == Xpos::kVbg && tree.mark(child) == preposition) return {child};
        break;
      default:
        break;
    }
  }
  // "an exchange of fire between Norland and Vendoria".
  if (tree.lemma(word) == "exchange" && preposition == "between") return one_below(tree, word, preposition);
  // "a raid by herders on two wells", "the closing of the strait by Norland".
  if (!tree.is_noun(word) || !is_one_of(preposition, kLowPrepositions)) return {};
  auto low = one_below(tree, word, preposition);
  return low.empty() ? right_behind(tree, word, preposition) : low;
}

// Beside a thing or beside what it is made of: "two tons of aid for Norland", "evidence of the theft with them".
std::vector<Word> below_thing(const Tree& tree, Word thing, std::string_view preposition, int steps) {
  auto words = beside(tree, thing, preposition);
  for (const auto child : tree.children(thing)) {
    if (!words.empty() || steps == 0) break;
    const bool made_of = tree.relation(child) == Relation::kNmod && tree.preposition(child) == "of";
    if (made_of) words = below_thing(tree, child, preposition, steps - 1);
  }
  return words;
}

// Whether "aid to Norland" hangs on the aid or on the sending is a guess of the parser, so what the object has counts
// for the verb; but whose the object is ("of") is another question.
std::vector<Word> in_prepositions(const Tree& tree, Word word, std::string_view preposition) {
  auto words = beside(tree, word, preposition);
  const bool others = preposition == "of" && !is_one_of(tree.lemma(word), kOfVerbs);
  // "released the treasurer on bail on Monday".
  const bool days = std::ranges::all_of(words, [&](Word day) { return is_one_of(tree.lemma(day), kDays); });
  if (!days || !tree.is_verb(word) || others) return words;
  for (const auto child : tree.children(word)) {
    const auto relation = tree.relation(child);
    const bool thing = relation == Relation::kObj || relation == Relation::kIobj || relation == Relation::kNsubjPass;
    if (!thing) continue;
    if (auto below = below_thing(tree, child, preposition, kMostThings); !below.empty()) return below;
  }
  return words;
}

// The verb whose object the noun is, if it says that somebody does what the noun tells: "announced a suspension",
// "completed their withdrawal".
Word doing_verb_of(const Tree& tree, Word noun) {
  const auto verb = tree.head(noun);
  const auto relation = tree.relation(noun);
  const bool object = relation == Relation::kObj || relation == Relation::kNsubjPass;
  const bool does = object && verb != kNoWord && tree.is_verb(verb) && is_one_of(tree.lemma(verb), kDoings);
  return does ? verb : kNoWord;
}

std::vector<Word> possessors(const Tree& tree, Word noun, Word light) {
  std::vector<Word> words;
  const auto verb = light == kNoWord ? doing_verb_of(tree, noun) : light;
  const auto owner = tree.child(noun, Relation::kNmodPoss);
  const bool own = owner != kNoWord && tree.upos(owner) == Upos::kPron && verb != kNoWord;  // "their withdrawal"
  if (owner != kNoWord && !own) words = coordinated(tree, owner);
  for (const auto child : tree.children(noun)) {
    const auto relation = tree.relation(child);
    if (relation == Relation::kAmod || relation == Relation::kCompound || relation == Relation::kNmodDesc) {
      add_coordinated(tree, child, words);
    }
  }
  if (verb != kNoWord) {
    for (const auto word : subjects(tree, verb)) words.push_back(word);
  }
  return words;
}

std::vector<Word> clauses(const Tree& tree, Word word) {
  std::vector<Word> heads;
  for (const auto child : tree.children(word)) {
    const auto relation = tree.relation(child);
    const bool complement = relation == Relation::kXcomp || relation == Relation::kCcomp;
    const bool of_noun = relation == Relation::kAcl && tree.is_noun(word) && tree.xpos(child) != Xpos::kVbn;
    // "called on them to leave", "appealed to them to leave".
    const bool asked =
        relation == Relation::kAdvcl && child > word && tree.xpos(child) == Xpos::kVb && tree.mark(child) == "to";
    // "is committed to opening the border", "insisted on leaving".
    const bool gerund = relation == Relation::kAdvcl && child > word && tree.xpos(child) == Xpos::kVbg &&
                        (tree.mark(child) == "to" || tree.mark(child) == "on");
    // "ruled out paying ransom".
    const bool ruled_out = relation == Relation::kAdvcl && child > word && tree.xpos(child) == Xpos::kVbg &&
                           tree.mark(child).empty() && tree.lemma(word) == "rule";
    // "pushed for Norland to withdraw".
    const bool wished = relation == Relation::kAdvcl && child > word && tree.mark(child) == "for" &&
                        own_subject(tree, child) != kNoWord;
    if (complement || of_noun || asked || gerund || ruled_out || wished) heads.push_back(child);
  }
  // "reserved the right to respond", "renewed a threat to invade".
  const auto thing = tree.is_verb(word) && heads.empty() ? tree.child(word, Relation::kObj) : kNoWord;
  const auto aim = thing == kNoWord ? kNoWord : tree.child(thing, Relation::kAcl);
  if (aim != kNoWord && tree.mark(aim) == "to") heads.push_back(aim);
  const auto first = heads.size();
  for (std::size_t i = 0; i < first; ++i) {
    for (const auto child : tree.children(heads[i])) {
      if (tree.relation(child) == Relation::kConj && tree.is_verb(child)) heads.push_back(child);
    }
  }
  return heads;
}

}  // namespace

bool is_passive(const Tree& tree, Word verb) {
  if (is_state(tree, verb) || is_intransitive(tree, verb)) return false;
  if (tree.child(verb, Relation::kAuxPass) != kNoWord || tree.child(verb, Relation::kNsubjPass) != kNoWord) return true;
  // "was kicked and beaten": the second has the first's auxiliary.
  const auto first = tree.relation(verb) == Relation::kConj ? tree.head(verb) : kNoWord;
  if (first == kNoWord || !tree.is_verb(first) || own_subject(tree, verb) != kNoWord) return false;
  const bool bare = tree.child(verb, Relation::kAux) == kNoWord && tree.child(verb, Relation::kObj) == kNoWord;
  const bool same = tree.xpos(verb) == Xpos::kVbn || (tree.xpos(verb) == Xpos::kVbd && !with_by(tree, verb).empty());
  return bare && same && tree.child(first, Relation::kAuxPass) != kNoWord;
}

std::vector<Word> subjects(const Tree& tree, Word verb) { return subjects_from(tree, verb, kMostSteps); }

std::vector<Word> objects(const Tree& tree, Word verb) {
  const auto head = tree.head(verb);
  if (const auto passive = tree.child(verb, Relation::kNsubjPass);
      passive != kNoWord && own_subject(tree, verb) == kNoWord)
    return resolved(tree, verb, passive);
  if (is_reduced_passive(tree, verb)) return coordinated(tree, head);
  if (tree.lemma(verb) == "oppose" && is_state(tree, verb)) return beside(tree, verb, "to");
  if (const auto own = tree.child(verb, Relation::kObj); own != kNoWord) return resolved(tree, verb, own);
  // "urged them to leave" has them in the indirect object now and then.
  const auto asked = tree.child(verb, Relation::kIobj);
  const bool told = tree.child(verb, Relation::kXcomp) != kNoWord || is_one_of(tree.lemma(verb), kOfVerbs);
  if (asked != kNoWord && told) return coordinated(tree, asked);
  if (tree.relation(verb) == Relation::kConj && head != kNoWord && tree.is_verb(head)) {
    // "were arrested and beaten"; of "met and arrested them" the first has the second's object only if none of its own.
    if (is_passive(tree, verb) || (is_participle(tree, verb) && is_passive(tree, head))) return objects(tree, head);
    return {};
  }
  // "the men whom they arrested" without the pronoun: the clause has a subject and the object is what it belongs to.
  if (tree.relation(verb) == Relation::kAclRelcl && head != kNoWord) {
    const auto own = own_subject(tree, verb);
    if (own != kNoWord && !is_relative_pronoun(tree, own) && tree.child(verb, Relation::kCcomp) == kNoWord)
      return coordinated(tree, head);
  }
  if (is_intransitive(tree, verb)) return {};
  // "arrested and jailed three men": the object stands with the last of them.
  for (const auto child : tree.children(verb)) {
    const bool shares =
        tree.relation(child) == Relation::kConj && tree.is_verb(child) && own_subject(tree, child) == kNoWord;
    if (!shares) continue;
    if (const auto object = tree.child(child, Relation::kObj); object != kNoWord) return coordinated(tree, object);
  }
  return {};
}

std::vector<Word> each_other(const Tree& tree, Word word) {
  const bool owned = std::ranges::any_of(tree.children(word), [&](Word child) {
    return tree.relation(child) == Relation::kNmodPoss && is_reciprocal(tree, child);
  });
  if (!owned && !is_reciprocal(tree, word)) return {};
  auto verb = tree.head(word);
  while (verb != kNoWord && !tree.is_verb(verb)) verb = tree.head(verb);
  return verb == kNoWord ? std::vector<Word>{} : subjects(tree, verb);
}

Word amount_of(const Tree& tree, Word noun) {
  for (auto above = tree.head(noun); tree.relation(noun) == Relation::kNmod && above != kNoWord;) {
    const auto preposition = tree.preposition(noun);
    const bool sum = preposition == "in" && tree.lemma(above) == "$";
    if (!sum && (preposition != "of" || !is_one_of(tree.lemma(above), kAmounts))) break;
    noun = std::exchange(above, tree.head(above));
  }
  return noun;
}

Word light_verb_of(const Tree& tree, Word noun, const std::vector<std::string>& light_verbs) {
  noun = amount_of(tree, noun);
  auto relation = tree.relation(noun);
  auto verb = tree.head(noun);
  // "held and praised talks" is rare, "held talks and a dinner" is not.
  if (relation == Relation::kConj && verb != kNoWord && tree.is_noun(verb)) {
    relation = tree.relation(verb);
    verb = tree.head(verb);
  }
  if (verb == kNoWord || !tree.is_verb(verb)) return kNoWord;
  if (relation != Relation::kObj && relation != Relation::kNsubjPass) return kNoWord;
  const bool light = std::find(light_verbs.begin(), light_verbs.end(), tree.lemma(verb)) != light_verbs.end();
  return light ? verb : kNoWord;
}

bool is_negated(const Tree& tree, Word word) {
  for (const auto child : tree.children(word)) {
    const auto relation = tree.relation(child);
    const bool may = relation == Relation::kAdvmod || relation == Relation::kDet || relation == Relation::kCc ||
                     relation == Relation::kCcPreconj;
    if (may && child < word && is_one_of(tree.lemma(child), kNegations))
      return true;  // what follows denies the complement
  }
  return false;
}

std::vector<Word> fillers(const Tree& tree, Word trigger, Word light, const Slot& slot) {
  const bool verb = tree.is_verb(trigger);
  switch (slot.kind) {
    case Slot::Kind::kSubject:
      if (verb) return subjects(tree, trigger);
      if (tree.child(trigger, Relation::kCop) != kNoWord)  // "doctors are on strike"
        return coordinated(tree, tree.child(trigger, Relation::kNsubj));
      if (light == kNoWord) light = doing_verb_of(tree, trigger);
      return light == kNoWord ? std::vector<Word>{} : subjects(tree, light);
    case Slot::Kind::kObject:
      return verb ? objects(tree, trigger) : std::vector<Word>{};
    case Slot::Kind::kIndirect:
      return coordinated(tree, tree.child(verb ? trigger : light == kNoWord ? trigger : light, Relation::kIobj));
    case Slot::Kind::kPossessor:
      return verb ? std::vector<Word>{} : possessors(tree, trigger, light);
    case Slot::Kind::kClause:
      return clauses(tree, trigger);
    case Slot::Kind::kPreposition: {
      auto words = in_prepositions(tree, trigger, slot.preposition);
      // What belongs to the event may hang on the verb or on its object: "launched raids against them".
      if (words.empty() && light != kNoWord) words = in_prepositions(tree, light, slot.preposition);
      return words;
    }
  }
  return {};
}

}  // namespace tidings::extract
