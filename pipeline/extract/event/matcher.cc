#include "pipeline/extract/event/matcher.h"

#include <algorithm>
#include <array>
#include <compare>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/deeds.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

constexpr std::string_view kAnything = "@any";
constexpr Word kWindow = 12;    // words from the head of a trigger to its last
constexpr int kMostOwners = 3;  // from a thing to whose it is: "the homes of families of Norland"

constexpr std::array<std::string_view, 8> kWherePrepositions = {"in",  "near",    "of",   "at",
                                                                "for", "outside", "into", "around"};

constexpr std::array<std::string_view, 8> kBetween = {"in", "on", "to", "of", "with", "into", "at", "for"};
constexpr auto kHappenings = std::to_array<std::string_view>(
    {"war",      "conflict",  "fighting",  "crisis",   "attack",    "situation", "violence",  "bombing", "killing",
     "unrest",   "strike",    "airstrike", "raid",     "assault",   "ambush",    "offensive", "clash",   "battle",
     "massacre", "incursion", "exchange",  "shelling", "explosion", "blast",     "skirmish"});
constexpr std::array<std::string_view, 3> kMust = {"must", "should", "ought"};

bool is_among(std::string_view lemma, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), lemma) != words.end();
}

// "Norland closed the border" where a government is asked for, "Captain Vok" where a soldier is.
bool acts_as(const WordClasses& classes, const std::vector<std::string>& lemmas) {
  const auto office = classes.role.substr(classes.role.rfind(' ') + 1);  // a foreign minister is a minister
  if (!classes.role.empty() && (is_among(classes.role, lemmas) || is_among(office, lemmas))) return true;
  if (classes.government && is_among("government", lemmas)) return true;
  if (classes.police && is_among("police", lemmas)) return true;
  // "Vendorians" are people and nationals.
  if (classes.group && classes.role.empty() && (is_among("people", lemmas) || is_among("national", lemmas)))
    return true;
  return classes.armed && (is_among("army", lemmas) || is_among("troops", lemmas) || is_among("troop", lemmas));
}

// What is done to a place is done to those who are there.
bool happens_to_places(record::EventType type) {
  switch (type) {
    case record::EventType::kAssault:
    case record::EventType::kCoerce:
    case record::EventType::kMobilize:
    case record::EventType::kAid:
    case record::EventType::kThreaten:
    case record::EventType::kRetreat:
      return true;
    default:
      return false;
  }
}

// "shelled Selmar", "fired at Selmar": whoever is there.
bool is_target(const Slot& slot) {
  constexpr std::array<std::string_view, 7> kAt = {"at", "on", "against", "into", "to", "toward", "towards"};
  return slot.kind == Slot::Kind::kObject ||
         (slot.kind == Slot::Kind::kPreposition && is_one_of(slot.preposition, kAt));
}

bool names_owner(const Tree& tree, Word child) {
  switch (tree.relation(child)) {
    case Relation::kNmodPoss:
    case Relation::kAmod:
    case Relation::kCompound:
      return true;
    case Relation::kNmod: {
      const auto preposition = tree.preposition(child);
      return preposition == "of" || preposition == "by" || preposition == "from";
    }
    default:
      return false;
  }
}

// Somebody else than the person whose he is: "the president's son".
constexpr auto kOthers = std::to_array<std::string_view>(
    {"ally",     "aunt",      "brother",    "brother-in-law", "cousin",   "critic",      "daughter",
     "doctor",   "enemy",     "father",     "friend",         "husband",  "lawyer",      "mother",
     "neighbor", "neighbour", "nephew",     "niece",          "opponent", "predecessor", "rival",
     "sister",   "son",       "son-in-law", "successor",      "uncle",    "widow",       "wife"});

// "rejected Norland's offer", "the Norlandic offer", "the homes of families of Norland": what is not an actor stands
// for whose it is.
Word owner_of(const Tree& tree, std::span<const WordClasses> classes, Word thing, int steps = kMostOwners) {
  for (const auto child : tree.children(thing)) {
    if (!names_owner(tree, child) || !classes[child].actor) continue;
    const bool ones = classes[child].person || tree.upos(child) == Upos::kPron;  // "its neighbours"
    return ones && is_one_of(tree.lemma(thing), kOthers) ? kNoWord : child;
  }
  if (steps == 0) return kNoWord;
  for (const auto child : tree.children(thing)) {
    if (!names_owner(tree, child) || !tree.is_noun(child)) continue;
    if (const auto owner = owner_of(tree, classes, child, steps - 1); owner != kNoWord) return owner;
  }
  return kNoWord;
}

