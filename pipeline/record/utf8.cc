#include "pipeline/record/utf8.h"

#include <simdjson.h>

#include <cstdint>

namespace tidings::record {
namespace {

struct Form {
  std::size_t length = 0;  // 0: no character begins with this byte
  std::uint8_t second_min = 0x80;
  std::uint8_t second_max = 0xbf;
};

// Unicode 15, table 3-7: the second byte's range is what excludes overlong forms, surrogates and what is too high.
Form form_of(std::uint8_t lead) {
  if (lead < 0x80) return {1};
  if (lead >= 0xc2 && lead <= 0xdf) return {2};
  if (lead == 0xe0) return {3, 0xa0, 0xbf};
  if (lead == 0xed) return {3, 0x80, 0x9f};
  if (lead >= 0xe1 && lead <= 0xef) return {3};
  if (lead == 0xf0) return {4, 0x90, 0xbf};
  if (lead >= 0xf1 && lead <= 0xf3) return {4};
  if (lead == 0xf4) return {4, 0x80, 0x8f};
  return {0};
}

// Length of the well-formed character at the front of `bytes`; 0 where there is none.
std::size_t character_length(std::string_view bytes) {
  const auto at = [bytes](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const auto form = form_of(at(0));
  if (form.length <= 1) return form.length;
  if (bytes.size() < form.length || at(1) < form.second_min || at(1) > form.second_max) return 0;
  for (std::size_t i = 2; i < form.length; ++i) {
    if ((at(i) & 0xc0U) != 0x80U) return 0;
  }
  return form.length;
}

}  // namespace

bool is_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::size_t utf8_prefix(std::string_view bytes) {
  if (is_utf8(bytes)) return bytes.size();
  std::size_t good = 0;
  while (good < bytes.size()) {
    const auto length = character_length(bytes.substr(good));
    if (length == 0) break;
    good += length;
  }
  return good;
}

std::string to_utf8_lossy(std::string_view bytes) {
  std::string text;
  while (true) {
    const auto good = utf8_prefix(bytes);
    text.append(bytes.substr(0, good));
    if (good == bytes.size()) return text;
    text.append("\xEF\xBF\xBD");
    bytes.remove_prefix(good + 1);
  }
}

}  // namespace tidings::record
