#pragma once

#include <cstdint>

#include "pipeline/extract/text.h"

namespace tidings::extract::timex {

enum class Tense : std::uint8_t { kUnknown, kPast, kPresent, kFuture };

// The tense of what a token stands under: of its governing verb where there is a parse, else of the nearest verb of the
// sentence [begin, end). "Will meet", "is to meet", "is scheduled for", "would meet" look ahead: kFuture.
[[nodiscard]] Tense tense_at(const Text& text, std::uint32_t token, std::uint32_t begin, std::uint32_t end);

}  // namespace tidings::extract::timex
