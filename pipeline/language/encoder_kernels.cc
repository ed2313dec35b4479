#include "pipeline/language/encoder_kernels.h"

namespace tidings::language {
namespace {

std::vector<const Kernels*> find_usable() {
  std::vector<const Kernels*> found = {&kBaselineKernels};
  if (__builtin_cpu_supports("avx2")) found.push_back(&kAvx2Kernels);
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
    found.push_back(&kVnniKernels);
  }
  return found;
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
  layer.weights.resize(inputs * layer.outputs);
  for (std::size_t k = 0; k < inputs; ++k) {
    for (std::size_t o = 0; o < layer.outputs; ++o) {
      const std::int8_t weight = values.weights[k * layer.outputs + o];
      const std::size_t group = (o / kBlock * inputs + k / 4 * 4) * kBlock;
      layer.weights[group + o % kBlock * 4 + k % 4] = static_cast<std::uint8_t>(weight);
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
