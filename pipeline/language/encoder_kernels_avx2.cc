// AVX2. Most layers: four products to an int16 lane, weights without their signs times activations turned by them,
// which is exact where Kernels::group_reach holds. Turned is v ^ 0xFF = -v - 1: one operation that any port can do, and
// pack() takes back the 1. The others: activations and weights widened to int16, two products to a lane; a lane pair
// holds one output.
#include <immintrin.h>

#include "pipeline/language/encoder_kernels.h"

namespace tidings::language {
namespace {

constexpr std::uint8_t kZero = 0;
constexpr std::size_t kOutputs = 16;
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
    for (std::size_t k = 0; k < layer.channels; k += 4, weights += 4 * kOutputs) {
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
  for (std::size_t first = 0; first < layer.outputs; first += 8) {
    const std::size_t in_block = first % kOutputs;
    const std::uint8_t* weights =
        layer.weights.data() + (first - in_block) * layer.taps * layer.channels + 4 * in_block;
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

// The products of what was taken off the weights of outputs `first` and on. Few, so the ports that do no vectors do
// them.
void add_excess(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
                const Layer& layer, std::size_t first, std::int32_t* sums) {
  const std::uint32_t* range = layer.excess_begin.data() + first / 8;
  for (std::uint32_t e = range[0]; e < range[kOutputs / 8]; ++e) {
    const auto& [tap, channel, output, weight] = layer.excess.data()[e];
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint8_t value = in.values[(at[i] + offsets[tap]) * in.channels + channel];
      sums[i * layer.outputs + output] += static_cast<std::int8_t>(value) * weight;
    }
  }
}

inline __m256i load(const std::uint8_t* at) { return _mm256_load_si256(reinterpret_cast<const __m256i*>(at)); }

// Sixteen outputs of kRows rows; eight inputs at a time. `sizes`: the weights without signs.
template <std::size_t kRows>
void multiply_grouped_tile(const Activations& in, const std::uint32_t* at, const std::int32_t* offsets,
                           const Layer& layer, const std::uint8_t* sizes, std::int32_t* sums) {
  constexpr std::size_t kFour = 4 * kOutputs;  // bytes of the weights of four inputs
  const std::uint8_t* signs = sizes + layer.taps * layer.channels * kOutputs;
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sum[kRows][2];
  for (auto& of_row : sum) of_row[0] = of_row[1] = _mm256_setzero_si256();
  for (std::size_t tap = 0; tap < layer.taps; ++tap) {
    const std::uint8_t* row[kRows];
    for (std::size_t r = 0; r < kRows; ++r) row[r] = in.values + (at[r] + offsets[tap]) * in.channels;
    for (std::size_t k = 0; k < layer.channels; k += 8, sizes += 2 * kFour, signs += 2 * kFour) {
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m256i x0 = spread(row[r] + k), x1 = spread(row[r] + k + 4);
        for (std::size_t half = 0; half < 2; ++half) {
          const std::size_t low = 32 * half, high = kFour + low;
          const __m256i two0 = _mm256_maddubs_epi16(load(sizes + low), _mm256_xor_si256(x0, load(signs + low)));
          const __m256i two1 = _mm256_maddubs_epi16(load(sizes + high), _mm256_xor_si256(x1, load(signs + high)));
          const __m256i four = _mm256_madd_epi16(_mm256_add_epi16(two0, two1), ones);
          sum[r][half] = _mm256_add_epi32(sum[r][half], four);
        }
      }
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * layer.outputs), sum[r][0]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * layer.outputs + 8), sum[r][1]);
  }
}

void multiply(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
              const Layer& layer, std::int32_t* sums) {
  if (!layer.grouped) return multiply_wide(in, at, count, offsets, layer, sums);
  for (std::size_t first = 0; first < layer.outputs; first += kOutputs) {
    const std::uint8_t* sizes = layer.weights.data() + 2 * first * layer.taps * layer.channels;
    for (std::size_t i = 0; i < count; i += 2) {
      const auto tile = count - i == 1 ? multiply_grouped_tile<1> : multiply_grouped_tile<2>;
      tile(in, at + i, offsets, layer, sizes, sums + i * layer.outputs + first);
    }
    add_excess(in, at, count, offsets, layer, first, sums);
  }
}

constexpr std::int32_t kGroupReach = 32'767 / 128;

}  // namespace

const Kernels kAvx2Kernels = make_kernels("avx2", multiply, kGroupReach);

}  // namespace tidings::language
