#pragma once

#include <vector>

#include "pipeline/extract/time/build.h"
#include "pipeline/extract/time/patterns.h"
#include "pipeline/extract/time/zones.h"

namespace tidings::extract::timex {

// The patterns of rules.cc and of the zones, compiled.
class Patterns {
 public:
  explicit Patterns(const Zones& zones);

  // Appends what stands in the text, in its order: the longest match at each place, on ties the rule that comes first.
  void find(const Surroundings& around, DayOrder order, std::vector<Form>& forms) const;

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  Vocabulary vocabulary_;
  Trie trie_;
};

}  // namespace tidings::extract::timex
