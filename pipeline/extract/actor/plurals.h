#pragma once

#include <optional>

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/roll.h"

namespace tidings::extract {

// Whom a plural means that names nobody: "the two ministers" the last persons of that office, each of another side;
// "both sides" and ministers who were not named those who are all the sides of one sentence before. None where the noun
// is no such plural or nobody fits. `called`: the mention that its words make by themselves; without a role of its own
// for "sides" and the like.
[[nodiscard]] std::optional<Mention> mention_of_several(const Ground& ground, const Roll& roll, Word head,
                                                        Mention called);

// "Sides", "countries", "the pair": nouns that mean somebody only as such a plural.
[[nodiscard]] bool means_several(const Tree& tree, Word noun);

}  // namespace tidings::extract
