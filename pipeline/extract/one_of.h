#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace tidings::extract {

// Whether the word stands in a short list.
constexpr bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace tidings::extract
