#pragma once

#include <optional>
#include <vector>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/event/tree.h"

namespace tidings::extract {

// A word whose dependents tell of an event when and where it is.
struct Host {
  Word word = kNoWord;
  int cost = 0;           // the dearer, the less it is about this event
  Word after = 0;         // only dependents behind this word: "the council meets in Oslo and the committee in Bergen"
  Word before = kNoWord;  // only those before it: "on Monday he came and saw them"
};

// The verb that tells of an event noun that it takes place, whose subject it is: "talks took place", "talks are to be
// held", "a summit, which will open in Oslo", "the second round of talks is scheduled for Friday"; kNoWord: none.
[[nodiscard]] Word carrier_of(const Tree& tree, Word noun);

// Cheapest first. What is told of another predicate dates and places nothing here: "said on Monday that they would
// meet", "praised the talks in Oslo".
[[nodiscard]] std::vector<Host> hosts_of(const Tree& tree, Word trigger, Word light);

// Goes up from a dependent to the host it belongs to, past nouns only; steps, or nothing where it belongs to none.
[[nodiscard]] std::optional<int> steps_to(const Tree& tree, Word word, const Host& host);

}  // namespace tidings::extract
