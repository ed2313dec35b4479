#pragma once

#include <string>

#include "pipeline/record/document.h"

namespace tidings::quality {

// A text that is clean already as normalise would hand it on: its first line is the title; sentences with their
// fingerprints. Source and body hash are made from the id.
[[nodiscard]] record::Document clean_document(std::string id, std::string text, std::string published);

}  // namespace tidings::quality
