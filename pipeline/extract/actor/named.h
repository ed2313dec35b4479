#pragma once

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/holders.h"
#include "pipeline/extract/actor/mentions.h"

namespace tidings::extract {

// The mention that a name is by itself: its kind, codes, office and how they are known. Codes come from what stands
// beside the name before they come from the lexicon. Pure.
[[nodiscard]] Mention mention_of(const Ground& ground, const Holders& holders, const language::Name& name);

// The role that a name in capitals is ("the Secretary of State"), or null.
[[nodiscard]] const language::Role* office_named(const Ground& ground, const language::Name& name);

// What the office says of who holds it; who held it is of the elite and no longer of the government.
void take_office(const Ground& ground, const Office& office, Mention& mention);

}  // namespace tidings::extract
