#include "pipeline/io/files/wakeup.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace tidings::io::files {

Wakeup::Wakeup() : event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  record::ensure(static_cast<bool>(event_), "the process has a descriptor left for waking up");
}

void Wakeup::wake() noexcept {
  const std::uint64_t one = 1;
  (void)!::write(event_.get(), &one, sizeof one);  // full means that a wake-up is pending anyway
}

Wakeup::Why Wakeup::wait(int descriptor, std::chrono::steady_clock::time_point until) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
  std::array<pollfd, 2> waiting = {pollfd{event_.get(), POLLIN, 0}, pollfd{descriptor, POLLIN, 0}};
  constexpr milliseconds kLongest{3'600'000};
  ::poll(waiting.data(), waiting.size(), static_cast<int>(std::clamp(left, milliseconds{0}, kLongest).count()));
  if (waiting[0].revents != 0) {
    std::uint64_t count = 0;
    (void)!::read(event_.get(), &count, sizeof count);
    return Why::kWoken;
  }
  return waiting[1].revents != 0 ? Why::kReadable : Why::kTime;
}

}  // namespace tidings::io::files