// "shelled Selmar", "a target in Selmar", "the camps near Selmar", "a camp for Norlandic refugees".
Word place_of(const Tree& tree, std::span<const WordClasses> classes, Word thing) {
  if (classes[thing].place) return thing;
  for (const auto child : tree.children(thing)) {
    const auto relation = tree.relation(child);
    if (relation == Relation::kAppos && classes[child].place) return child;
    if (relation != Relation::kNmod && relation != Relation::kNmodPoss && relation != Relation::kCompound) continue;
    const bool inside = relation != Relation::kNmod || is_one_of(tree.preposition(child), kWherePrepositions);
    if (inside && (classes[child].place || classes[child].actor)) return child;
  }
  return kNoWord;
}

// "The commission in Norland" that does something; the war in Norland does nothing.
Word seat_of(const Tree& tree, std::span<const WordClasses> classes, Word thing) {
  if (is_one_of(tree.lemma(thing), kHappenings)) return kNoWord;
  for (const auto child : tree.children(thing)) {
    const bool in = tree.relation(child) == Relation::kNmod && tree.preposition(child) == "in";
    if (in && (classes[child].place || classes[child].actor)) return child;
  }
  return kNoWord;
}

bool is_class(const Tree& tree, std::span<const WordClasses> classes, Word head, Words::Class wanted, bool places) {
  if (const auto others = each_other(tree, head); !others.empty()) head = others.front();
  switch (wanted) {
    case Words::Class::kActor:
      if (places && classes[head].place) return true;
      return classes[head].actor || owner_of(tree, classes, head) != kNoWord;
    case Words::Class::kPerson:
      return classes[head].person;
    case Words::Class::kGroup:
      return classes[head].group;
    case Words::Class::kPlace:
      return classes[head].place;
    case Words::Class::kAny:
      return true;
    case Words::Class::kNone:
      return false;
  }
  return false;
}

// "Norland must withdraw", "Norland has to withdraw": the verb of what somebody must do, or kNoWord.
Word duty_in(const Tree& tree, std::span<const WordClasses> classes, Word clause) {
  // Who says what he himself must do demands nothing.
  const auto somebody = std::ranges::any_of(subjects(tree, clause), [&](Word subject) {
    return tree.upos(subject) != Upos::kPron && is_class(tree, classes, subject, Words::Class::kActor, false);
  });
  if (!somebody) return kNoWord;
  if (has_to(tree, clause)) return tree.child(clause, Relation::kXcomp);
  const bool must = std::ranges::any_of(tree.children(clause), [&](Word child) {
    return tree.relation(child) == Relation::kAux && is_one_of(tree.lemma(child), kMust);
  });
  return must ? clause : kNoWord;
}

// How what stands in a slot is what is asked for. A country acts as its army where an army is wanted, but where no army
// may stand it may.
enum class Fit : std::uint8_t { kNot, kByClass, kByWord };

Fit holds(const Tree& tree, std::span<const WordClasses> classes, const std::vector<Word>& heads, const Words& words,
          bool wanted, bool places) {
  const bool may_be_empty = std::ranges::find(words.classes, Words::Class::kNone) != words.classes.end();
  if (heads.empty()) return may_be_empty ? Fit::kByClass : Fit::kNot;
  auto best = Fit::kNot;
  for (const auto head : heads) {
    const auto duty = words.owed.empty() ? kNoWord : duty_in(tree, classes, head);
    const bool by_word = is_among(tree.lemma(head), words.lemmas) ||
                         (is_among(tree.lemma(head), words.negated) && is_negated(tree, head)) ||
                         (duty != kNoWord && is_among(tree.lemma(duty), words.owed));
    if (by_word) return Fit::kByWord;
    const bool by_class = (duty != kNoWord && is_among(kAnything, words.owed)) ||
                          ((wanted || !classes[head].place) && acts_as(classes[head], words.lemmas)) ||
                          std::ranges::any_of(words.classes, [&](Words::Class one) {
                            return is_class(tree, classes, head, one, places);
                          });
    if (by_class) best = Fit::kByClass;
  }
  return best;
}

bool asks_for_anything(const Words& words) {
  return is_among(kAnything, words.owed) || std::ranges::find(words.classes, Words::Class::kAny) != words.classes.end();
}

