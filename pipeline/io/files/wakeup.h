#pragma once

#include <chrono>

#include "pipeline/io/files/file.h"

namespace tidings::io::files {

// Lets one thread wait for a descriptor, a deadline or another thread, whichever is first.
class Wakeup {
 public:
  Wakeup();
  void wake() noexcept;  // any thread; one that comes before the wait ends it at once

  enum class Why : std::uint8_t { kWoken, kReadable, kTime };
  Why wait(int descriptor, std::chrono::steady_clock::time_point until);  // descriptor -1: none

 private:
  Fd event_;
};

}  // namespace tidings::io::files
