#pragma once

#include <cstdint>
#include <string>

#include "pipeline/extract/parsed_document.h"

namespace tidings::extract {

// The only country that the sentence names, of whose press it does not cite and whom nobody in it accuses, thanks or
// urges; empty where there is none or more than one. The country of those of whom nothing else is known.
[[nodiscard]] std::string only_country(const ParsedDocument& parsed, std::uint32_t sentence);

}  // namespace tidings::extract
