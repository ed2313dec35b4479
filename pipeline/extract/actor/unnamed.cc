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

}  // namespace

Mention mention_of_role(const Ground& ground, const Roll& roll, const Office& office, Word head) {
  Mention mention;
  mention.begin = std::max(office.begin, roll.floor_of(head));
  mention.end = std::max(head + 1, office.end);
  mention.kind = kind_of(*office.role);
  mention.code = code_of_noun(ground, head, office.begin);
  mention.more_codes = codes_beside(ground, head, mention.code);
  mention.name = ground.joined(mention.begin, mention.end);
  mention.via = "role";
  take_office(office, mention);
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
