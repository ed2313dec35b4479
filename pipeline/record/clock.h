#pragma once

#include <chrono>

namespace tidings::record {

// Time as an input. Payloads never hold it (they must be the same in a replay); waits, deadlines and metrics do.
class Clock {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  virtual ~Clock() = default;
  [[nodiscard]] virtual time_point now() const = 0;  // any thread
  // The time of day, for what is compared with the clocks of others: ages and timestamps in metrics. Any thread.
  [[nodiscard]] virtual std::chrono::system_clock::time_point wall() const { return std::chrono::system_clock::now(); }
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] time_point now() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace tidings::record
