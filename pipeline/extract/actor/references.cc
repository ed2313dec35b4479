#include "pipeline/extract/actor/references.h"
#include "pipeline/extract/one_of.h"

#include <algorithm>
#include <array>

namespace tidings::extract {
namespace {

using language::Gender;
using language::Relation;
using record::ActorKind;

constexpr Word kPronounReach = 120;  // words back to whom "he" may mean

constexpr int kMostSteps = 8;  // up the tree, to whose "its" is

bool is_named_person(const Mention& mention) { return mention.kind == ActorKind::kPerson && mention.via != "role"; }

bool is_subject(Relation relation) { return relation == Relation::kNsubj || relation == Relation::kNsubjPass; }

class Pronoun {
 public:
  Pronoun(const Ground& ground, const Holders& holders, const Roll& roll, Word word)
      : ground_(ground), tree_(ground.tree()), holders_(holders), roll_(roll), word_(word) {}

  [[nodiscard]] std::optional<Mention> meant() const {
    const auto lemma = tree_.lemma(word_);
    const auto form = tree_.form(word_);
    if (form == "its" || form == "Its") return owner();
    if (lemma == "it" || lemma == "they") return reporter();
    if (lemma == "he" || form == "his" || form == "His" || form == "him") return person(Gender::kMale);
    if (lemma == "she" || form == "her" || form == "Her") return person(Gender::kFemale);
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<Mention> person(Gender gender) const {
    const auto& all = roll_.all();
    for (auto at = all.size(); at-- > roll_.reach();) {
      const auto& earlier = all[at];
      if (word_ - earlier.begin > kPronounReach) return std::nullopt;
      // Who is named between quotation marks is not who "he said" behind them means.
      const bool quoted = ground_.is_quoted(earlier.begin) && !ground_.is_quoted(word_);
      if (!is_named_person(earlier) || quoted || !may_be(earlier, gender)) continue;
      if (is_object(earlier) && has_subject_before(at, gender)) continue;
      return here(earlier);
    }
    return std::nullopt;
  }

  // "Norland said it would close the border": who says it speaks of itself.
  [[nodiscard]] std::optional<Mention> reporter() const {
    const auto verb = tree_.head(word_);
    if (!is_subject(tree_.relation(word_)) || verb == kNoWord || tree_.relation(verb) != Relation::kCcomp)
      return std::nullopt;
    const auto report = tree_.head(verb);
    if (report == kNoWord || !tree_.is_verb(report) || report > word_) return std::nullopt;
    const auto who = tree_.child(report, Relation::kNsubj);
    const auto* mention = who == kNoWord ? nullptr : roll_.at(who);
    if (mention == nullptr || is_named_person(*mention)) return std::nullopt;
    return here(*mention);
  }

  // "Norland denied that its navy had fired": the nearest country or body above that is the subject and stands before.
  [[nodiscard]] std::optional<Mention> owner() const {
    if (tree_.relation(word_) != Relation::kNmodPoss) return std::nullopt;
    auto verb = tree_.head(word_);
    for (int step = 0; step < kMostSteps && verb != kNoWord; ++step, verb = tree_.head(verb)) {
      const auto who = tree_.is_verb(verb) ? tree_.child(verb, Relation::kNsubj) : kNoWord;
      if (who == kNoWord || who > word_ || tree_.is_below(word_, who)) continue;
      const auto* mention = roll_.at(who);
      const bool body = mention != nullptr && mention->acts &&
                        (mention->kind == ActorKind::kOrganisation || mention->kind == ActorKind::kPlace);
      if (!body || mention->via == "adjective") return std::nullopt;
      return here(*mention);
    }
    return std::nullopt;
  }

  [[nodiscard]] Mention here(Mention mention) const {
    mention.begin = word_;
    mention.end = word_ + 1;
    mention.via = "pronoun";
    return mention;
  }

  // In the sentence before him a subject is meant sooner than an object.
  [[nodiscard]] bool is_object(const Mention& mention) const {
    return !is_subject(tree_.relation(roll_.head_of(mention)));
  }

  [[nodiscard]] bool has_subject_before(std::size_t at, Gender gender) const {
    const auto& all = roll_.all();
    const auto sentence = tree_.sentence(all[at].begin);
    while (at-- > 0 && tree_.sentence(all[at].begin) == sentence) {
      if (is_named_person(all[at]) && may_be(all[at], gender) && !is_object(all[at])) return true;
    }
    return false;
  }

  [[nodiscard]] bool may_be(const Mention& mention, Gender gender) const {
    const auto known = holders_.gender_of(mention.name);
    return known == Gender::kUnknown || known == gender;
  }

  const Ground& ground_;
  const Tree& tree_;
  const Holders& holders_;
  const Roll& roll_;
  Word word_;
};

void join_if_named(const Roll& roll, Mention& office, Word word, Relation relation) {
  const bool together = relation == Relation::kAppos || relation == Relation::kFlat ||
                        relation == Relation::kNmodDesc || relation == Relation::kCompound;
  auto* person = roll.at(word);
  if (!together || person == nullptr || !is_named_person(*person) || person->via == "pronoun") return;
  if (!person->code.empty() && !office.code.empty() && person->code != office.code) return;
  if (person->code.empty()) person->code = office.code;
  if (person->position.empty()) person->position = office.position;
  if (person->sector.empty()) person->sector = office.sector;
  office.entity = person->entity;
  office.name = person->name;
  office.code = person->code;
  office.via = "apposition";
}

}  // namespace

bool may_be_called(const Mention& earlier, const Mention& mention) {
  static constexpr std::array<std::string_view, 8> kGeneral = {"diplomat", "official",  "politician", "leader",
                                                               "envoy",    "statesman", "head",       "chief"};
  if (earlier.position.empty()) return false;
  if (is_one_of(mention.position, kGeneral)) return earlier.sector == mention.sector;
  std::string_view rest = earlier.position;
  std::string_view words = mention.position;
  while (!words.empty()) {
    const auto word = words.substr(0, words.find(' '));
    const auto at = rest.find(word);
    if (at == std::string_view::npos) return false;
    rest.remove_prefix(at + word.size());
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  return true;
}

bool join_named(const Roll& roll, Mention& mention) {
  const auto& all = roll.all();
  for (auto at = all.size(); at-- > roll.reach();) {
    const auto& earlier = all[at];
    if (earlier.kind != mention.kind || earlier.via == "pronoun") continue;
    const bool short_name = mention.kind == ActorKind::kPerson && earlier.name.size() > mention.name.size() &&
                            earlier.name.ends_with(" " + mention.name);
    if (!short_name && earlier.name != mention.name) continue;
    if (mention.code.empty()) mention.code = earlier.code;
    if (mention.code != earlier.code) continue;
    if (short_name) mention.via = "short name";
    mention.name = earlier.name;
    if (mention.sector.empty()) mention.sector = earlier.sector;
    if (mention.position.empty()) mention.position = earlier.position;
    mention.entity = earlier.entity;
    return true;
  }
  return false;
}

bool join_description(const Roll& roll, Mention& mention) {
  const auto& all = roll.all();
  for (auto at = all.size(); at-- > roll.reach();) {
    const auto& earlier = all[at];
    const bool same = may_be_called(earlier, mention);
    const bool other_side = !mention.code.empty() && earlier.code != mention.code;
    if (!same || other_side || earlier.kind != mention.kind || earlier.via == "role") continue;
    const auto begin = mention.begin;
    const auto end = mention.end;
    mention = earlier;
    mention.begin = begin;
    mention.end = end;
    mention.via = "description";
    return true;
  }
  return false;
}

std::optional<Mention> mention_of_alliance(const Ground& ground, const Roll& roll, Word noun) {
  static constexpr std::array<std::string_view, 5> kAlliances = {"alliance", "bloc", "organisation", "organization",
                                                                 "union"};
  const auto lemma = ground.tree().lemma(noun);
  if (!is_one_of(lemma, kAlliances) || !ground.is_definite(noun)) return std::nullopt;
  const auto& all = roll.all();
  for (auto at = all.size(); at-- > roll.reach();) {
    if (all[at].kind != ActorKind::kOrganisation || all[at].sector != "IGO") continue;
    auto mention = all[at];
    mention.begin = noun;
    mention.end = noun + 1;
    mention.via = "description";
    return mention;
  }
  return std::nullopt;
}

std::optional<Mention> mention_of_pronoun(const Ground& ground, const Holders& holders, const Roll& roll, Word word) {
  return Pronoun(ground, holders, roll, word).meant();
}

void join_appositions(const Ground& ground, Roll& roll) {
  const auto& tree = ground.tree();
  for (auto& office : roll.all()) {
    if (office.via != "role" || office.kind != ActorKind::kPerson) continue;
    const auto head = roll.head_of(office);
    if (tree.xpos(head) == language::Xpos::kNns) continue;  // "trained soldiers, Holm told the house"
    for (const auto child : tree.children(head)) join_if_named(roll, office, child, tree.relation(child));
    if (const auto above = tree.head(head); above != kNoWord) join_if_named(roll, office, above, tree.relation(head));
  }
}

}  // namespace tidings::extract
