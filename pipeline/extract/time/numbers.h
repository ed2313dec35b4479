#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tidings::extract::timex {

// Number words at the begin of `words` (lower case; "-" inside a compound is a word): how many of them, and what they
// mean. "nineteen eighty six" is a year.
struct NumberWords {
  std::size_t length = 0;  // 0: no number
  int value = 0;
  bool ordinal = false;
  bool year = false;
};
[[nodiscard]] NumberWords read_number(std::span<const std::string_view> words);

}  // namespace tidings::extract::timex
