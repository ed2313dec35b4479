#include "pipeline/extract/actor/unnamed.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/actor/codes.h"
#include "pipeline/extract/actor/named.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Role;
using record::ActorKind;

ActorKind kind_of(const Role& role) {
  if (role.kind == Role::Kind::kGroup) return ActorKind::kGroup;
  if (role.kind == Role::Kind::kBody) return ActorKind::kOrganisation;
  return ActorKind::kPerson;
}

// "the Reagan administration".
constexpr std::array<std::string_view, 4> kLed = {"administration", "government", "cabinet", "regime"};

// Whose: "his government", "Lavrov's deputy". Of names only persons: what is a country's is told by its code.
const Mention* owner_of(const Tree& tree, const Roll& roll, Word noun) {
  auto owner = tree.child(noun, language::Relation::kNmodPoss);
  const bool led = owner == kNoWord && is_one_of(tree.lemma(noun), kLed);
  if (led) owner = tree.child(noun, language::Relation::kCompound);
  const auto* mention = owner == kNoWord ? nullptr : roll.at(owner);
  const bool known =
      mention != nullptr && (tree.upos(owner) == language::Upos::kPron || mention->kind == ActorKind::kPerson);
  return known ? mention : nullptr;
}

// A deputy by himself sits in a parliament; somebody's deputy works where that one does.
void take_place_of(const Mention& owner, std::string_view lemma, Mention& mention) {
  if (lemma != "deputy" || owner.kind != ActorKind::kPerson) return;
  mention.position = lemma;
  mention.sector = owner.sector;
}

}  // namespace

Mention mention_of_role(const Ground& ground, const Roll& roll, const Office& office, Word head) {
  Mention mention;
  mention.begin = std::max(office.begin, roll.floor_of(head));
  mention.end = std::max(head + 1, office.end);
  mention.kind = kind_of(*office.role);
  mention.code = code_of_noun(ground, head, office.begin);
  const auto* owner = owner_of(ground.tree(), roll, head);
  if (mention.code.empty() && owner != nullptr) mention.code = owner->code;
  mention.more_codes = codes_beside(ground, head, mention.code);
  mention.name = ground.joined(mention.begin, mention.end);
  mention.via = "role";
  take_office(ground, office, mention);
  if (owner != nullptr) take_place_of(*owner, ground.tree().lemma(head), mention);
  return mention;
}

std::optional<Mention> mention_of_own_country(const Ground& ground, const Roll& roll, Word noun) {
  const auto lemma = ground.tree().lemma(noun);
  if (lemma != "country" && lemma != "nation") return std::nullopt;
  Mention mention;
  if (const auto* owner = owner_of(ground.tree(), roll, noun)) mention.code = owner->code;
  if (mention.code.empty()) return std::nullopt;
  mention.begin = noun;
  mention.end = noun + 1;
  mention.kind = ActorKind::kPlace;
  mention.name = ground.joined(noun, noun + 1);
  mention.via = "role";
  return mention;
}

std::optional<Mention> mention_of_one(const Ground& ground, Word one) {
  const auto& tree = ground.tree();
  if (tree.lemma(one) != "one") return std::nullopt;
  for (const auto child : tree.children(one)) {
    if (child < one || tree.preposition(child) != "of") continue;
    const auto office = ground.office_at(child);
    if (office.role == nullptr || ground.name_at(child) != nullptr) return std::nullopt;
    Mention mention;
    mention.begin = one;
    mention.end = child + 1;
    mention.kind = ActorKind::kPerson;
    mention.code = code_of_noun(ground, child, office.begin);
    mention.name = ground.joined(one, child + 1);
    mention.via = "role";
    take_office(ground, office, mention);
    return mention;
  }
  return std::nullopt;
}

}  // namespace tidings::extract
