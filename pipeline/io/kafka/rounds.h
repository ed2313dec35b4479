#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tidings::io::kafka {

// Asks a broker something every five seconds, on a thread of its own, since asking waits. What `round` uses outlives
// it.
class Rounds {
 public:
  explicit Rounds(std::function<void(const std::stop_token&)> round);
  ~Rounds() = default;  // waits for the round under way, which is told to stop
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;

  void now();  // not at the next turn only: something changed

 private:
  void run(const std::stop_token& stop);

  const std::function<void(const std::stop_token&)> round_;
  std::mutex mutex_;  // guards what follows
  bool wanted_ = false;
  std::condition_variable_any changed_;
  std::jthread thread_;  // last: it uses everything above
};

}  // namespace tidings::io::kafka
