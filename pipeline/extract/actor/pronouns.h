#pragma once

#include <optional>

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/holders.h"
#include "pipeline/extract/actor/roll.h"

namespace tidings::extract {

// Whom "he", "she" or "it" means, as far as the roll goes; none where nobody fits, or where several do and nothing says
// which.
[[nodiscard]] std::optional<Mention> mention_of_pronoun(const Ground& ground, const Holders& holders, const Roll& roll,
                                                        Word word);

}  // namespace tidings::extract
