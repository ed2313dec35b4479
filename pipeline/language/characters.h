#pragma once

#include <cstdint>
#include <string_view>

namespace tidings::language {

// What the tokeniser needs to know of a character.
enum class CharClass : std::uint8_t {
  kSpace,
  kUpper,   // upper and title case letters
  kLetter,  // every other letter
  kDigit,
  kMark,  // combining marks, joiners, soft hyphens: belong to what stands before them
  kPunct,
  kSymbol,  // all else, unassigned and control characters too
};

struct Char {
  char32_t code = 0;
  CharClass cls = CharClass::kSymbol;
  std::uint8_t length = 1;  // bytes; at least 1, also where the bytes are no UTF-8
};

// The character at `text[at]`, which must exist. A byte that begins no UTF-8 sequence is a symbol of one byte.
[[nodiscard]] Char char_at(std::string_view text, std::size_t at);

[[nodiscard]] constexpr bool is_alnum(CharClass cls) {
  return cls == CharClass::kUpper || cls == CharClass::kLetter || cls == CharClass::kDigit;
}
[[nodiscard]] constexpr bool is_letter(CharClass cls) { return cls == CharClass::kUpper || cls == CharClass::kLetter; }

// The signs written for an apostrophe: ' ’ ` ´ ʼ and the full-width one.
[[nodiscard]] constexpr bool is_apostrophe(char32_t code) {
  return code == U'\'' || code == U'\u2019' || code == U'`' || code == U'\u00B4' || code == U'\u02BC' ||
         code == U'\uFF07';
}

}  // namespace tidings::language
