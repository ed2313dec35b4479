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

// Waits until the engine has ended, looking after stalls and signals meanwhile.
flow::Engine::Outcome await_end(flow::Engine& engine, Signals& signals, std::chrono::milliseconds drain_timeout) {
  std::optional<std::chrono::steady_clock::time_point> deadline;
  for (;;) {
    if (const auto outcome = engine.outcome()) return *outcome;
    const auto signalled = signals.wait(kWatchInterval);
    engine.watch();
    if (signalled && deadline) {
      spdlog::warn("told twice: leaving at once; what is not committed will be read again");
      leave_at_once(ExitCode::kTryAgain);
    }
    if (signalled) {
      spdlog::info("draining, for {} ms at most", drain_timeout.count());
      deadline = std::chrono::steady_clock::now() + drain_timeout;
      engine.stop();
    }
    if (deadline && std::chrono::steady_clock::now() >= *deadline) {
      spdlog::error("not drained in time; what is not committed will be read again");
      leave_at_once(ExitCode::kTryAgain);
    }
  }
}

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
  spdlog::info("running: {} to {}, state in {}", edges->source->name(record::Partition{0}), settings.sink.path,
               settings.state.path);
  const auto outcome = await_end(engine, signals, settings.flow.drain_timeout);
  say_what_was_done(engine.totals());
  if (outcome.error) leave_at_once(exit_code_of(*outcome.error));
  return ExitCode::kDone;
}

}  // namespace tidings::daemon
