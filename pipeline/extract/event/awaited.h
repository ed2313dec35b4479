#pragma once

#include <optional>

#include "pipeline/extract/event/status.h"
#include "pipeline/extract/event/tree.h"

namespace tidings::extract {

// Of a clause behind "until", "once" or "before" that has not come to be so: "will not resume talks until Norland lifts
// the sanctions" waits for what nobody has done, and asks for it where it is a refusal. `main`: what is told of the
// clause that it belongs to, whose word is `head`. Nothing where it may be past: "did not leave until they had paid".
[[nodiscard]] std::optional<Verdict> awaited(const Tree& tree, Word verb, Word head, const Verdict& main);

}  // namespace tidings::extract
