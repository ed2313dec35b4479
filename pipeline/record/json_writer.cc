#include "pipeline/record/json_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "pipeline/record/base64.h"
#include "pipeline/record/result.h"
#include "pipeline/record/utf8.h"

namespace tidings::record {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
constexpr std::uint64_t kHighs = 0x8080808080808080ULL;

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// A high bit in the lowest byte of `word` that is `c` (and maybe in bytes above it).
std::uint64_t zero_bytes(std::uint64_t word) { return (word - kOnes) & ~word & kHighs; }

// A high bit in the lowest byte that needs an escape: control characters, the quote and the backslash.
std::uint64_t escapes(std::uint64_t word) {
  const auto control = (word - kOnes * 0x20) & ~word & kHighs;
  return control | zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\'));
}

// Where the first character that needs an escape stands, from `at` on; text.size() where there is none.
std::size_t find_escape(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    static_assert(std::endian::native == std::endian::little, "the lowest byte is the first one");
    if (const auto found = escapes(word); found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

void append_escape(char c, std::string& out) {
  switch (c) {
    case '"':
      out.append("\\\"");
      break;
    case '\\':
      out.append("\\\\");
      break;
    case '\n':
      out.append("\\n");
      break;
    case '\r':
      out.append("\\r");
      break;
    case '\t':
      out.append("\\t");
      break;
    default:
      out.append("\\u00");
      out.push_back(kDigits[static_cast<unsigned char>(c) >> 4U]);
      out.push_back(kDigits[static_cast<unsigned char>(c) & 0xfU]);
  }
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) out_.push_back(',');
  comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_.push_back('{');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_.push_back('}');
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_.push_back('[');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_.push_back(']');
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out_.push_back('"');
  out_.append(name).append("\":");
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_.push_back('"');
  std::size_t done = 0;
  while (true) {
    const auto escape = find_escape(text, done);
    out_.append(text, done, escape - done);
    if (escape == text.size()) break;
    append_escape(text[escape], out_);
    done = escape + 1;
  }
  out_.push_back('"');
  return *this;
}

// Plain decimals. Digits alone are an integer to many readers, also to ours, and beyond 64 bits an error.
JsonWriter& JsonWriter::value(double number) {
  ensure(std::isfinite(number), "a number in a record is finite");
  constexpr double kIntegers = 1e18;
  std::array<char, 512> digits;  // the longest double, 5e-324, has 326
  auto* end = std::to_chars(digits.begin(), digits.end(), number, std::chars_format::fixed).ptr;
  if (std::abs(number) >= kIntegers) end = std::ranges::copy(std::string_view(".0"), end).out;
  return raw({digits.data(), end});
}

JsonWriter& JsonWriter::unsigned_number(std::uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  return raw({digits.data(), end});
}

JsonWriter& JsonWriter::signed_number(std::int64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  return raw({digits.data(), end});
}

// Spans and fingerprints are the most frequent values by far: each is put together first and appended once.
JsonWriter& JsonWriter::value(Span span) {
  std::array<char, 32> text{'['};  // two numbers of at most ten digits
  auto* comma = std::to_chars(&text[1], &text[12], span.begin).ptr;
  *comma = ',';
  auto* end = std::to_chars(comma + 1, &text[24], span.end).ptr;
  *end = ']';
  return raw({text.data(), end + 1});
}

JsonWriter& JsonWriter::value(Fingerprint fingerprint) {
  std::array<char, 18> text;
  text.front() = text.back() = '"';
  auto bits = fingerprint.bits;
  for (std::size_t digit = 16; digit > 0; --digit, bits >>= 4U) text[digit] = kDigits[bits & 0xfU];
  return raw({text.data(), text.size()});
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_.append(json);
  return *this;
}

JsonWriter& JsonWriter::bytes(std::string_view name, std::string_view bytes) {
  if (is_utf8(bytes)) return key(name).value(bytes);
  return key(std::string(name) + "_base64").value(std::string_view(to_base64(bytes)));
}

}  // namespace tidings::record
