#pragma once

#include <string>

#include "daemon/articles.h"
#include "pipeline/extract/coder.h"

namespace tidings::daemon {

// Prints what the articles of a folder say of two sides and no pattern tells of, the most frequent first, each with one
// sentence: what to write patterns for.
[[nodiscard]] record::Result<void> print_missing(const std::string& folder, const Scratchpad& scratchpad,
                                                 const extract::Knowledge& knowledge);

}  // namespace tidings::daemon
