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
  void find_words(std::span<const std::string_view> forms);
  void embed(std::span<const std::string_view> forms);
  void multiply_words();
  void convolve_first(std::span<const Stretch> stretches);
  void convolve(std::size_t layer);
  void finish_word(std::size_t layer, std::size_t word, const std::int32_t* sums, const std::int16_t* before);
  void finish();
  [[nodiscard]] Activations activations(const std::vector<std::uint8_t>& rows);

  const Model& model_;
  std::size_t gap_ = 0;  // rows between stretches
  std::size_t row_count_ = 0;
  std::vector<std::uint32_t> rows_;  // of each word
  // The words of a text come again and again, and the first convolution knows of a word's neighbours no more than who
  // they are: what needs the word alone is computed once for each. Word 0 is the one beside the ends of a stretch.
  std::vector<std::uint32_t> slots_;     // hash table of word_of_, 0: empty
  std::vector<std::uint32_t> word_of_;   // by place in the text
  std::vector<std::uint32_t> place_of_;  // by word: where it stands first
  std::vector<std::uint8_t> word_in_;
  std::vector<std::int16_t> word_residual_;
  std::vector<std::int32_t> taps_;  // by word: the sums of each tap
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
