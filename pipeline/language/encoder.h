#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "pipeline/language/model.h"

namespace tidings::language {

// One stretch of words that is read as a whole; no word sees beyond it. End exclusive.
struct Stretch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

// Runs the convolutions over words and gives the outputs of the model's heads, `model.heads.outputs` for each word.
// Words stand in `rows` of the activations, with rows of zeros between stretches for the convolutions to look at.
class Encoder {
 public:
  explicit Encoder(const Model& model);

  // `stretches` cover `forms` in order; together they are few enough words to be kept (the caller's bound).
  // The result is valid until the next call.
  std::span<const std::int16_t> encode(std::span<const std::string_view> forms, std::span<const Stretch> stretches);

 private:
  void place(std::span<const Stretch> stretches);
  void embed(std::span<const std::string_view> forms);
  void convolve(std::size_t layer);
  void finish();
  [[nodiscard]] Activations activations(const std::vector<std::uint8_t>& rows);

  const Model& model_;
  std::size_t gap_ = 0;  // rows between stretches
  std::size_t row_count_ = 0;
  std::vector<std::uint32_t> rows_;  // of each word
  std::vector<std::uint8_t> in_, out_;
  std::vector<std::int16_t> wide_;
  std::vector<std::int16_t> residual_;
  std::vector<std::int32_t> sums_;
  std::vector<std::int32_t> z_;
  std::vector<std::int16_t> heads_;
};

// Words multiplied at once: their sums stay in the nearest caches.
inline constexpr std::size_t kWordsAtOnce = 48;

}  // namespace tidings::language
