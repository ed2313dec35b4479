#include "pipeline/normalise/lexical.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace tidings::normalise {

std::string fold_ascii(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) { return fold_ascii(c); });
  return folded;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n\v\f";
  const auto begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

std::string_view next_word(std::string_view& text) {
  const auto begin = std::min(text.find_first_not_of(' '), text.size());
  const auto end = std::min(text.find(' ', begin), text.size());
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  while (!next_word(text).empty()) ++count;
  return count;
}

void fold_headline(std::string_view text, std::string& out) {
  bool gap = false;
  const auto begin = out.size();
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (!is_high(c)) {
      ++at;
      const char folded = fold_ascii(c);
      if (!is_lower(folded) && !is_digit(folded)) {
        gap = gap || c != '\'';
        continue;
      }
      if (gap && out.size() > begin) out.push_back(' ');
      gap = false;
      out.push_back(folded);
      continue;
    }
    UChar32 point = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), point);
    if (point == 0x2019) continue;  // an apostrophe
    if (point < 0 || !(u_isalnum(point) || u_charType(point) == U_NON_SPACING_MARK)) {
      gap = true;
      continue;
    }
    if (gap && out.size() > begin) out.push_back(' ');
    gap = false;
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, u_foldCase(point, U_FOLD_CASE_DEFAULT));
    out.append(bytes.data(), length);
  }
}

bool ends_with_stop(std::string_view text) {
  for (;;) {
    if (text.empty()) return false;
    const char last = text.back();
    if (last == '.' || last == '!' || last == '?') return true;
    if (text.ends_with("…")) return true;
    if (last == '"' || last == '\'' || last == ')' || last == ']' || last == ' ') {
      text.remove_suffix(1);
    } else if (text.ends_with("”") || text.ends_with("’")) {
      text.remove_suffix(3);
    } else {
      return text.ends_with("»") && ends_with_stop(text.substr(0, text.size() - 2));
    }
  }
}

}  // namespace tidings::normalise
