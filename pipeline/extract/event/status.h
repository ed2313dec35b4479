#pragma once

#include "pipeline/extract/event/tree.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// Whether it happened, as the sentence has it, and the word that says so.
struct Verdict {
  record::Status status = record::Status::kOccurred;
  Word by = kNoWord;  // kNoWord: nothing speaks against it
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// From tense, auxiliaries, negation, what the trigger is embedded in ("plans to", "refused to", "called for", "if")
// and, for a noun, what is done with it ("cancelled the talks", "the planned visit", "ahead of the summit"). `light`:
// the verb whose object a noun trigger is, or kNoWord. Speech that reports ("said that") changes nothing: who said it
// is the attribution. What the time of the event says is not looked at. Pure; a bounded number of steps up the tree.
[[nodiscard]] Verdict status_of(const Tree& tree, Word trigger, Word light);

}  // namespace tidings::extract
