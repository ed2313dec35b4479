#pragma once

#include "pipeline/extract/event/status.h"

namespace tidings::extract {

// What a verb says by itself of whether it happened: by tense, auxiliaries, negation ("did not go", "nobody went"), the
// conjunction before it ("if they go") and by standing as a condition ("had they gone"). What it depends on is not
// looked at.
[[nodiscard]] Verdict form_of(const Tree& tree, Word verb);

// The "to" of an infinitive, or kNoWord.
[[nodiscard]] Word infinitive_of(const Tree& tree, Word verb);

}  // namespace tidings::extract
