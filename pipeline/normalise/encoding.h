#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/document.h"
#include "pipeline/record/result.h"

namespace tidings::normalise {

// Makes UTF-8 of `bytes`. In this order:
//   a byte order mark decides between UTF-8, UTF-16 LE and UTF-16 BE, and is taken off;
//   well-formed UTF-8 is taken as it is, without a copy;
//   `charset`, where the sender named one that we know;
//   UTF-8 with a few broken sequences (fewer than good ones, or nothing but a cut-off last character): each broken one
//   becomes U+FFFD, and a removal of `why::kBrokenBytes` lists them;
//   Windows-1252, where few bytes are not ASCII; else whatever ICU's detector is sure of.
// The answer refers to `bytes` or to `buffer`. Errors: kBadInput, reason::kBadEncoding.
[[nodiscard]] record::Result<std::string_view> decode(std::string_view bytes, std::string_view charset,
                                                      std::string& buffer, std::vector<record::Removal>& removed);

}  // namespace tidings::normalise
