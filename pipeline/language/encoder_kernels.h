#pragma once

#include <boost/align/aligned_allocator.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tidings::language {

template <typename T>
using AlignedVector = std::vector<T, boost::alignment::aligned_allocator<T, 64>>;

inline constexpr std::size_t kBlock = 64;  // the outputs of a matrix are a multiple of this

// Weights of one layer, packed for one set of kernels, and what makes an int16 of its int32 sums:
// clamp((sum + bias + half) >> down) * scale >> shift.
struct Layer {
  std::size_t taps = 1;                 // rows of input each output looks at
  std::size_t channels = 0;             // of one row; a multiple of 4
  std::size_t outputs = 0;              // a multiple of kBlock
  AlignedVector<std::uint8_t> weights;  // [outputs / Kernels::block][taps * channels / 4][block][4]
  AlignedVector<std::int32_t> bias;     // also takes back what unsigned activations add
  AlignedVector<std::int16_t> scale;
  std::int32_t down = 0;
  std::int32_t shift = 0;

  // What was taken off weights so that Kernels::group_reach holds; the kernel adds these products.
  struct Excess {
    std::uint16_t tap = 0;
    std::uint16_t channel = 0;
    std::uint16_t output = 0;
    std::int16_t weight = 0;
  };
  bool grouped = false;                     // group_reach holds
  std::vector<Excess> excess;               // by output
  std::vector<std::uint32_t> excess_begin;  // where that of outputs 8 i to 8 i + 7 begins, and the end
};

// Rows of int8 activations, none of them -128. A value v is stored as v ^ Kernels::zero.
struct Activations {
  const std::uint8_t* values = nullptr;
  std::size_t rows = 0;
  std::size_t channels = 0;
  std::int16_t* wide = nullptr;  // room for rows * channels, for kernels that widen first
};

// The inner loops, once for each instruction set. All of them give the same integers: sums of products are exact in
// int32, and everything else is one operation for each element.
struct Kernels {
  const char* name;
  std::uint8_t zero;  // activations are stored xor this: 0, or 0x80 for kernels that take them unsigned
  std::size_t block;  // outputs whose weights lie side by side; kBlock is a multiple
  // 0, or for kernels that sum four products in int16: the most that the weights of inputs 0, 1, 4 and 5 (or 2, 3, 6
  // and 7) of eight may be together, without their signs. pack() sees to it, where few weights are in the way.
  std::int32_t group_reach;

  // sums[i * outputs + o] for the rows `at[0..count)`, looking at rows at[i] + offsets[0..taps).
  void (*multiply)(const Activations& in, const std::uint32_t* at, std::size_t count, const std::int32_t* offsets,
                   const Layer& layer, std::int32_t* sums);
  // sums = a + b + c
  void (*add_taps)(const std::int32_t* a, const std::int32_t* b, const std::int32_t* c, std::size_t n,
                   std::int32_t* sums);
  // sum += (row * scale + 128) >> 8
  void (*add_row)(const std::int8_t* row, std::int32_t scale, std::size_t n, std::int32_t* sum);
  // z = residual + the larger of each pair of outputs (o, o + n)
  void (*maxout)(const std::int32_t* sums, const Layer& layer, std::size_t n, const std::int16_t* residual,
                 std::int32_t* z);
  // Layer normalisation; `root` is sqrt(n) * 2^32. The outputs are in units of 1/1024. `z` is destroyed.
  void (*normalise)(std::int32_t* z, std::size_t n, std::uint64_t root, const std::int16_t* gain,
                    const std::int16_t* bias, std::int16_t* out);
  // int8 = clamp(value * factor >> 20), stored xor zero
  void (*to_int8)(const std::int16_t* values, std::int32_t factor, std::size_t n, std::uint8_t* out);
  // All outputs of the layer to int16, clamped.
  void (*rescale)(const std::int32_t* sums, const Layer& layer, std::int32_t limit, std::int16_t* out);
  // The leak of negative values (an eighth), then a clamp.
  void (*leaky)(const std::int16_t* values, std::int32_t limit, std::size_t n, std::int16_t* out);
  // The same to int8 of sixteen times the unit, stored xor zero.
  void (*leaky_int8)(const std::int16_t* values, std::size_t n, std::uint8_t* out);
  // scores[j] = dot of a with each of `count` rows of b
  void (*dot_rows)(const std::int16_t* a, const std::int16_t* b, std::size_t n, std::size_t count,
                   std::int32_t* scores);
  // scores[l] = sum over pairs p of v[p][l][0] * x[2 p] + v[p][l][1] * x[2 p + 1]
  void (*pair_products)(const std::int16_t* v, const std::int16_t* x, std::size_t pairs, std::size_t n,
                        std::int32_t* scores);
};

extern const Kernels kBaselineKernels;  // x86-64-v2
extern const Kernels kAvx2Kernels;
extern const Kernels kAvxVnniKernels;
extern const Kernels kVnniKernels;  // AVX-512 with VNNI

// What a file holds of a layer: weights[input * outputs + output].
struct LayerValues {
  std::span<const std::int8_t> weights;
  std::span<const std::int32_t> bias;
  std::span<const std::int16_t> scale;
  std::int32_t down = 0;
  std::int32_t shift = 0;
};
// `values.bias.size()` outputs, a multiple of kBlock; taps * channels inputs, channels a multiple of 4.
[[nodiscard]] Layer pack(const Kernels& kernels, const LayerValues& values, std::size_t taps, std::size_t channels);

// Those this processor can run, the fastest last; never empty.
[[nodiscard]] std::span<const Kernels* const> usable_kernels();

}  // namespace tidings::language
