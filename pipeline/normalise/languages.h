#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/document.h"

namespace tidings::normalise {

// ISO 639-1 (639-2 or -3 where that has none) of a cleaned text, told by CLD2 from its first `bytes`; where that is
// unsure, `stated` (the article's own field) where it is a language code, else "und".
[[nodiscard]] std::string language_of(std::string_view text, std::string_view stated, std::size_t bytes);

// Passages in letters of another script than Latin, in a text that is mostly Latin: from the first such letter to the
// last one with nothing but spaces and marks between. At most kPassages; a text with more of them has them in one.
inline constexpr std::size_t kPassages = 64;
void find_foreign(std::string_view text, std::vector<record::Foreign>& foreign);

}  // namespace tidings::normalise
