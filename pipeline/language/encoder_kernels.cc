#include "pipeline/language/encoder_kernels.h"

#include <cpuid.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tidings::language {
namespace {

constexpr std::size_t kWeightsPerExcess = 128;  // at least, or excess costs more than it saves

// Asked of the processor itself: clang does not know the name.
bool has_avx_vnni() {
  constexpr unsigned kBit = 1U << 4;
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0 && (a & kBit) != 0;
}

std::vector<const Kernels*> find_usable() {
  std::vector<const Kernels*> found = {&kBaselineKernels};
  // All that the compiler may use in them, not only what they were written for.
  bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
            __builtin_cpu_supports("fma");
#if !defined(__clang__)  // which does not know the name
  v3 = v3 && __builtin_cpu_supports("lzcnt");
#endif
  if (v3) found.push_back(&kAvx2Kernels);
  if (v3 && has_avx_vnni()) found.push_back(&kAvxVnniKernels);
  if (v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
      __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
    found.push_back(&kVnniKernels);
  }
  return found;
}

// Takes from the largest of four weights what they have together above `reach`.
void limit_group(std::array<std::int8_t*, 4> group, std::int32_t reach, std::size_t first, std::size_t channels,
                 std::size_t output, std::vector<Layer::Excess>& excess) {
  static constexpr std::array<std::size_t, 4> kPlaces = {0, 1, 4, 5};
  for (;;) {
    std::int32_t sum = 0;
    std::size_t largest = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      sum += std::abs(*group[i]);
      if (std::abs(*group[i]) > std::abs(*group[largest])) largest = i;
    }
    if (sum <= reach) return;
    const std::int32_t size = std::min(sum - reach, std::abs(static_cast<std::int32_t>(*group[largest])));
    const auto part = static_cast<std::int16_t>(*group[largest] < 0 ? -size : size);
    *group[largest] = static_cast<std::int8_t>(*group[largest] - part);
    const std::size_t input = first + kPlaces[largest];
    excess.push_back({static_cast<std::uint16_t>(input / channels), static_cast<std::uint16_t>(input % channels),
                      static_cast<std::uint16_t>(output), part});
  }
}

// Makes groups of weights small enough for int16; false, and nothing to be used, where too many are not.
bool limit_groups(std::vector<std::int8_t>& weights, std::size_t outputs, std::size_t channels, std::int32_t reach,
                  std::vector<Layer::Excess>& excess) {
  if (reach == 0 || channels % 8 != 0) return false;
  for (std::size_t k = 0; k < weights.size() / outputs; k += 8) {
    for (std::size_t o = 0; o < outputs; ++o) {
      for (const std::size_t half : {0U, 2U}) {
        const auto at = [&](std::size_t input) { return &weights[(k + half + input) * outputs + o]; };
        limit_group({at(0), at(1), at(4), at(5)}, reach, k + half, channels, o, excess);
      }
    }
  }
  return excess.size() <= weights.size() / kWeightsPerExcess;
}

}  // namespace

Layer pack(const Kernels& kernels, const LayerValues& values, std::size_t taps, std::size_t channels) {
  Layer layer;
  layer.taps = taps;
  layer.channels = channels;
  layer.outputs = values.bias.size();
  layer.down = values.down;
  layer.shift = values.shift;
  layer.bias.assign(values.bias.begin(), values.bias.end());
  layer.scale.assign(values.scale.begin(), values.scale.end());
  const std::size_t inputs = taps * channels;
  std::vector<std::int8_t> weights(values.weights.begin(), values.weights.end());
  layer.grouped = limit_groups(weights, layer.outputs, channels, kernels.group_reach, layer.excess);
  if (!layer.grouped) {
    weights.assign(values.weights.begin(), values.weights.end());
    layer.excess.clear();
  }
  const auto by_output = [](const Layer::Excess& a, const Layer::Excess& b) { return a.output < b.output; };
  std::stable_sort(layer.excess.begin(), layer.excess.end(), by_output);
  for (std::size_t o = 0; o <= layer.outputs; o += 8) {
    const auto from = std::lower_bound(layer.excess.begin(), layer.excess.end(),
                                       Layer::Excess{0, 0, static_cast<std::uint16_t>(o), 0}, by_output);
    layer.excess_begin.push_back(static_cast<std::uint32_t>(from - layer.excess.begin()));
  }
  layer.weights.resize((layer.grouped ? 2 : 1) * inputs * layer.outputs);
  const std::size_t block_bytes = layer.weights.size() / layer.outputs * kernels.block;
  for (std::size_t k = 0; k < inputs; ++k) {
    for (std::size_t o = 0; o < layer.outputs; ++o) {
      const std::int8_t weight = weights[k * layer.outputs + o];
      std::uint8_t* at = layer.weights.data() + o / kernels.block * block_bytes +
                         (k / 4 * kernels.block + o % kernels.block) * 4 + k % 4;
      *at = static_cast<std::uint8_t>(layer.grouped ? std::abs(weight) : weight);
      if (layer.grouped && weight < 0) {
        at[inputs * kernels.block] = 0xFF;
        layer.bias[o] -= weight;
      }
      if (kernels.zero != 0) layer.bias[o] -= 128 * weight;
    }
  }
  return layer;
}

std::span<const Kernels* const> usable_kernels() {
  static const std::vector<const Kernels*> usable = find_usable();
  return usable;
}

}  // namespace tidings::language
