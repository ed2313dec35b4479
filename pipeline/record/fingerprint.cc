#include "pipeline/record/fingerprint.h"

#include <array>
#include <bit>

namespace tidings::record {

int distance(Fingerprint one, Fingerprint other) { return std::popcount(one.bits ^ other.bits); }

Fingerprint combine(std::span<const Weighted> sentences) {
  std::array<std::uint64_t, 64> weights{};
  std::uint64_t total = 0;
  for (const auto& [fingerprint, weight] : sentences) {
    total += weight;
    for (std::size_t bit = 0; bit < 64; ++bit) weights[bit] += (fingerprint.bits >> bit & 1U) * weight;
  }
  Fingerprint combined;
  for (std::size_t bit = 0; bit < 64; ++bit) {
    combined.bits |= static_cast<std::uint64_t>(weights[bit] * 2 > total) << bit;
  }
  return combined;
}

}  // namespace tidings::record
