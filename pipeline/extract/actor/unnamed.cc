#include "pipeline/extract/actor/unnamed.h"

#include <algorithm>

#include "pipeline/extract/actor/codes.h"
#include "pipeline/extract/actor/named.h"

namespace tidings::extract {
namespace {

using language::Role;
using record::ActorKind;

ActorKind kind_of(const Role& role) {
  if (role.kind == Role::Kind::kGroup) return ActorKind::kGroup;
  if (role.kind == Role::Kind::kBody) return ActorKind::kOrganisation;
  return ActorKind::kPerson;
}

// "His government": of the country of whom the pronoun means.
std::string code_of_owner(const Tree& tree, const Roll& roll, Word noun) {
  const auto owner = tree.child(noun, language::Relation::kNmodPoss);
  const auto* mention = owner == kNoWord || tree.upos(owner) != language::Upos::kPron ? nullptr : roll.at(owner);
  return mention == nullptr ? std::string() : mention->code;
}

}  // namespace

Mention mention_of_role(const Ground& ground, const Roll& roll, const Office& office, Word head) {
  Mention mention;
  mention.begin = std::max(office.begin, roll.floor_of(head));
  mention.end = std::max(head + 1, office.end);
  mention.kind = kind_of(*office.role);
  mention.code = code_of_noun(ground, head, office.begin);
  if (mention.code.empty()) mention.code = code_of_owner(ground.tree(), roll, head);
  mention.more_codes = codes_beside(ground, head, mention.code);
  mention.name = ground.joined(mention.begin, mention.end);
  mention.via = "role";
  take_office(office, mention);
  return mention;
}

std::optional<Mention> mention_of_own_country(const Ground& ground, const Roll& roll, Word noun) {
  const auto lemma = ground.tree().lemma(noun);
  if (lemma != "country" && lemma != "nation") return std::nullopt;
  Mention mention;
  mention.code = code_of_owner(ground.tree(), roll, noun);
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
    take_office(office, mention);
    return mention;
  }
  return std::nullopt;
}

}  // namespace tidings::extract
