#pragma once

#include <string_view>

#include "pipeline/normalise/layout.h"

namespace tidings::normalise {

// why::kCaption for words under a picture ("Legend: …", "The quay in 1911. (Photo: Mara Vell)"), why::kCredit for a
// line that names a photographer or an agency and nothing else; empty for all other lines.
[[nodiscard]] std::string_view why_caption(const Line& line);

// Whether the line right below a caption is the agency's, although we do not know the agency: a few capitalised words
// that are followed by a wide gap, or that `text` elsewhere calls an agency. (A heading may stand there as well.)
[[nodiscard]] bool is_agency_below_caption(const Line& line, std::string_view text);

}  // namespace tidings::normalise
