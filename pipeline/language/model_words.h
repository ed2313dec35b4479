#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tidings::language {

// What the network sees of a word; tools/train/features.py computes the same, and a model file carries words to compare
// on. Takes any bytes; of a very long word only the two ends count, so the time is bounded.
class WordForm {
 public:
  explicit WordForm(std::string_view form);

  static constexpr std::size_t kLettersMax = 64;

  // Lower case, no accents, every digit 0, straight quotes. UTF-8, letter i at [begin(i), begin(i + 1)).
  [[nodiscard]] std::string_view normal() const { return {bytes_.data(), begin_[count_]}; }
  [[nodiscard]] std::string_view normal(std::size_t first, std::size_t last) const {
    return {bytes_.data() + begin_[first], static_cast<std::size_t>(begin_[last] - begin_[first])};
  }
  [[nodiscard]] std::size_t letters() const { return count_; }
  [[nodiscard]] char32_t letter(std::size_t i) const { return letters_[i]; }
  [[nodiscard]] std::string_view shape() const { return {shape_.data(), shape_bytes_}; }

 private:
  void decode(std::string_view form);
  void make_shape();
  void make_normal();

  std::size_t count_ = 0;
  std::size_t shape_bytes_ = 0;
  std::array<char32_t, kLettersMax> letters_;
  std::array<std::uint16_t, kLettersMax + 1> begin_;
  std::array<char, 4 * kLettersMax> bytes_;
  std::array<char, 4 * 6> shape_;
};

// Latin letters in lower case and without accents; digits are 0, dashes and quotes plain; all else as it is.
[[nodiscard]] char32_t fold_letter(char32_t letter);
// FNV-1a over the kind and the text.
[[nodiscard]] std::uint64_t hash_of(char kind, std::string_view text);
// One of `rows` rows for a hash.
[[nodiscard]] constexpr std::uint32_t bucket_of(std::uint64_t hash, std::size_t rows) {
  hash ^= hash >> 29;
  return static_cast<std::uint32_t>(((hash & 0xFFFFFFFFU) * rows) >> 32);
}
// Letters and digits of a normalised word: what a piece is made of. Every other character is a piece by itself.
[[nodiscard]] bool is_word_letter(char32_t letter);

}  // namespace tidings::language
