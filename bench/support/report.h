#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tidings::bench {

// Keeps the process on the first `cores` of the cores it may use, so that a figure is per core. False where that fails.
bool stay_on_cores(int cores);

// Bytes of the process's largest resident set so far.
[[nodiscard]] std::size_t peak_rss();

// Seconds of CPU that all threads of the process have used.
[[nodiscard]] double cpu_seconds();

// The same of the thread that asks.
[[nodiscard]] double thread_cpu_seconds();

// Value below which `share` (0..1) of the values lie; sorts them. 0 where there are none.
[[nodiscard]] double percentile(std::vector<double>& values, double share);

// A made-up news text of about `bytes` bytes, the same for the same seed.
[[nodiscard]] std::string made_article(std::uint64_t seed, std::size_t bytes);

}  // namespace tidings::bench
