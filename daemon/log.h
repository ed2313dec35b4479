#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "config/settings.h"
#include "pipeline/flow/listener.h"
#include "pipeline/record/clock.h"

namespace tidings::daemon {

// Everything goes to standard error, a line per entry; in JSON one object per line with time, level and message.
// Whatever an entry quotes, it stays one line and moves no terminal.
void set_up_log(const config::LogSettings& settings);
void set_log_level(config::LogLevel level);  // any thread
void flush_log();

// Names and details from outside, fit for one line of a terminal: UTF-8, control characters as "\x0a".
[[nodiscard]] std::string in_one_line(std::string_view text);

// Lets a few entries of each kind through per interval and counts the rest, so that a flood of bad articles cannot fill
// a disk. Kinds come from bounded sets. Thread-safe.
class RateLimit {
 public:
  RateLimit(const record::Clock& clock, std::uint32_t most, std::chrono::nanoseconds interval);

  struct Verdict {
    bool pass = false;
    std::uint64_t swallowed = 0;  // of this kind since the last that passed
  };
  [[nodiscard]] Verdict ask(std::string_view kind);

 private:
  struct Window {
    record::Clock::time_point start;
    std::uint32_t passed = 0;
    std::uint64_t swallowed = 0;
  };
  const record::Clock& clock_;
  const std::uint32_t most_;
  const std::chrono::nanoseconds interval_;
  std::mutex mutex_;  // guards what follows
  std::map<std::string, Window, std::less<>> windows_;
};

// What the engine tells an operator, as log entries.
class LogListener final : public flow::Listener {
 public:
  explicit LogListener(const record::Clock& clock);
  void held_up(std::string_view part, const record::Error& error) override;
  void resumed(std::string_view part) override;
  void rewound(const record::Error& why) override;
  void stalled(std::string_view part, std::chrono::nanoseconds since) override;
  void rejected(const record::Input& input, std::string_view stage, const record::Error& error) override;
  void failed(const record::Error& error) override;

  // Some part takes nothing at present.
  [[nodiscard]] bool held() const { return held_parts_.load(std::memory_order_relaxed) > 0; }

 private:
  RateLimit limit_;
  std::atomic<int> held_parts_{0};
};

}  // namespace tidings::daemon
