#pragma once

#include <chrono>
#include <cstddef>

namespace tidings::correlate {

struct Options {
  // Decoded incidents, index entries and articles kept in memory beside the store, so that what is told of often is not
  // read again. What an open commit has changed stays in memory besides, until committed().
  std::size_t cache_bytes = std::size_t{64} << 20U;
  // An incident is dropped so long after its last mention, on the clock of the input.
  std::chrono::days retention{90};
};

}  // namespace tidings::correlate
