#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "pipeline/language/tokens.h"

namespace tidings::language {

// How many words the dateline takes that a sentence begins with, its dash among them: "OSLO, Jan 5 (Reuters) –". 0
// where it has none. A place in capitals, or a date or an agency behind it, makes one; "NATO – the alliance – said" has
// none.
[[nodiscard]] std::uint32_t dateline_of(std::span<const std::string_view> forms, std::span<const Token> tokens);

}  // namespace tidings::language