// Which of the patterns that fit is meant: what asks for more, then what asks for words and not for anybody, then what
// says how it was done.
struct Rank {
  std::size_t size = 0;
  std::size_t by_word = 0;
  unsigned mode = 0;
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

// Does the word belong to the head itself and not to another clause below it?
bool is_in_clause_of(const Tree& tree, Word word, Word head) {
  for (; word != head; word = tree.head(word)) {
    if (word == kNoWord) return false;
    switch (tree.relation(word)) {
      case Relation::kCcomp:
      case Relation::kCsubj:
      case Relation::kAclRelcl:
      case Relation::kParataxis:
        return false;
      case Relation::kAdvcl: {
        const bool from = tree.mark(word) == "from";  // "barred from entering"
        if (tree.is_verb(word) && !from) return false;
        break;
      }
      case Relation::kConj:
        if (tree.is_verb(word)) return false;
        break;
      default:
        break;
    }
  }
  return true;
}

// "forced conscription", whose verb is "force", is as good as "prison sentence".
bool is_word(const Tree& tree, Word word, std::string_view wanted) {
  return tree.lemma(word) == wanted || tree.form(word) == wanted;
}

// Do the other words of a trigger stand among the dependents of its head, in their order? Of a noun before it, of a
// verb behind it; but what is done to something may stand before it ("shots were fired"), as may an adverb.
bool stands_whole(const Tree& tree, Word head, const std::vector<std::string>& words, bool verb) {
  if (words.size() == 1) return true;
  if (verb) {
    const auto found_from = [&](Word begin, auto&& may_stand) {
      std::size_t next = 1;
      for (auto word = begin; word < tree.size() && word <= head + kWindow && next < words.size(); ++word) {
        if (word == head || tree.sentence(word) != tree.sentence(head)) continue;
        if (is_word(tree, word, words[next]) && may_stand(word) && is_in_clause_of(tree, word, head)) ++next;
      }
      return next == words.size();
    };
    if (found_from(head + 1, [](Word) { return true; })) return true;
    const auto theme = tree.child(head, Relation::kNsubjPass);
    return found_from(head - std::min(head, kWindow), [&](Word word) {
      return word > head || tree.relation(word) == Relation::kAdvmod ||
             (theme != kNoWord && tree.is_below(word, theme));
    });
  }
  auto left = words.size() - 1;
  for (Word word = head; word > 0 && head - word < kWindow && left > 0; --word) {
    if (tree.sentence(word - 1) != tree.sentence(head)) break;
    if (is_word(tree, word - 1, words[left - 1]) && tree.is_below(word - 1, head)) --left;
  }
  return left == 0;
}

bool suffers_as_owner(const Frame& frame) {
  return std::ranges::any_of(frame.recipient, [](const Slot& slot) { return slot.kind == Slot::Kind::kPossessor; });
}

// "survived an attempt on his life".
bool suffers_as_subject(const Frame& frame) {
  return std::ranges::any_of(frame.recipient, [](const Slot& slot) { return slot.kind == Slot::Kind::kSubject; });
}

// "vowed that Norland would pay": the clause says who is threatened.
bool names_whom(const Frame& frame) {
  return std::ranges::any_of(frame.recipient, [](const Slot& slot) { return slot.kind == Slot::Kind::kClause; });
}

std::vector<Word> actors_in(const Tree& tree, std::span<const WordClasses> classes, Word trigger, Word light,
                            const Slot& slot, bool places) {
  std::vector<Word> heads;
  for (const auto filler : fillers(tree, trigger, light, slot)) {
    if (slot.kind == Slot::Kind::kClause) {
      for (const auto subject : subjects(tree, filler)) {
        if (classes[subject].actor) heads.push_back(subject);
      }
    } else if (classes[filler].actor) {
      heads.push_back(filler);
    } else if (const auto owner = owner_of(tree, classes, filler); owner != kNoWord) {
      heads.push_back(owner);
    } else if (const auto place = places ? place_of(tree, classes, filler) : seat_of(tree, classes, filler);
               place != kNoWord) {
      heads.push_back(place);
    }
  }
  return heads;
}

// "imposed tariffs on each other".
bool is_done_to_each_other(const Tree& tree, const Match& match, const Frame& frame) {
  return std::ranges::any_of(frame.recipient, [&](const Slot& slot) {
    const auto heads = fillers(tree, match.trigger, match.light, slot);
    return std::ranges::any_of(heads, [&](Word head) { return !each_other(tree, head).empty(); });
  });
}

// "condemned the killing of a Norlandic general by Vendoria" blames Vendoria.
void blame_doers(const Tree& tree, std::span<const WordClasses> classes, Match& match) {
  std::vector<Word> blamed;
  for (const auto recipient : match.recipients) {
    const auto harm = harm_done_to(tree, recipient, match.trigger);
    if (harm == kNoWord) blamed.push_back(recipient);
    if (harm == kNoWord) continue;
    for (const auto doer : doers_of(tree, harm)) {
      const auto side = classes[doer].actor ? doer : owner_of(tree, classes, doer);
      if (side != kNoWord) blamed.push_back(side);
    }
  }
  match.recipients = std::move(blamed);
}

void add_new(const std::vector<Word>& from, std::vector<Word>& to) {
  for (const auto word : from) {
    if (std::ranges::find(to, word) == to.end()) to.push_back(word);
  }
}

// Words of a trigger that stand in it only because the others do not without them ("agree in principle") do not count,
// nor does a need that anything meets.
std::size_t size_of(const Frame& frame, const std::vector<std::string>& words) {
  std::size_t count = words.size();
  for (const auto& requirement : frame.needs) count += asks_for_anything(requirement.words) ? 0 : 1;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) count -= is_one_of(words[i], kBetween) ? 1 : 0;
  return count;
}

}  // namespace

