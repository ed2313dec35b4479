// x86-64-v2 (SSE4.1): as AVX2, in half the width.
#include <immintrin.h>

#include "pipeline/language/encoder_kernels.h"

namespace tidings::language {
namespace {

constexpr std::uint8_t kZero = 0;
constexpr std::size_t kOutputs = 4;
#include "pipeline/language/encoder_kernels_body.h"

constexpr std::size_t kTile = 4;

void widen(const Activations& in) {
  const std::size_t n = in.rows * in.channels;
  for (std::size_t i = 0; i < n; ++i) in.wide[i] = static_cast<std::int8_t>(in.values[i]);
}

inline __m128i spread(const std::int16_t* at) {
  long long four = 0;
  __builtin_memcpy(&four, at, sizeof four);
  return _mm_set1_epi64x(four);
}

inline __m128i weights_at(const std::uint8_t* at) {
  return _mm_cvtepi8_epi16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(at)));
}

// Four outputs of kRows rows.
template <std::size_t kRows>
void multiply_tile(const Activations& in, const std::uint32_t* at, const std::int32_t* offsets, const Layer& layer,
                   const std::uint8_t* weights, std::int32_t* sums) {
  __m128i low[kRows], high[kRows];
  for (std::size_t r = 0; r < kRows; ++r) low[r] = high[r] = _mm_setzero_si128();
  for (std::size_t tap = 0; tap < layer.taps; ++tap) {
    const std::int16_t* row[kRows];
    for (std::size_t r = 0; r < kRows; ++r) row[r] = in.wide + (at[r] + offsets[tap]) * in.channels;
    for (std::size_t k = 0; k < layer.channels; k += 4, weights += 4 * kOutputs) {
      const __m128i w0 = weights_at(weights), w1 = weights_at(weights + 8);
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m128i x = spread(row[r] + k);
        low[r] = _mm_add_epi32(low[r], _mm_madd_epi16(x, w0));
        high[r] = _mm_add_epi32(high[r], _mm_madd_epi16(x, w1));
      }
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(sums + r * layer.outputs), _mm_hadd_epi32(low[r], high[r]));
  }
}

void multiply(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
              const Layer& layer, std::int32_t* sums) {
  widen(in);
  for (std::size_t first = 0; first < layer.outputs; first += kOutputs) {
    const std::uint8_t* weights = layer.weights.data() + first * layer.taps * layer.channels;
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

const Kernels kBaselineKernels = make_kernels("baseline", multiply);

}  // namespace tidings::language
