#pragma once

#include <string_view>

namespace tidings::record {

// A `traceparent` as W3C Trace Context 1 (https://www.w3.org/TR/trace-context-1/) writes it: version, trace, parent and
// flags in small hex, neither trace nor parent all zeros. Later versions that are longer are not known here.
[[nodiscard]] bool is_traceparent(std::string_view text);

}  // namespace tidings::record
