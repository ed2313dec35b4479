#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

// Small questions about words that several rules ask.
namespace tidings::normalise {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
[[nodiscard]] constexpr char fold_ascii(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

[[nodiscard]] std::string fold_ascii(std::string_view text);
[[nodiscard]] std::string_view trim(std::string_view text);  // ASCII white space

// Takes the next word, up to a space, off the front of `text`; empty at the end.
[[nodiscard]] std::string_view next_word(std::string_view& text);
[[nodiscard]] std::size_t count_words(std::string_view text);

// Appends the letters and digits of `text`, case folded, words parted by one space: two printings of one headline meet
// in it, whatever their quotation marks.
void fold_headline(std::string_view text, std::string& out);

// Whether the line closes like a sentence: a stop, perhaps followed by closing marks.
[[nodiscard]] bool ends_with_stop(std::string_view text);

// A sorted table of words, made at compile time.
template <std::size_t N>
class WordSet {
 public:
  consteval explicit WordSet(std::array<std::string_view, N> words) : words_(words) {
    for (std::size_t i = 1; i < N; ++i) {
      for (std::size_t j = i; j > 0 && words_[j] < words_[j - 1]; --j) {
        const auto word = words_[j];
        words_[j] = words_[j - 1];
        words_[j - 1] = word;
      }
    }
  }
  [[nodiscard]] constexpr bool holds(std::string_view word) const {
    std::size_t low = 0;
    for (std::size_t high = N; low < high;) {
      const auto middle = (low + high) / 2;
      if (words_[middle] < word)
        low = middle + 1;
      else
        high = middle;
    }
    return low < N && words_[low] == word;
  }

 private:
  std::array<std::string_view, N> words_;
};
template <typename... Words>
consteval auto words(Words... list) {
  return WordSet<sizeof...(Words)>(std::array<std::string_view, sizeof...(Words)>{list...});
}

}  // namespace tidings::normalise
