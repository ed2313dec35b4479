#include "pipeline/language/letter_case.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "pipeline/language/characters.h"

namespace tidings::language {
namespace {

void append(char32_t code, std::string& out) {
  char bytes[4];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<std::uint8_t*>(bytes), size, static_cast<UChar32>(code));
  out.append(bytes, static_cast<std::size_t>(size));
}

}  // namespace

void lower(std::string_view word, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    if (c.code < 128) {
      out += c.code >= U'A' && c.code <= U'Z' ? static_cast<char>(c.code + 32)
             : c.code == U'`'                 ? '\''
                                              : static_cast<char>(c.code);
    } else if (is_apostrophe(c.code)) {
      out += '\'';
    } else if (c.code == 0xFFFD) {
      out.append(word.substr(at, c.length));
    } else {
      append(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.code))), out);
    }
    at += c.length;
  }
}

bool is_upper_first(std::string_view word) { return !word.empty() && char_at(word, 0).cls == CharClass::kUpper; }

bool is_all_upper(std::string_view word) {
  bool letter = false;
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    if (c.cls == CharClass::kLetter) return false;
    letter = letter || c.cls == CharClass::kUpper;
    at += c.length;
  }
  return letter;
}

}  // namespace tidings::language
