#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/flow/progress.h"
#include "pipeline/record/clock.h"

namespace tidings::flow {

// Notices parts that have work in hand and make no step. Fed by look(), which any one thread calls now and then.
class Watchdog {
 public:
  // `parts` outlive the watchdog.
  Watchdog(const std::vector<const Progress*>& parts, std::chrono::nanoseconds timeout);

  struct Stall {
    std::string_view part;
    std::chrono::nanoseconds since;
  };
  // The part that has stood still for longest, where one has for longer than the timeout. Told once per standstill.
  [[nodiscard]] std::optional<Stall> look(record::Clock::time_point now);
  [[nodiscard]] bool stalled() const { return stalled_; }
  void set_timeout(std::chrono::nanoseconds timeout) { timeout_ = timeout; }

 private:
  struct Seen {
    const Progress* part;
    std::uint64_t moved = 0;
    record::Clock::time_point since;
    bool busy = false;
  };
  std::vector<Seen> seen_;
  std::chrono::nanoseconds timeout_;
  bool stalled_ = false;
};

}  // namespace tidings::flow
