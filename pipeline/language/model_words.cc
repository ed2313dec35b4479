#include "pipeline/language/model_words.h"

#include <algorithm>

namespace tidings::language {
namespace {

// Base letters of U+00C0..U+017F, lower case.
constexpr std::string_view kFold =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kFold.size() == 0x180 - 0xC0);

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The letter at `at`, which moves behind it. Bytes that are no UTF-8 give U+FFFD, one each.
char32_t next_letter(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  bool good = length != 0 && at + length <= text.size();
  for (std::size_t i = 1; good && i < length; ++i) good = is_continuation(text[at + i]);
  if (!good) {
    ++at;
    return 0xFFFD;
  }
  char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  at += length;
  return code;
}

std::size_t append(char32_t code, char* to) {
  if (code < 0x80) {
    to[0] = static_cast<char>(code);
    return 1;
  }
  const std::size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (std::size_t i = length - 1; i > 0; --i, code >>= 6) to[i] = static_cast<char>(0x80 | (code & 0x3F));
  to[0] = static_cast<char>((0xF00U >> length & 0xF0U) | code);
  return length;
}

char32_t class_of(char32_t c) {
  if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE)) return U'X';
  if (c >= U'a' && c <= U'z') return U'x';
  if (c >= U'0' && c <= U'9') return U'd';
  if (c < 0x80 || (c >= 0x2000 && c < 0x2070)) return c;
  if (c >= 0x100 && c < 0x180) return (c & 1) != 0 ? U'x' : U'X';
  return c >= 0x410 && c < 0x430 ? U'X' : U'x';
}

}  // namespace

char32_t fold_letter(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= U'0' && c <= U'9') return U'0';
  if (c < 0x80) return c == U'`' ? U'\'' : c;
  if (c >= 0xC0 && c < 0x180) return static_cast<char32_t>(kFold[c - 0xC0]);
  if (c == 0x2018 || c == 0x2019) return U'\'';
  if (c == 0x201C || c == 0x201D) return U'"';
  if (c == 0x2013 || c == 0x2014) return U'-';
  return c;
}

WordForm::WordForm(std::string_view form) {
  decode(form);
  make_shape();
  make_normal();
}

void WordForm::decode(std::string_view form) {
  std::size_t at = 0;
  while (at < form.size() && count_ < kLettersMax) letters_[count_++] = next_letter(form, at);
  if (at == form.size()) return;
  std::size_t tail = form.size();
  // Bytes that are no UTF-8 may be stepped over four at a time, past the first half if they are many.
  for (std::size_t i = 0; i < kLettersMax / 2 && tail > 0; ++i) {
    --tail;
    for (int back = 0; back < 3 && tail > 0 && is_continuation(form[tail]); ++back) --tail;
  }
  count_ = kLettersMax / 2;
  while (tail < form.size() && count_ < kLettersMax) letters_[count_++] = next_letter(form, tail);
}

void WordForm::make_shape() {
  for (std::size_t i = 0; i < count_; ++i) {
    if (count_ > 6 && i >= 4 && i < count_ - 2) continue;
    shape_bytes_ += append(class_of(letters_[i]), shape_.data() + shape_bytes_);
  }
}

void WordForm::make_normal() {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    begin_[i] = static_cast<std::uint16_t>(bytes);
    letters_[i] = fold_letter(letters_[i]);
    bytes += append(letters_[i], bytes_.data() + bytes);
  }
  begin_[count_] = static_cast<std::uint16_t>(bytes);
  if (normal() == "''") {
    letters_[0] = U'"';
    bytes_[0] = '"';
    count_ = 1;
  }
}

std::uint64_t hash_of(char kind, std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325;
  h = (h ^ static_cast<unsigned char>(kind)) * 0x100000001B3;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return h;
}

bool is_word_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || c == U'0' || (c >= 0x80 && !(c >= 0x2000 && c < 0x2070));
}

}  // namespace tidings::language
