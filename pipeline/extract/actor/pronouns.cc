#include "pipeline/extract/actor/pronouns.h"

#include <array>
#include <string_view>

#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Gender;
using language::Relation;
using record::ActorKind;

constexpr Word kPronounReach = 120;  // words back to whom "he" may mean

constexpr int kMostSteps = 8;  // up the tree, to whose "its" is

constexpr auto kKin = std::to_array<std::string_view>(
    {"son",     "daughter", "child",   "baby",      "wife",          "husband",     "mother",
     "father",  "parent",   "brother", "sister",    "family",        "cousin",      "nephew",
     "niece",   "uncle",    "aunt",    "grandson",  "granddaughter", "grandmother", "grandfather",
     "partner", "relative", "friend",  "neighbour", "neighbor",      "widow",       "twin"});
constexpr auto kSays = std::to_array<std::string_view>(
    {"say", "add", "announce", "state", "declare", "claim", "report", "confirm", "warn", "deny", "note", "allege"});

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
      const bool elsewhere = tree_.sentence(earlier.begin) != tree_.sentence(word_);
      if (elsewhere && (is_kin() || (is_object_of_verb() && has_other_before(at, gender)))) return std::nullopt;
      if (const auto* nearer = elsewhere ? unnamed_before() : nullptr; nearer != nullptr)
        return is_object(*nearer) ? std::nullopt : std::optional(here(*nearer));
      return here(earlier);
    }
    return std::nullopt;
  }

  // "Norland said it would close the border": who says it speaks of itself.
  [[nodiscard]] std::optional<Mention> reporter() const {
    const auto verb = tree_.head(word_);
    const auto relation = tree_.relation(word_);
    if ((!is_subject(relation) && relation != Relation::kExpl) || verb == kNoWord) return std::nullopt;
    if (tree_.relation(verb) == Relation::kRoot) return reporter_before(verb);
    if (tree_.relation(verb) != Relation::kCcomp || relation == Relation::kExpl) return std::nullopt;
    const auto report = tree_.head(verb);
    if (report == kNoWord || !tree_.is_verb(report) || report > word_) return std::nullopt;
    return subject_of(report);
  }

  // "Norland closed the border. It said that …": who acted there speaks.
  [[nodiscard]] std::optional<Mention> reporter_before(Word verb) const {
    const auto first = tree_.sentence_of(word_).begin;
    const bool says = is_one_of(tree_.lemma(verb), kSays) && tree_.child(verb, Relation::kAuxPass) == kNoWord;
    if (!says || first == 0 || word_ != first || tree_.lemma(word_) != "it") return std::nullopt;
    const auto before = tree_.sentence_of(first - 1);
    for (auto word = before.begin; word < before.end; ++word) {
      if (tree_.relation(word) == Relation::kRoot) return subject_of(word);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Mention> subject_of(Word report) const {
    auto who = tree_.child(report, Relation::kNsubj);
    if (who == kNoWord) who = tree_.child(report, Relation::kExpl);  // "It added that": no empty word, though read so
    const auto* mention = who == kNoWord ? nullptr : roll_.at(who);
    if (mention == nullptr || !mention->acts || is_named_person(*mention)) return std::nullopt;
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

  // "Her son" is another than she.
  [[nodiscard]] bool is_kin() const {
    const auto noun = tree_.head(word_);
    return tree_.relation(word_) == Relation::kNmodPoss && noun != kNoWord && is_one_of(tree_.lemma(noun), kKin);
  }

  [[nodiscard]] bool is_object_of_verb() const {
    const auto relation = tree_.relation(word_);
    return relation == Relation::kObj || relation == Relation::kIobj || relation == Relation::kObl;
  }

  // "Police arrested Holm. Berg thanked them. They accuse him": of two whom it may mean nobody says which.
  [[nodiscard]] bool has_other_before(std::size_t at, Gender gender) const {
    const auto& all = roll_.all();
    const auto& meant = all[at];
    while (at-- > roll_.reach() && word_ - all[at].begin <= kPronounReach) {
      if (is_named_person(all[at]) && all[at].name != meant.name && may_be(all[at], gender)) return true;
    }
    return false;
  }

  // The last single person without a name in the sentence so far, or null: "an official said he".
  [[nodiscard]] const Mention* unnamed_before() const {
    const auto& all = roll_.all();
    for (auto at = all.size(); at-- > roll_.reach() && tree_.sentence(all[at].begin) == tree_.sentence(word_);) {
      const auto& earlier = all[at];
      const bool one = tree_.xpos(roll_.head_of(earlier)) == language::Xpos::kNn;
      if (earlier.kind == ActorKind::kPerson && earlier.via == "role" && one) return &earlier;
    }
    return nullptr;
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

}  // namespace

std::optional<Mention> mention_of_pronoun(const Ground& ground, const Holders& holders, const Roll& roll, Word word) {
  return Pronoun(ground, holders, roll, word).meant();
}

}  // namespace tidings::extract
