#pragma once

#include <string_view>
#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// A number as the text has it: "12", "nearly 100,000", "two dozen", "hundreds of", "between 20 and 30", "$1.2 billion".
// Of "hundreds" the value is one hundred and a lower bound; of a range it is the lower end.
struct Quantity {
  Word begin = 0, end = 0;  // with what bounds it and with its currency
  Word number = 0;          // last word of the number itself
  double value = 0;
  bool about = false;
  record::Bound bound = record::Bound::kExact;
  std::string_view currency;  // ISO 4217; empty: no money
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// Those of the words from `begin` to `end`, of one sentence, in the order of the text. Ordinals, ages, scores and
// percentages are no quantities; `skip[i]`: word i is part of a time, and no number.
[[nodiscard]] std::vector<Quantity> quantities_of(const Tree& tree, Word begin, Word end,
                                                  const std::vector<bool>& skip);

}  // namespace tidings::extract
