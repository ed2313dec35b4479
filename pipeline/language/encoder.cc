#include "pipeline/language/encoder.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace tidings::language {

Encoder::Encoder(const Model& model) : model_(model) {
  for (const auto& convolution : model.convolutions) gap_ = std::max<std::size_t>(gap_, convolution.dilation);
  sums_.resize(kWordsAtOnce * std::max(model.heads.outputs, 2 * model.width()));
  z_.resize(model.width());
}

std::span<const std::int16_t> Encoder::encode(std::span<const std::string_view> forms,
                                              std::span<const Stretch> stretches) {
  place(stretches);
  find_words(forms);
  embed(forms);
  multiply_words();
  convolve_first(stretches);
  for (std::size_t i = 1; i < model_.convolutions.size(); ++i) convolve(i);
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
  return {rows.data(), rows.size() / model_.width(), model_.width(), wide_.data()};
}

void Encoder::find_words(std::span<const std::string_view> forms) {
  std::size_t size = 16;
  while (size < 2 * rows_.size()) size *= 2;
  slots_.assign(size, 0);
  word_of_.clear();
  place_of_.assign(1, 0);
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    std::size_t at = std::hash<std::string_view>{}(forms[i]) & (size - 1);
    while (slots_[at] != 0 && forms[place_of_[slots_[at]]] != forms[i]) at = (at + 1) & (size - 1);
    if (slots_[at] == 0) {
      slots_[at] = static_cast<std::uint32_t>(place_of_.size());
      place_of_.push_back(i);
    }
    word_of_.push_back(slots_[at]);
  }
}

void Encoder::embed(std::span<const std::string_view> forms) {
  const Kernels& kernels = model_.kernels();
  const std::size_t width = model_.width();
  word_in_.assign(place_of_.size() * width, kernels.zero);
  word_residual_.resize(place_of_.size() * width);
  for (std::size_t word = 1; word < place_of_.size(); ++word) {
    std::int16_t* residual = word_residual_.data() + word * width;
    model_.embed(forms[place_of_[word]], z_.data());
    kernels.normalise(z_.data(), width, model_.width_root, model_.input_norm.gain.data(), model_.input_norm.bias.data(),
                      residual);
    kernels.to_int8(residual, model_.steps[0], width, word_in_.data() + word * width);
  }
}

void Encoder::multiply_words() {
  const Layer& layer = model_.first_taps;
  const std::int32_t here = 0;
  taps_.resize(place_of_.size() * layer.outputs);
  std::array<std::uint32_t, kWordsAtOnce> rows;
  for (std::size_t first = 0; first < place_of_.size(); first += kWordsAtOnce) {
    const std::size_t count = std::min(kWordsAtOnce, place_of_.size() - first);
    std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(first));
    model_.kernels().multiply(activations(word_in_), rows.data(), count, &here, layer,
                              taps_.data() + first * layer.outputs);
  }
}

void Encoder::convolve_first(std::span<const Stretch> stretches) {
  const auto& [layer, norm, dilation] = model_.convolutions.front();
  const std::size_t all = model_.first_taps.outputs;
  const auto apart = static_cast<std::uint32_t>(dilation);
  for (const auto& [begin, end] : stretches) {
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t before = i - begin >= apart ? word_of_[i - apart] : 0;
      const std::uint32_t behind = end - i > apart ? word_of_[i + apart] : 0;
      model_.kernels().add_taps(taps_.data() + before * all, taps_.data() + word_of_[i] * all + layer.outputs,
                                taps_.data() + behind * all + 2 * layer.outputs, layer.outputs, sums_.data());
      finish_word(0, i, sums_.data(), word_residual_.data() + word_of_[i] * model_.width());
    }
  }
  std::swap(in_, out_);
}

// From the sums of a convolution to what the next one sees.
void Encoder::finish_word(std::size_t number, std::size_t word, const std::int32_t* sums, const std::int16_t* before) {
  const Kernels& kernels = model_.kernels();
  const auto& [layer, norm, dilation] = model_.convolutions[number];
  const std::size_t width = model_.width();
  std::int16_t* residual = residual_.data() + word * width;
  kernels.maxout(sums, layer, width, before, z_.data());
  kernels.normalise(z_.data(), width, model_.width_root, norm.gain.data(), norm.bias.data(), residual);
  kernels.to_int8(residual, model_.steps[number + 1], width, out_.data() + rows_[word] * width);
}

void Encoder::convolve(std::size_t number) {
  const auto& [layer, norm, dilation] = model_.convolutions[number];
  const std::size_t width = model_.width();
  const std::int32_t offsets[3] = {-dilation, 0, dilation};
  for (std::size_t first = 0; first < rows_.size(); first += kWordsAtOnce) {
    const std::size_t count = std::min(kWordsAtOnce, rows_.size() - first);
    model_.kernels().multiply(activations(in_), rows_.data() + first, count, offsets, layer, sums_.data());
    for (std::size_t i = 0; i < count; ++i) {
      finish_word(number, first + i, sums_.data() + i * layer.outputs, residual_.data() + (first + i) * width);
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
