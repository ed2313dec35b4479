#pragma once

#include <cstdint>
#include <span>

#include "pipeline/record/document.h"

// Comparing fingerprints; how that of a sentence is made: normalise/fingerprint.h.
namespace tidings::record {

// Sentences of eight words or more count as near copies up to this distance; see tests/normalise/fingerprint_test.cc
// for the light edits and the unrelated sentences it was measured on.
inline constexpr int kNearDistance = 14;

[[nodiscard]] int distance(Fingerprint one, Fingerprint other);  // 0 to 64

struct Weighted {
  Fingerprint fingerprint;
  std::uint32_t weight = 0;  // code points of the sentence
};

// The fingerprint of a paragraph or a whole, derived from those of its sentences alone: each bit is the side with more
// weight, 0 where both have the same. A single sentence keeps its own.
[[nodiscard]] Fingerprint combine(std::span<const Weighted> sentences);

}  // namespace tidings::record
