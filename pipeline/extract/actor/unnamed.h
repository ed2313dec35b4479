#pragma once

#include <optional>

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/roll.h"

namespace tidings::extract {

// Who is called by what he is: "the minister", "Norlandic police", "one of the protesters". Its code is what stands
// beside it. Pure.
[[nodiscard]] Mention mention_of_role(const Ground& ground, const Roll& roll, const Office& office, Word head);

// "His country": that of whom the pronoun means. None where nobody is known.
[[nodiscard]] std::optional<Mention> mention_of_own_country(const Ground& ground, const Roll& roll, Word noun);

// "one of the protesters": somebody of them. None where the word begins no such phrase.
[[nodiscard]] std::optional<Mention> mention_of_one(const Ground& ground, Word one);

}  // namespace tidings::extract
