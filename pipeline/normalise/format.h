#pragma once

#include "pipeline/record/input.h"

namespace tidings::normalise {

enum class Format : std::uint8_t { kText, kJson, kUnsupported };

// Told by the content type, then the name of the file, then the content itself; bytes that are plainly HTML, XML or a
// binary format are unsupported whatever the first two say. `body` without a byte order mark.
[[nodiscard]] Format tell_format(const record::Input& input, std::string_view body);

// "windows-1251" of `text/plain; charset=windows-1251`; empty where none is named.
[[nodiscard]] std::string_view charset_of(std::string_view content_type);

}  // namespace tidings::normalise
