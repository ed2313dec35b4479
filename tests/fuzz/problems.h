#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"
#include "pipeline/record/result.h"
#include "pipeline/record/utf8.h"

namespace tidings::fuzz {

// What must hold of the problems of one file, which ends its lines by "\n", "\r" or both.
inline void check_problems(std::string_view text, const std::vector<config::Problem>& problems) {
  using record::ensure;
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r');
  for (const auto& [place, what] : problems) {
    ensure(place.line >= 0 && place.line <= lines, "a problem lies inside the file");
    ensure(place.column >= 0 && static_cast<std::size_t>(place.column) <= text.size() + 1, "and inside its line");
    ensure(!what.empty() && record::is_utf8(what), "it can be printed");
    const bool plain = std::none_of(what.begin(), what.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    ensure(plain, "on one line of a terminal");
  }
}

}  // namespace tidings::fuzz
