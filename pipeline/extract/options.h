#pragma once

#include <cstdint>

namespace tidings::extract {

struct Options {
  // An event that is less sure is not told; in hundredths. What each threshold keeps is measured in docs/quality.md.
  std::uint32_t confidence_min = 5;
};

}  // namespace tidings::extract
