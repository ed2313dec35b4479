#include "daemon/run.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <utility>

#include "daemon/edges.h"
#include "daemon/log.h"
#include "daemon/topology.h"

namespace tidings::daemon {
namespace {

constexpr std::chrono::milliseconds kWatchInterval{1000};

// Threads may hang in a call that does not return, so nothing is taken down.
[[noreturn]] void leave_at_once(ExitCode code) {
  flush_log();
  _exit(static_cast<int>(code));
}

ExitCode give_up(const record::Error& error) {
  spdlog::error("{}: {}", error.code, error.detail);
  return exit_code_of(error);
}

void say_what_was_done(const flow::Totals& totals) {
  spdlog::info("read {} records ({} bytes); published {}, rejected {}; {} commits", totals.admitted_records.load(),
               totals.admitted_bytes.load(), totals.published_records.load(), totals.rejected_records.load(),
               totals.commits.load());
}

// Waits until the engine has ended, looking after stalls and signals meanwhile. Whoever waits for a drain, after a
// signal or with --drain, is not kept waiting by what does not go away.
class Wait {
 public:
  Wait(flow::Engine& engine, const LogListener& listener, Signals& signals, bool drain,
       std::chrono::milliseconds patience)
      : engine_(engine), listener_(listener), signals_(signals), drain_(drain), patience_(patience) {}

  flow::Engine::Outcome for_end() {
    for (;;) {
      if (const auto outcome = engine_.outcome()) return *outcome;
      const auto signalled = signals_.wait(kWatchInterval);
      engine_.watch();
      if (signalled) on_signal();
      look_at_clock(std::chrono::steady_clock::now());
    }
  }

 private:
  using time_point = std::chrono::steady_clock::time_point;

  void on_signal() {
    if (deadline_) {
      spdlog::warn("told twice: leaving at once; what is not committed will be read again");
      leave_at_once(ExitCode::kTryAgain);
    }
    spdlog::info("draining, for {} ms at most", patience_.count());
    deadline_ = std::chrono::steady_clock::now() + patience_;
    engine_.stop();
  }

  void look_at_clock(time_point now) {
    if (deadline_ && now >= *deadline_) {
      spdlog::error("not drained in time; what is not committed will be read again");
      leave_at_once(ExitCode::kTryAgain);
    }
    if (!drain_ || !listener_.held()) {
      held_since_.reset();
      return;
    }
    if (!held_since_) held_since_ = now;
    if (now - *held_since_ >= patience_) {
      spdlog::error("held up for {} ms: not everything that is there could be done; try again", patience_.count());
      leave_at_once(ExitCode::kTryAgain);
    }
  }

  flow::Engine& engine_;
  const LogListener& listener_;
  Signals& signals_;
  const bool drain_;
  const std::chrono::milliseconds patience_;
  std::optional<time_point> deadline_;
  std::optional<time_point> held_since_;
};

}  // namespace

ExitCode run(const config::Settings& settings, bool drain, Signals& signals) {
  auto edges = open_edges(settings, drain);
  if (!edges) return give_up(edges.error());
  const record::SystemClock clock;
  LogListener listener(clock);
  Topology topology(settings, *edges->source, *edges->sink, clock, listener, [&signals] { signals.nudge(); });
  auto& engine = topology.engine();
  const auto started = engine.start();
  if (!started) return give_up(started.error());
  spdlog::info("running: {}", edges->route);
  const auto outcome = Wait(engine, listener, signals, drain, settings.flow.drain_timeout).for_end();
  say_what_was_done(engine.totals());
  if (outcome.error) leave_at_once(exit_code_of(*outcome.error));
  return ExitCode::kDone;
}

}  // namespace tidings::daemon
