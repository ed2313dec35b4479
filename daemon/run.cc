#include "daemon/run.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <sstream>
#include <string>
#include <utility>

#include "daemon/admin.h"
#include "daemon/beside.h"
#include "daemon/edges.h"
#include "daemon/knowledge.h"
#include "daemon/log.h"
#include "daemon/service_manager.h"
#include "daemon/streams.h"
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

ExitCode give_up(const LoadedKnowledge& known) {
  std::istringstream lines(known.problems);
  for (std::string line; std::getline(lines, line);) spdlog::error("{}", line);
  spdlog::error("without model and lexicon nothing can be coded");
  return ExitCode::kConfiguration;
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
  struct Parts {  // all outlive it
    Topology& topology;
    const LogListener& listener;
    Admin& admin;
    ServiceManager& manager;
    Signals& signals;
    Reload& reload;
  };
  Wait(Parts parts, bool drain) : parts_(parts), engine_(parts.topology.engine()), drain_(drain) {}

  flow::Engine::Outcome for_end() {
    const auto interval = std::min(kWatchInterval, parts_.manager.watchdog_interval().value_or(kWatchInterval));
    for (;;) {
      if (const auto outcome = engine_.outcome()) return *outcome;
      const auto signal = parts_.signals.wait(interval);
      engine_.watch();
      parts_.admin.tick();
      if (!parts_.admin.health().wedged()) parts_.manager.alive();
      if (signal == Signal::kStop) on_stop();
      if (signal == Signal::kReload) on_reload();
      look_at_clock(std::chrono::steady_clock::now());
    }
  }

 private:
  using time_point = std::chrono::steady_clock::time_point;

  [[nodiscard]] std::chrono::milliseconds patience() const { return parts_.reload.running().flow.drain_timeout; }

  // A member that was killed keeps the others waiting for its session; joining then is no failure yet.
  [[nodiscard]] std::chrono::milliseconds patience_of_drain() const {
    const auto& running = parts_.reload.running();
    const auto joins = running.source.kind == config::SourceKind::kKafka;
    return patience() + (joins ? running.kafka.source.session_timeout : std::chrono::milliseconds(0));
  }

  void on_stop() {
    if (deadline_) {
      spdlog::warn("told twice: leaving at once; what is not committed will be read again");
      leave_at_once(ExitCode::kTryAgain);
    }
    spdlog::info("draining, for {} ms at most", patience().count());
    parts_.admin.health().enter(Health::Phase::kDraining);
    parts_.manager.stopping();
    deadline_ = std::chrono::steady_clock::now() + patience();
    engine_.stop();
  }

  void on_reload() {
    if (deadline_) return spdlog::warn("reload: not while it drains");
    parts_.manager.reloading();
    auto read = parts_.reload.read();
    parts_.admin.reloaded(read.has_value());
    if (read) take_over(read->changes.settings);
    if (read && read->knowledge) parts_.topology.set_knowledge(std::move(read->knowledge));
    parts_.manager.ready("running");
  }

  void take_over(const config::Settings& settings) {
    set_log_level(settings.log.level);
    parts_.admin.set_limits(settings.admin);
    const auto& flow = settings.flow.engine;
    engine_.set_stall_timeout(flow.stall_timeout);
    engine_.set_commit_pace({.interval = flow.commit_interval, .bytes = flow.commit_bytes});
  }

  void look_at_clock(time_point now) {
    if (deadline_ && now >= *deadline_) {
      spdlog::error("not drained in time; what is not committed will be read again");
      leave_at_once(ExitCode::kTryAgain);
    }
    // What an edge says of itself counts as well: a broker that is away fails no call of a source.
    const auto held = parts_.listener.held() || !parts_.admin.health().troubles().empty();
    if (!drain_ || deadline_ || !held) {
      held_since_.reset();
      return;
    }
    if (!held_since_) held_since_ = now;
    if (now - *held_since_ >= patience_of_drain()) {
      spdlog::error("held up for {} ms: not everything that is there could be done; try again",
                    patience_of_drain().count());
      leave_at_once(ExitCode::kTryAgain);
    }
  }

  Parts parts_;
  flow::Engine& engine_;
  const bool drain_;
  std::optional<time_point> deadline_;
  std::optional<time_point> held_since_;
};

}  // namespace

ExitCode run(const config::Settings& settings, bool drain, Signals& signals, LoadSettings load) {
  const auto read_knowledge = [](const config::Settings& wanted) {
    return load_knowledge(default_model(), lexicon_folder(wanted.lexicon));
  };
  const auto known = codes(settings.streams) ? read_knowledge(settings) : LoadedKnowledge{};
  if (!known.problems.empty()) return give_up(known);
  ServiceManager manager;
  const record::SystemClock clock;
  LogListener listener(clock);
  Admin admin(settings, Topology::stages(settings), clock, listener);
  if (auto listening = admin.listen(); !listening) return give_up(listening.error());
  auto edges = open_edges(settings, drain);
  if (!edges) return give_up(edges.error());
  Topology topology(settings, {.source = *edges->source,
                               .sink = *edges->sink,
                               .clock = clock,
                               .listener = admin,
                               .times = admin.times(),
                               .knowledge = known.knowledge,
                               .found = admin.extract_series(),
                               .store = edges->store.get(),
                               .joined = admin.correlate_series(),
                               .ended = [&signals] { signals.nudge(); }});
  auto& engine = topology.engine();
  const auto started = engine.start();
  if (!started) return give_up(started.error());
  admin.watch(engine, *edges);
  admin.health().enter(Health::Phase::kRunning);
  spdlog::info("running: {}", edges->route);
  manager.ready("running");
  Reload reload(settings, known.knowledge ? known.knowledge->hash : "", std::move(load), read_knowledge);
  const auto outcome = Wait({topology, listener, admin, manager, signals, reload}, drain).for_end();
  admin.forget();
  say_what_was_done(engine.totals());
  if (outcome.error) leave_at_once(exit_code_of(*outcome.error));
  return ExitCode::kDone;
}

}  // namespace tidings::daemon
