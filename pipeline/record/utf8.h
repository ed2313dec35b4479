#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::record {

// Whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates). NUL is well-formed. About 10 GB/s.
[[nodiscard]] bool is_utf8(std::string_view bytes);

// Length of the longest well-formed beginning; bytes.size() where all of it is.
[[nodiscard]] std::size_t utf8_prefix(std::string_view bytes);

// The bytes with every ill-formed one replaced by U+FFFD: for logs and names, never for articles.
[[nodiscard]] std::string to_utf8_lossy(std::string_view bytes);

}  // namespace tidings::record
