#pragma once

#include <optional>

#include "pipeline/extract/event/status.h"
#include "pipeline/extract/event/tree.h"

namespace tidings::extract {

// What takes a trigger out of what the text tells as so, besides the auxiliaries and verbs that status.h reads: a
// question ("Did Egypt …?"), a report that is called untrue, what somebody imagines or foretells, "almost", "instead
// of". Nothing where there is none of it. Pure; a bounded number of steps up the tree.
[[nodiscard]] std::optional<Verdict> doubt_of(const Tree& tree, Word trigger);

// Does it tell what is done again and again, and of no day: "regularly accuses", "when Israel bombs Gaza"?
[[nodiscard]] bool is_habit(const Tree& tree, Word trigger);

}  // namespace tidings::extract
