// AVX2. Most layers: four products to an int16 lane, unsigned weights times activations with the weights' signs, which
// is exact where Kernels::group_reach holds. The others: activations and weights widened to int16, two products to a
// lane; a lane pair holds one output.
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

void multiply_wide(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
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

inline __m256i spread(const std::uint8_t* at) {
  std::int32_t four = 0;
  __builtin_memcpy(&four, at, sizeof four);
  return _mm256_set1_epi32(four);
}

// For _mm256_madd_epi16 with an int32 in each lane: the low half holds the weight, the high half nothing.
inline __m256i weight_in_lane(std::int32_t lane, std::int16_t weight) {
  const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_and_si256(_mm256_cmpeq_epi32(lanes, _mm256_set1_epi32(lane)),
                          _mm256_set1_epi32(static_cast<std::uint16_t>(weight)));
}

// Eight outputs of kRows rows, the first of them `first`; eight inputs at a time.
template <std::size_t kRows>
void multiply_grouped_tile(const Activations& in, const std::uint32_t* at, const std::int32_t* offsets,
                           const Layer& layer, std::size_t first, const std::uint8_t* weights, std::int32_t* sums) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sum[kRows];
  for (auto& s : sum) s = _mm256_setzero_si256();
  for (std::size_t tap = 0; tap < layer.taps; ++tap) {
    const std::uint8_t* row[kRows];
    for (std::size_t r = 0; r < kRows; ++r) row[r] = in.values + (at[r] + offsets[tap]) * in.channels;
    for (std::size_t k = 0; k < layer.channels; k += 8, weights += 8 * kBlock) {
      const __m256i w0 = _mm256_load_si256(reinterpret_cast<const __m256i*>(weights));
      const __m256i w1 = _mm256_load_si256(reinterpret_cast<const __m256i*>(weights + 4 * kBlock));
      const __m256i size0 = _mm256_abs_epi8(w0), size1 = _mm256_abs_epi8(w1);
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m256i x0 = _mm256_sign_epi8(spread(row[r] + k), w0);
        const __m256i x1 = _mm256_sign_epi8(spread(row[r] + k + 4), w1);
        const __m256i four = _mm256_add_epi16(_mm256_maddubs_epi16(size0, x0), _mm256_maddubs_epi16(size1, x1));
        sum[r] = _mm256_add_epi32(sum[r], _mm256_madd_epi16(four, ones));
      }
    }
  }
  const std::uint32_t* range = layer.excess_begin.data() + first / 8;
  for (std::uint32_t e = range[0]; e < range[1]; ++e) {
    const auto& [tap, channel, output, weight] = layer.excess.data()[e];
    const __m256i in_lane = weight_in_lane(output % 8, weight);
    for (std::size_t r = 0; r < kRows; ++r) {
      const std::uint8_t value = in.values[(at[r] + offsets[tap]) * in.channels + channel];
      const __m256i x = _mm256_set1_epi32(static_cast<std::int8_t>(value));
      sum[r] = _mm256_add_epi32(sum[r], _mm256_madd_epi16(x, in_lane));
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * layer.outputs), sum[r]);
  }
}

void multiply(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
              const Layer& layer, std::int32_t* sums) {
  if (!layer.grouped) return multiply_wide(in, at, count, offsets, layer, sums);
  using Tile = decltype(&multiply_grouped_tile<1>);
  static constexpr Tile kTiles[] = {multiply_grouped_tile<1>, multiply_grouped_tile<2>, multiply_grouped_tile<3>,
                                    multiply_grouped_tile<4>, multiply_grouped_tile<5>, multiply_grouped_tile<6>,
                                    multiply_grouped_tile<7>, multiply_grouped_tile<8>};
  const std::size_t block_bytes = layer.taps * layer.channels * kBlock, most = sizeof kTiles / sizeof kTiles[0];
  for (std::size_t first = 0; first < layer.outputs; first += 8) {
    const std::uint8_t* weights = layer.weights.data() + first / kBlock * block_bytes + first % kBlock * 4;
    for (std::size_t i = 0; i < count; i += most) {
      const std::size_t rows = count - i < most ? count - i : most;
      kTiles[rows - 1](in, at + i, offsets, layer, first, weights, sums + i * layer.outputs + first);
    }
  }
}

constexpr std::int32_t kGroupReach = 32'767 / 127;

}  // namespace

const Kernels kAvx2Kernels = make_kernels("avx2", multiply, kGroupReach);

}  // namespace tidings::language
