#include "pipeline/language/encoder.h"

#include <algorithm>

namespace tidings::language {

Encoder::Encoder(const Model& model) : model_(model) {
  for (const auto& convolution : model.convolutions) gap_ = std::max<std::size_t>(gap_, convolution.dilation);
  sums_.resize(kWordsAtOnce * std::max(model.heads.outputs, 2 * model.width()));
  z_.resize(model.width());
}

std::span<const std::int16_t> Encoder::encode(std::span<const std::string_view> forms,
                                              std::span<const Stretch> stretches) {
  place(stretches);
  embed(forms);
  for (std::size_t i = 0; i < model_.convolutions.size(); ++i) convolve(i);
  finish();
  return {heads_.data(), rows_.size() * model_.heads.outputs};
}

void Encoder::place(std::span<const Stretch> stretches) {
  rows_.clear();
  auto row = static_cast<std::uint32_t>(gap_);
  for (const Stretch& stretch : stretches) {
    for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) rows_.push_back(row++);
    row += static_cast<std::uint32_t>(gap_);
  }
  row_count_ = row;
  const std::size_t width = model_.width();
  in_.assign(row_count_ * width, model_.kernels().zero);
  out_.assign(row_count_ * width, model_.kernels().zero);
  wide_.resize(row_count_ * width);
  residual_.resize(rows_.size() * width);
  heads_.resize(rows_.size() * model_.heads.outputs);
}

Activations Encoder::activations(const std::vector<std::uint8_t>& rows) {
  return {rows.data(), row_count_, model_.width(), wide_.data()};
}

void Encoder::embed(std::span<const std::string_view> forms) {
  const Kernels& kernels = model_.kernels();
  const std::size_t width = model_.width();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    std::int16_t* residual = residual_.data() + i * width;
    model_.embed(forms[i], z_.data());
    kernels.normalise(z_.data(), width, model_.width_root, model_.input_norm.gain.data(), model_.input_norm.bias.data(),
                      residual);
    kernels.to_int8(residual, model_.steps[0], width, in_.data() + rows_[i] * width);
  }
}

void Encoder::convolve(std::size_t number) {
  const Kernels& kernels = model_.kernels();
  const auto& [layer, norm, dilation] = model_.convolutions[number];
  const std::size_t width = model_.width();
  const std::int32_t offsets[3] = {-dilation, 0, dilation};
  for (std::size_t first = 0; first < rows_.size(); first += kWordsAtOnce) {
    const std::size_t count = std::min(kWordsAtOnce, rows_.size() - first);
    kernels.multiply(activations(in_), rows_.data() + first, count, offsets, layer, sums_.data());
    for (std::size_t i = 0; i < count; ++i) {
      std::int16_t* residual = residual_.data() + (first + i) * width;
      kernels.maxout(sums_.data() + i * layer.outputs, layer, width, residual, z_.data());
      kernels.normalise(z_.data(), width, model_.width_root, norm.gain.data(), norm.bias.data(), residual);
      kernels.to_int8(residual, model_.steps[number + 1], width, out_.data() + rows_[first + i] * width);
    }
  }
  std::swap(in_, out_);
}

void Encoder::finish() {
  const Kernels& kernels = model_.kernels();
  const std::int32_t here = 0;
  for (std::size_t first = 0; first < rows_.size(); first += kWordsAtOnce) {
    const std::size_t count = std::min(kWordsAtOnce, rows_.size() - first);
    kernels.multiply(activations(in_), rows_.data() + first, count, &here, model_.heads, sums_.data());
    for (std::size_t i = 0; i < count; ++i) {
      kernels.rescale(sums_.data() + i * model_.heads.outputs, model_.heads, 32767,
                      heads_.data() + (first + i) * model_.heads.outputs);
    }
  }
}

}  // namespace tidings::language
