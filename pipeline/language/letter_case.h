#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::language {

// Words longer than this are nobody's words: looked up nowhere, returned as they are. Bytes.
inline constexpr std::size_t kLongestWord = 64;

// Replaces `out` by `word` in lower case (simple mappings of Unicode), with ’ ` ´ written as '.
void lower(std::string_view word, std::string& out);
[[nodiscard]] bool is_upper_first(std::string_view word);
// At least one letter, and none in lower case.
[[nodiscard]] bool is_all_upper(std::string_view word);

}  // namespace tidings::language
