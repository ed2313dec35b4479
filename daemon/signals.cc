#include "daemon/signals.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "pipeline/record/result.h"

namespace tidings::daemon {

Signals::Signals() {
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGTERM);
  sigaddset(&ours, SIGINT);
  sigaddset(&ours, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &ours, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  signal_ = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
  event_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  record::ensure(signal_ >= 0 && event_ >= 0, "the kernel gives us a signalfd and an eventfd");
}

Signal Signals::wait(std::chrono::milliseconds wait) {
  pollfd both[] = {{.fd = signal_, .events = POLLIN, .revents = 0}, {.fd = event_, .events = POLLIN, .revents = 0}};
  if (poll(both, 2, static_cast<int>(wait.count())) <= 0) return Signal::kNone;
  std::uint64_t nudges = 0;
  if ((both[1].revents & POLLIN) != 0 && read(event_, &nudges, sizeof nudges) < 0) return Signal::kNone;
  signalfd_siginfo signal{};
  if (read(signal_, &signal, sizeof signal) != sizeof signal) return Signal::kNone;
  return signal.ssi_signo == SIGHUP ? Signal::kReload : Signal::kStop;
}

void Signals::nudge() {
  const std::uint64_t one = 1;
  // It can only fail when a nudge is waiting already.
  [[maybe_unused]] const auto written = write(event_, &one, sizeof one);
}

}  // namespace tidings::daemon
