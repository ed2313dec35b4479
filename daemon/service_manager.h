#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::daemon {

// Tells whoever started us (systemd, or what speaks like it) how we are: sd_notify(3), which is one datagram to the
// socket that the environment names. Written out here, because it is less code than the dependency would be
// configuration. Without such a socket nothing is sent. One thread.
class ServiceManager {
 public:
  ServiceManager();  // from NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID
  ~ServiceManager();
  ServiceManager(const ServiceManager&) = delete;
  ServiceManager& operator=(const ServiceManager&) = delete;

  void ready(std::string_view status);
  void reloading();  // until ready() says that it is done
  void stopping();
  // Not more often than needed; whoever does not call it is restarted, where a watchdog was asked for.
  void alive();

  // How often alive() wants to be called.
  [[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_interval() const { return interval_; }

 private:
  void send(std::string_view state) const;

  std::string address_;  // empty: nobody listens
  int socket_ = -1;
  std::optional<std::chrono::milliseconds> interval_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace tidings::daemon
