#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/flow/executor.h"
#include "pipeline/flow/intake.h"
#include "pipeline/flow/ledger.h"
#include "pipeline/flow/listener.h"
#include "pipeline/flow/options.h"
#include "pipeline/flow/progress.h"
#include "pipeline/flow/publisher.h"
#include "pipeline/flow/sequencer.h"
#include "pipeline/flow/stage.h"
#include "pipeline/flow/stateful_stage.h"
#include "pipeline/flow/times.h"
#include "pipeline/flow/watchdog.h"

namespace tidings::flow {

// Where the engine runs. The lanes have one thread each, because source and sink may block; a stage's pool has as many
// as the stage has workers.
struct Executors {
  Executor& source_lane;
  std::vector<Executor*> stages;  // one per stage, never null
  Executor& sink_lane;
};

// Moves records from the source through the stages to the sink, and keeps promises 1 to 4 of the design on the way:
// every record is published or dead-lettered, once, in the order of its partition, within one budget of bytes.
//
// Everything it is given outlives it. The executors must have stopped before it is destroyed; destroyed at any moment,
// it leaves what is not committed uncommitted, as a kill would.
class Engine {
 public:
  struct Wiring {
    io::Source& source;
    io::Sink& sink;
    std::vector<StageSpec> stages;
    DeadLetter dead_letter;
    Executors executors;
    const record::Clock& clock;
    Listener& listener;
    std::function<void()> ended;  // once, from a lane: outcome() is set; may not destroy the engine
    Times times = {};             // whoever keeps the histograms outlives the engine; of the stages in their order
    StatefulStage* stateful = nullptr;  // behind the stages, on the sink lane; may be missing
    std::string stateful_name = {};     // as StageSpec::name
  };
  Engine(Wiring wiring, const EngineOptions& options);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Once. Reads the committed positions and lets the source begin.
  [[nodiscard]] record::Result<void> start();

  // Takes nothing more, brings what is taken to its end, commits and ends. Any thread; twice is harmless.
  void stop();

  // Set when it has ended: nothing, if everything taken is committed; an error, if it had to stop for good.
  struct Outcome {
    std::optional<record::Error> error;
  };
  [[nodiscard]] std::optional<Outcome> outcome() const;  // any thread

  // Looks for a standstill, and tells the listener; call it about once a second, from one thread.
  void watch();
  // From its next call on; the same thread.
  void set_stall_timeout(std::chrono::nanoseconds timeout) { watchdog_.set_timeout(timeout); }
  // From the next transaction on; any thread.
  void set_commit_pace(CommitPace pace) { publisher_.set_pace(pace); }
  // Of what is taken in from now on; any thread.
  void set_edition(EditionPtr edition) { intake_.set_edition(std::move(edition)); }
  [[nodiscard]] bool stalled() const { return stalled_.load(std::memory_order_relaxed); }

  [[nodiscard]] const Totals& totals() const { return totals_; }
  [[nodiscard]] const ByteBudget& budget() const { return budget_; }
  // Source, stages in their order (the one with state last), sink.
  [[nodiscard]] std::vector<const Progress*> parts() const;
  [[nodiscard]] std::vector<Queue::Load> loads() const;  // as parts(), without the source; any thread

 private:
  void build_stages();
  [[nodiscard]] std::optional<Publisher::Memory> memory();
  [[nodiscard]] Stage::Out out_of(std::size_t stage);
  [[nodiscard]] Intake::Out out_of_intake();
  [[nodiscard]] Publisher::Out out_of_publisher();
  void leave_stages(BatchPtr batch);
  void end(Outcome outcome);

  Wiring wiring_;
  const EngineOptions options_;
  Totals totals_;
  ByteBudget budget_;
  Ledger ledger_;
  Progress source_progress_{"source"};
  Progress sink_progress_{"sink"};
  std::vector<std::unique_ptr<Progress>> stage_progress_;
  Publisher publisher_;
  Sequencer sequencer_;
  std::vector<std::unique_ptr<Stage>> stages_;
  Intake intake_;
  Watchdog watchdog_;
  std::atomic<bool> stalled_{false};

  mutable std::mutex mutex_;  // guards what follows
  std::optional<Outcome> outcome_;
};

}  // namespace tidings::flow
