#pragma once

#include <string>
#include <vector>

#include "pipeline/extract/coder.h"

namespace tidings::quality {

// What came of one sentence of a pattern.
struct Tried {
  const extract::Pattern* pattern = nullptr;
  std::string sentence;  // as the file has it
  bool fires = true;     // must it give the pattern's type and mode, or nothing of its type?
  bool good = false;
  std::string rules;  // of the events that it gave; empty where it gave none
};

// The sentences of all patterns, in their order. They are about invented countries and towns; what is asked is whether
// the patterns are right, not whether a name that nobody knows is read as one, so real names stand in for them.
// Refers to the patterns of `knowledge`.
[[nodiscard]] std::vector<Tried> try_sentences(const extract::Knowledge& knowledge);

}  // namespace tidings::quality