Matcher::Matcher(const Patterns& patterns) : patterns_(patterns) {
  for (const auto& pattern : patterns.patterns) {
    if (pattern.verbs) add(pattern, *pattern.verbs, true);
    if (pattern.nouns) add(pattern, *pattern.nouns, false);
  }
}

void Matcher::add(const Pattern& pattern, const Frame& frame, bool verb) {
  for (const auto& words : frame.triggers) {
    const auto& head = verb ? words.front() : words.back();
    candidates_[head].push_back({&pattern, &frame, &words, verb, size_of(frame, words)});
  }
}

bool Matcher::may_trigger(std::string_view lemma) const { return candidates_.find(lemma) != candidates_.end(); }

std::vector<Match> Matcher::match(const Tree& tree, std::span<const WordClasses> classes) const {
  std::vector<Match> matches;
  for (Word word = 0; word < tree.size(); ++word) {
    const auto found = candidates_.find(tree.lemma(word));
    if (found == candidates_.end()) continue;
    const bool verb = tree.is_verb(word);
    const bool modifier = tree.relation(word) == Relation::kCompound;  // "riot police" tells of no riot
    if (verb ? !is_deed(tree, word) : !tree.is_noun(word) || modifier) continue;
    const auto light = verb ? kNoWord : light_verb_of(tree, word, patterns_.light_verbs);
    const Candidate* best = nullptr;
    Rank highest;
    for (const auto& candidate : found->second) {
      if (candidate.verb != verb || candidate.size < highest.size) continue;
      if (!stands_whole(tree, word, *candidate.words, verb)) continue;
      // "made arrests": whose arrests they are is not who was arrested.
      if (light != kNoWord && suffers_as_owner(*candidate.frame)) continue;
      Rank rank{candidate.size, 0, candidate.pattern->mode.empty() ? 0U : 1U};
      const auto fit = [&](const Requirement& requirement, bool wanted) {
        auto heads = fillers(tree, word, light, requirement.slot);
        const bool demand =
            candidate.pattern->type == record::EventType::kRequest && requirement.slot.kind == Slot::Kind::kClause;
        if (demand)
          std::erase_if(heads, [&](Word head) { return has_happened(tree, head) || is_told(tree, word, head); });
        const bool threat = verb && candidate.pattern->type == record::EventType::kThreaten &&
                            requirement.slot.kind == Slot::Kind::kClause && !names_whom(*candidate.frame);
        if (threat) std::erase_if(heads, [&](Word head) { return is_of_another(tree, word, head); });
        const bool places = wanted && is_target(requirement.slot) && happens_to_places(candidate.pattern->type);
        return holds(tree, classes, heads, requirement.words, wanted, places);
      };
      bool fits = true;
      for (const auto& requirement : candidate.frame->needs) {
        const auto how = fits ? fit(requirement, true) : Fit::kNot;
        fits = fits && how != Fit::kNot;
        if (how == Fit::kByWord) ++rank.by_word;
      }
      const auto forbids = [&](const Requirement& requirement) { return fit(requirement, false) != Fit::kNot; };
      if (!fits || std::ranges::any_of(candidate.frame->never, forbids)) continue;
      if (best != nullptr && rank <= highest) continue;
      best = &candidate;
      highest = rank;
    }
    if (best == nullptr) continue;
    Match match{best->pattern, word, light, {}, {}, false};
    for (const auto& slot : best->frame->actor) {
      if (!match.actors.empty() && !best->pattern->mutual) break;
      add_new(actors_in(tree, classes, word, light, slot, false), match.actors);
    }
    // Whoever does it to its object does it, whatever slot the pattern names: "by" is the agent's only where there is
    // one.
    if (match.actors.empty() && verb && !suffers_as_subject(*best->frame) && !objects(tree, word).empty())
      add_new(actors_in(tree, classes, word, light, {Slot::Kind::kSubject, ""}, false), match.actors);
    match.each_other = is_done_to_each_other(tree, match, *best->frame);
    for (const auto& slot : best->frame->recipient) {
      if (!match.recipients.empty() || match.each_other) break;
      const bool places = happens_to_places(best->pattern->type);
      for (const auto head : actors_in(tree, classes, word, light, slot, places)) {
        if (std::ranges::find(match.actors, head) == match.actors.end()) add_new({head}, match.recipients);
      }
    }
    if (blames(best->pattern->type)) blame_doers(tree, classes, match);
    matches.push_back(std::move(match));
  }
  return matches;
}

}  // namespace tidings::extract
