#include "pipeline/extract/actor/references.h"
#include "pipeline/extract/one_of.h"

#include <algorithm>
#include <array>

namespace tidings::extract {
namespace {

using language::Relation;
using record::ActorKind;

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

// Of a full name its first word.
bool begins(std::string_view full, std::string_view word) {
  return full.size() > word.size() && full.starts_with(word) && full[word.size()] == ' ';
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

namespace {

// "Prabowo" after "President Prabowo Subianto", whatever the network takes him for: one word that begins the names of
// one person of known country, and nobody else's.
bool is_given_name_alone(const Roll& roll, const Mention& mention) {
  const bool guessed = mention.kind == ActorKind::kPerson || mention.kind == ActorKind::kOrganisation;
  const bool unknown = mention.code.empty() && mention.position.empty() && mention.sector.empty();
  if (!guessed || !unknown || mention.name.find(' ') != std::string::npos) return false;
  const Mention* only = nullptr;
  const auto& all = roll.all();
  for (auto at = all.size(); at-- > roll.reach();) {
    const auto& earlier = all[at];
    if (earlier.kind != ActorKind::kPerson || earlier.via == "role" || !begins(earlier.name, mention.name)) continue;
    if (only != nullptr && only->name != earlier.name) return false;
    only = &earlier;
  }
  return only != nullptr && !only->code.empty();
}

}  // namespace

bool join_named(const Roll& roll, Mention& mention) {
  const auto& all = roll.all();
  const bool given = is_given_name_alone(roll, mention);
  for (auto at = all.size(); at-- > roll.reach();) {
    const auto& earlier = all[at];
    if (earlier.via == "pronoun") continue;
    const bool by_given = given && earlier.kind == ActorKind::kPerson && begins(earlier.name, mention.name);
    if (by_given) mention.kind = ActorKind::kPerson;
    if (earlier.kind != mention.kind) continue;
    const bool short_name =
        by_given || (mention.kind == ActorKind::kPerson && earlier.name.size() > mention.name.size() &&
                     earlier.name.ends_with(" " + mention.name));
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
    const bool several = earlier.via == "plural" || !earlier.more_codes.empty();  // "the president" is not both
    if (!same || other_side || several || earlier.kind != mention.kind || earlier.via == "role") continue;
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
