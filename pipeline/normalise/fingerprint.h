#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "pipeline/record/document.h"

namespace tidings::normalise {

// SimHash of a sentence (Charikar 2002, "Similarity estimation techniques from rounding algorithms"): every word and
// every two words that follow each other (case folded, marks and spaces left out) vote with the 64 bits of their XXH3
// hash; each bit of the fingerprint is the side with more votes. There is always an odd number of votes. A sentence
// without a word has fingerprint 0.
//
// Wording that shares most of its words shares most of its bits; that of two unrelated sentences differs in 32 +- 6.
[[nodiscard]] record::Fingerprint fingerprint_of(std::string_view sentence);

// Sentences of eight words or more count as near copies up to this distance; see tests/normalise/fingerprint_test.cc
// for the light edits and the unrelated sentences it was measured on.
inline constexpr int kNearDistance = 14;

[[nodiscard]] int distance(record::Fingerprint one, record::Fingerprint other);  // 0 to 64

struct Weighted {
  record::Fingerprint fingerprint;
  std::uint32_t weight = 0;  // code points of the sentence
};

// The fingerprint of a paragraph or a whole, derived from those of its sentences alone: each bit is the side with more
// weight, 0 where both have the same. A single sentence keeps its own.
[[nodiscard]] record::Fingerprint combine(std::span<const Weighted> sentences);

}  // namespace tidings::normalise
