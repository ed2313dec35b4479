// AVX2: activations and weights widened to int16, two products to a lane. A lane pair holds one output.
#include <immintrin.h>

#include "pipeline/language/encoder_kernels.h"

namespace tidings::language {
namespace {

constexpr std::uint8_t kZero = 0;
#include "pipeline/language/encoder_kernels_body.h"

constexpr std::size_t kTile = 4;

void widen(const Activations& in) {
  const std::size_t n = in.rows * in.channels;
  for (std::size_t i = 0; i < n; ++i) in.wide[i] = static_cast<std::int8_t>(in.values[i]);
}

inline __m256i spread(const std::int16_t* at) {
  long long four = 0;
  __builtin_memcpy(&four, at, sizeof four);
  return _mm256_set1_epi64x(four);
}

inline __m256i weights_at(const std::uint8_t* at) {
  return _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(at)));
}

// Eight outputs of kRows rows. `weights`: the first of them in its block.
template <std::size_t kRows>
void multiply_tile(const Activations& in, const std::uint32_t* at, const std::int32_t* offsets, const Layer& layer,
                   const std::uint8_t* weights, std::int32_t* sums) {
  __m256i low[kRows], high[kRows];
  for (std::size_t r = 0; r < kRows; ++r) low[r] = high[r] = _mm256_setzero_si256();
  for (std::size_t tap = 0; tap < layer.taps; ++tap) {
    const std::int16_t* row[kRows];
    for (std::size_t r = 0; r < kRows; ++r) row[r] = in.wide + (at[r] + offsets[tap]) * in.channels;
    for (std::size_t k = 0; k < layer.channels; k += 4, weights += 4 * kBlock) {
      const __m256i w0 = weights_at(weights), w1 = weights_at(weights + 16);
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m256i x = spread(row[r] + k);
        low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(x, w0));
        high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(x, w1));
      }
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    // hadd works in halves: 0 1 4 5 | 2 3 6 7 of the outputs; the permutation puts them in order.
    const __m256i both = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[r], high[r]), 0b11011000);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * layer.outputs), both);
  }
}

void multiply(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
              const Layer& layer, std::int32_t* sums) {
  widen(in);
  const std::size_t block_bytes = layer.taps * layer.channels * kBlock;
  for (std::size_t first = 0; first < layer.outputs; first += 8) {
    const std::uint8_t* weights = layer.weights.data() + first / kBlock * block_bytes + first % kBlock * 4;
    for (std::size_t i = 0; i < count; i += kTile) {
      std::int32_t* out = sums + i * layer.outputs + first;
      switch (count - i) {
        case 1:
          multiply_tile<1>(in, at + i, offsets, layer, weights, out);
          break;
        case 2:
          multiply_tile<2>(in, at + i, offsets, layer, weights, out);
          break;
        case 3:
          multiply_tile<3>(in, at + i, offsets, layer, weights, out);
          break;
        default:
          multiply_tile<4>(in, at + i, offsets, layer, weights, out);
          break;
      }
    }
  }
}

}  // namespace

const Kernels kAvx2Kernels = make_kernels("avx2", multiply);

}  // namespace tidings::language
