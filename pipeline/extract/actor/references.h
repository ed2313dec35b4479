#pragma once

#include <optional>

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/roll.h"

// Later mentions of who was mentioned before. All look back over the roll; none changes it but the last.
namespace tidings::extract {

// A name whose words end a fuller one before it, or that the lexicon knows as the same: takes over what is known.
// False where there is none.
[[nodiscard]] bool join_named(const Roll& roll, Mention& mention);

// "the minister": the last person of that office. False where there is none.
[[nodiscard]] bool join_description(const Roll& roll, Mention& mention);

// "the deputy minister" of a deputy foreign minister, "the diplomat" of anybody who serves a government.
[[nodiscard]] bool may_be_called(const Mention& earlier, const Mention& mention);

// "The alliance", "the bloc": the last organisation of states. None where there is none.
[[nodiscard]] std::optional<Mention> mention_of_alliance(const Ground& ground, const Roll& roll, Word noun);

// "Foreign Minister (MFA) Jan Vok", "the minister, Jan Vok": an office and a name that belong together are one person.
void join_appositions(const Ground& ground, Roll& roll);

}  // namespace tidings::extract
