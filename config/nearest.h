#pragma once

#include <string>
#include <string_view>

namespace tidings::config {

// The option or section that `path` was probably meant to be; empty where nothing is near. Within the same section a
// typo or two count as near; a key that belongs into another section is found there by its name.
[[nodiscard]] std::string nearest_key(std::string_view path);

// Insertions, removals, replacements and swaps of neighbours that make one word of the other.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace tidings::config
