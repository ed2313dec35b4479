#pragma once

#include <chrono>
#include <cstdint>

namespace tidings::daemon {

enum class Signal : std::uint8_t { kNone, kStop, kReload };

// SIGTERM and SIGINT (stop) and SIGHUP (reload) as values: blocked in every thread that is made after it, and taken by
// whoever waits here. SIGPIPE is ignored: a reader that went away is an error of the write. Make it first thing in
// main, once.
class Signals {
 public:
  Signals();
  // The one that came within `wait`, if any.
  [[nodiscard]] Signal wait(std::chrono::milliseconds wait);
  // Ends a wait early; any thread.
  void nudge();

 private:
  int event_ = -1;   // eventfd
  int signal_ = -1;  // signalfd
};

}  // namespace tidings::daemon
