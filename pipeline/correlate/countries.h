#pragma once

#include <span>
#include <string_view>

namespace tidings::correlate {

// Whether a place of this name is a whole country, which any city in it agrees with.
[[nodiscard]] bool is_country(std::string_view name);

[[nodiscard]] std::span<const std::string_view> countries();

}  // namespace tidings::correlate
