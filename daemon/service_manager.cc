#include "daemon/service_manager.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "config/units.h"

namespace tidings::daemon {
namespace {

// Before any other thread is there.
std::string environment(const char* name) {
  const auto* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::string{} : value;
}

// Half of what is allowed, as sd_watchdog_enabled(3) advises. It may be meant for a process that started us.
std::optional<std::chrono::milliseconds> wanted_interval() {
  const auto limit = config::parse_count(environment("WATCHDOG_USEC"));
  const auto process = environment("WATCHDOG_PID");
  if (!limit || *limit == 0) return std::nullopt;
  if (!process.empty() && process != std::to_string(getpid())) return std::nullopt;
  return std::chrono::milliseconds(std::max<std::uint64_t>(1, *limit / 2000));
}

std::uint64_t monotonic_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(now.tv_nsec) / 1000;
}

}  // namespace

ServiceManager::ServiceManager() : address_(environment("NOTIFY_SOCKET")) {
  const auto usable = address_.starts_with('/') || address_.starts_with('@');
  if (!usable || address_.size() >= sizeof(sockaddr_un::sun_path)) return;
  socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  interval_ = wanted_interval();
}

ServiceManager::~ServiceManager() {
  if (socket_ >= 0) close(socket_);
}

void ServiceManager::ready(std::string_view status) { send(fmt::format("READY=1\nSTATUS={}", status)); }

// The time tells the manager which READY belongs to it (Type=notify-reload).
void ServiceManager::reloading() { send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", monotonic_microseconds())); }

void ServiceManager::stopping() { send("STOPPING=1\nSTATUS=draining"); }

void ServiceManager::alive() {
  const auto now = std::chrono::steady_clock::now();
  if (!interval_ || now - last_ < *interval_ / 2) return;
  last_ = now;
  send("WATCHDOG=1");
}

void ServiceManager::send(std::string_view state) const {
  if (socket_ < 0) return;
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  std::memcpy(to.sun_path, address_.data(), address_.size());
  if (address_.front() == '@') to.sun_path[0] = '\0';  // a name that is in no folder
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
  // A manager that is busy or gone is its own problem, and must not stop us.
  [[maybe_unused]] const auto sent = sendto(socket_, state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                                            reinterpret_cast<const sockaddr*>(&to), length);
}

}  // namespace tidings::daemon
