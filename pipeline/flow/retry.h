#pragma once

#include <algorithm>
#include <chrono>

namespace tidings::flow {

// How often and how fast a passing failure is tried again.
struct Retry {
  int attempts = 5;  // of a stage, the first one counted; then dead letter
  std::chrono::milliseconds delay_min{100};
  std::chrono::milliseconds delay_max{2'000};

  // Before attempt `attempt` (the second is 2): doubles from delay_min up to delay_max. No jitter: within one process
  // nothing competes for what failed, and a replay stays the same.
  [[nodiscard]] std::chrono::milliseconds delay_before(int attempt) const {
    auto delay = delay_min;
    for (int step = 2; step < attempt && delay < delay_max; ++step) delay *= 2;
    return std::min(delay, delay_max);
  }
};

}  // namespace tidings::flow
