#pragma once

#include <string_view>
#include <vector>

#include "pipeline/extract/event/quantity.h"
#include "pipeline/extract/event/tree.h"

namespace tidings::extract {

// How many of what: "killed 12 people" (killed), "30 wounded" (injured), "100,000 troops", "$1.2 billion" (money).
struct Count {
  std::string_view what;
  Word word = kNoWord;  // by which it hangs in its tree: the verb or adjective, else what is counted
  Quantity quantity;
};

// What is counted in one sentence, from `begin` to `end`; `quantities` are those of the sentence. What happens to
// people comes before what they are: soldiers who were killed are killed. Coordinated objects are added up ("two
// soldiers and a driver"). People of no kind that matters (`kPeople`) are counted, too: of a protest they are those who
// protest.
inline constexpr std::string_view kPeople = "people";
[[nodiscard]] std::vector<Count> counts_of(const Tree& tree, Word begin, Word end,
                                           const std::vector<Quantity>& quantities);

}  // namespace tidings::extract
