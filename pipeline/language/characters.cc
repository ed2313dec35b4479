#include "pipeline/language/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

namespace tidings::language {
namespace {

constexpr CharClass ascii_class(unsigned char c) {
  if (c == ' ' || (c >= 9 && c <= 13)) return CharClass::kSpace;
  if (c >= 'A' && c <= 'Z') return CharClass::kUpper;
  if (c >= 'a' && c <= 'z') return CharClass::kLetter;
  if (c >= '0' && c <= '9') return CharClass::kDigit;
  const std::string_view symbols = "$+<=>^`|~";
  if (c < 32 || c == 127 || symbols.find(static_cast<char>(c)) != std::string_view::npos) return CharClass::kSymbol;
  return CharClass::kPunct;
}

constexpr std::array<CharClass, 128> kAscii = [] {
  std::array<CharClass, 128> table{};
  for (unsigned char c = 0; c < 128; ++c) table[c] = ascii_class(c);
  return table;
}();

CharClass class_of(UChar32 code) {
  if (u_isUWhiteSpace(code)) return CharClass::kSpace;
  switch (u_charType(code)) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return CharClass::kUpper;
    case U_LOWERCASE_LETTER:
    case U_OTHER_LETTER:
      return CharClass::kLetter;
    case U_MODIFIER_LETTER:
      return is_apostrophe(static_cast<char32_t>(code)) ? CharClass::kPunct : CharClass::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharClass::kDigit;
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return CharClass::kLetter;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return CharClass::kMark;
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return CharClass::kPunct;
    default:
      return CharClass::kSymbol;
  }
}

}  // namespace

Char char_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 128) return {first, kAscii[first], 1};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  const std::size_t left = text.size() - at;
  std::int32_t next = 0;
  UChar32 code = 0;
  U8_NEXT(bytes, next, static_cast<std::int32_t>(left < 4 ? left : 4), code);
  if (code < 0) return {0xFFFD, CharClass::kSymbol, 1};
  return {static_cast<char32_t>(code), class_of(code), static_cast<std::uint8_t>(next)};
}

}  // namespace tidings::language
