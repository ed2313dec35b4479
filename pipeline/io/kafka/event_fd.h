#pragma once

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "pipeline/record/result.h"

namespace tidings::io::kafka {

// Something happened, since the last look: written to by librdkafka's queues and by wake(), waited for by one thread.
// Non-blocking, because librdkafka writes to it while it holds its own locks.
class EventFd {
 public:
  EventFd() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) { record::ensure(fd_ >= 0, "an eventfd can be made"); }
  ~EventFd() { ::close(fd_); }
  EventFd(const EventFd&) = delete;
  EventFd& operator=(const EventFd&) = delete;

  [[nodiscard]] int fd() const { return fd_; }

  void signal() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
  }

  // Returns when signalled or after `wait`; forgets the signals so far.
  void wait(std::chrono::milliseconds wait) {
    pollfd waiting{.fd = fd_, .events = POLLIN, .revents = 0};
    ::poll(&waiting, 1, static_cast<int>(std::clamp<std::int64_t>(wait.count(), 0, 60'000)));
    std::uint64_t count = 0;
    [[maybe_unused]] const auto bytes = ::read(fd_, &count, sizeof count);
  }

 private:
  const int fd_;
};

}  // namespace tidings::io::kafka
