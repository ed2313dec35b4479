#include "pipeline/record/traceparent.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tidings::record {
namespace {

constexpr std::size_t kLength = 55;

bool is_hex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == text.npos; }
bool is_zero(std::string_view text) { return text.find_first_not_of('0') == text.npos; }

}  // namespace

bool is_traceparent(std::string_view text) {
  if (text.size() != kLength || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  const std::array fields = {text.substr(0, 2), text.substr(3, 32), text.substr(36, 16), text.substr(53, 2)};
  return std::ranges::all_of(fields, is_hex) && fields[0] != "ff" && !is_zero(fields[1]) && !is_zero(fields[2]);
}

}  // namespace tidings::record
