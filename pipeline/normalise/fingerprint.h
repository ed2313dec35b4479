#pragma once

#include <string_view>

#include "pipeline/record/fingerprint.h"

namespace tidings::normalise {

// SimHash of a sentence (Charikar 2002, "Similarity estimation techniques from rounding algorithms"): every word and
// every two words that follow each other (case folded, marks and spaces left out) vote with the 64 bits of their XXH3
// hash; each bit of the fingerprint is the side with more votes. There is always an odd number of votes. A sentence
// without a word has fingerprint 0.
//
// Wording that shares most of its words shares most of its bits; that of two unrelated sentences differs in 32 +- 6.
[[nodiscard]] record::Fingerprint fingerprint_of(std::string_view sentence);

using record::combine;
using record::distance;
using record::kNearDistance;
using record::Weighted;

}  // namespace tidings::normalise
