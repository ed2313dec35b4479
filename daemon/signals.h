#pragma once

#include <chrono>

namespace tidings::daemon {

// SIGTERM and SIGINT as values: blocked in every thread that is made after it, and taken by whoever waits here. SIGPIPE
// is ignored: a reader that went away is an error of the write. Make it first thing in main, once.
class Signals {
 public:
  Signals();
  // True if one came within `wait`.
  [[nodiscard]] bool wait(std::chrono::milliseconds wait);
  // Ends a wait early; any thread.
  void nudge();

 private:
  int event_ = -1;   // eventfd
  int signal_ = -1;  // signalfd
};

}  // namespace tidings::daemon
