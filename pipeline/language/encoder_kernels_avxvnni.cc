// AVX-VNNI: as AVX-512 with VNNI, in half the width; what laptops have had since 2021.
#include <immintrin.h>

#include <cstring>

#include "pipeline/language/encoder_kernels.h"

namespace tidings::language {
namespace {

constexpr std::uint8_t kZero = 0x80;
constexpr std::size_t kOutputs = 16;
#include "pipeline/language/encoder_kernels_body.h"

constexpr std::size_t kTile = 6;  // rows at once: 6 x 2 sums, 2 weights and an activation fill the registers

inline __m256i spread(const std::uint8_t* at) {
  std::int32_t four = 0;
  std::memcpy(&four, at, sizeof four);
  return _mm256_set1_epi32(four);
}

inline __m256i weights_at(const std::uint8_t* at) { return _mm256_load_si256(reinterpret_cast<const __m256i*>(at)); }

// Sixteen outputs of kRows rows.
template <std::size_t kRows>
void multiply_tile(const Activations& in, const std::uint32_t* at, const std::int32_t* offsets, const Layer& layer,
                   const std::uint8_t* weights, std::int32_t* sums) {
  __m256i low[kRows], high[kRows];
  for (std::size_t r = 0; r < kRows; ++r) low[r] = high[r] = _mm256_setzero_si256();
  for (std::size_t tap = 0; tap < layer.taps; ++tap) {
    const std::uint8_t* row[kRows];
    for (std::size_t r = 0; r < kRows; ++r) row[r] = in.values + (at[r] + offsets[tap]) * in.channels;
    for (std::size_t k = 0; k < layer.channels; k += 4, weights += 4 * kOutputs) {
      const __m256i w0 = weights_at(weights), w1 = weights_at(weights + 32);
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m256i x = spread(row[r] + k);
        low[r] = _mm256_dpbusd_avx_epi32(low[r], x, w0);
        high[r] = _mm256_dpbusd_avx_epi32(high[r], x, w1);
      }
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * layer.outputs), low[r]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * layer.outputs + 8), high[r]);
  }
}

void multiply(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
              const Layer& layer, std::int32_t* sums) {
  using Tile = decltype(&multiply_tile<1>);
  static constexpr Tile kTiles[kTile] = {multiply_tile<1>, multiply_tile<2>, multiply_tile<3>,
                                         multiply_tile<4>, multiply_tile<5>, multiply_tile<6>};
  for (std::size_t first = 0; first < layer.outputs; first += kOutputs) {
    const std::uint8_t* weights = layer.weights.data() + first * layer.taps * layer.channels;
    for (std::size_t i = 0; i < count; i += kTile) {
      const std::size_t rows = count - i < kTile ? count - i : kTile;
      kTiles[rows - 1](in, at + i, offsets, layer, weights, sums + i * layer.outputs + first);
    }
  }
}

}  // namespace

const Kernels kAvxVnniKernels = make_kernels("avxvnni", multiply);

}  // namespace tidings::language
