#pragma once

#include <string>
#include <string_view>

namespace tidings::record {

// RFC 4648, section 4: with padding, no line ends.
[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace tidings::record
