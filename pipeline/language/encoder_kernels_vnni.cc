// AVX-512 with VNNI: unsigned activations (v + 128, taken back in the bias) times signed weights, four products to a
// lane.
#include <immintrin.h>

#include <cstring>

#include "pipeline/language/encoder_kernels.h"

namespace tidings::language {
namespace {

constexpr std::uint8_t kZero = 0x80;
constexpr std::size_t kOutputs = kBlock;
#include "pipeline/language/encoder_kernels_body.h"

constexpr std::size_t kTile = 6;  // rows at once: 6 x 4 sums and 4 weights fill the registers

inline __m512i spread(const std::uint8_t* at) {
  std::int32_t four = 0;
  std::memcpy(&four, at, sizeof four);
  return _mm512_set1_epi32(four);
}

template <std::size_t kRows>
void multiply_tile(const Activations& in, const std::uint32_t* at, const std::int32_t* offsets, const Layer& layer,
                   const std::uint8_t* weights, std::int32_t* sums) {
  __m512i sum[kRows][4];
  for (auto& of_row : sum) {
    for (auto& s : of_row) s = _mm512_setzero_si512();
  }
  for (std::size_t tap = 0; tap < layer.taps; ++tap) {
    const std::uint8_t* row[kRows];
    for (std::size_t r = 0; r < kRows; ++r) row[r] = in.values + (at[r] + offsets[tap]) * in.channels;
    for (std::size_t k = 0; k < layer.channels; k += 4, weights += 4 * kBlock) {
      const __m512i w0 = _mm512_load_si512(weights), w1 = _mm512_load_si512(weights + 64),
                    w2 = _mm512_load_si512(weights + 128), w3 = _mm512_load_si512(weights + 192);
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m512i x = spread(row[r] + k);
        sum[r][0] = _mm512_dpbusd_epi32(sum[r][0], x, w0);
        sum[r][1] = _mm512_dpbusd_epi32(sum[r][1], x, w1);
        sum[r][2] = _mm512_dpbusd_epi32(sum[r][2], x, w2);
        sum[r][3] = _mm512_dpbusd_epi32(sum[r][3], x, w3);
      }
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t j = 0; j < 4; ++j) {
      _mm512_storeu_si512(sums + r * layer.outputs + 16 * j, sum[r][j]);
    }
  }
}

void multiply(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
              const Layer& layer, std::int32_t* sums) {
  const std::size_t block_bytes = layer.taps * layer.channels * kBlock;
  for (std::size_t block = 0; block < layer.outputs / kBlock; ++block) {
    const std::uint8_t* weights = layer.weights.data() + block * block_bytes;
    for (std::size_t i = 0; i < count; i += kTile) {
      std::int32_t* out = sums + i * layer.outputs + block * kBlock;
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
        case 4:
          multiply_tile<4>(in, at + i, offsets, layer, weights, out);
          break;
        case 5:
          multiply_tile<5>(in, at + i, offsets, layer, weights, out);
          break;
        default:
          multiply_tile<6>(in, at + i, offsets, layer, weights, out);
          break;
      }
    }
  }
}

}  // namespace

const Kernels kVnniKernels = make_kernels("vnni", multiply);

}  // namespace tidings::language
