#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/flow/listener.h"
#include "pipeline/record/clock.h"

namespace tidings::daemon {

// Whether the flow moves, and what is in its way. Listens to the engine and hands on what it hears. Thread-safe.
class Health final : public flow::Listener {
 public:
  // Both outlive it.
  Health(flow::Listener& next, const record::Clock& clock) : next_(next), clock_(clock) {}

  enum class Phase : std::uint8_t { kStarting, kRunning, kDraining };
  void enter(Phase phase);
  // What an edge says of itself where it does not fail: a queue that is away. Asked by whoever asks us; any thread.
  using AskEdge = std::function<std::optional<record::Error>()>;
  void ask(std::string part, AskEdge edge);
  void forget_edges();  // they are about to go
  void moves_again();   // no part is stalled
  void beat();          // the main thread is alive

  struct Trouble {
    std::string part;    // "source", "sink", a stage, or "daemon"
    std::string reason;  // of a bounded set: "disk_full", "stalled", "starting", …
    std::string detail;  // for people
    std::chrono::nanoseconds since{0};
  };
  // What keeps the daemon from being ready; empty: it is.
  [[nodiscard]] std::vector<Trouble> troubles() const;
  // Only a restart would help: the main thread does not come round, or the flow stands still and no failure that may
  // pass explains it.
  [[nodiscard]] bool wedged() const;
  [[nodiscard]] Phase phase() const;
  [[nodiscard]] bool held(std::string_view part) const;
  [[nodiscard]] bool stalled(std::string_view part) const;

  void held_up(std::string_view part, const record::Error& error) override;
  void resumed(std::string_view part) override;
  void rewound(const record::Error& why) override { next_.rewound(why); }
  void stalled(std::string_view part, std::chrono::nanoseconds since) override;
  void rejected(const record::Input& input, std::string_view stage, const record::Error& error) override {
    next_.rejected(input, stage, error);
  }
  void failed(const record::Error& error) override { next_.failed(error); }

 private:
  using time_point = record::Clock::time_point;
  struct Held {
    std::string reason;
    std::string detail;
    time_point since;
  };
  struct Stalled {
    std::string part;
    time_point since;
  };
  flow::Listener& next_;
  const record::Clock& clock_;

  mutable std::mutex mutex_;  // guards what follows
  Phase phase_ = Phase::kStarting;
  std::map<std::string, Held, std::less<>> held_;
  std::optional<Stalled> stalled_;
  std::map<std::string, AskEdge> edges_;
  std::optional<time_point> beat_;
};

}  // namespace tidings::daemon
