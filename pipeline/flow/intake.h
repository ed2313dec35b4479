#pragma once

#include <deque>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/flow/executor.h"
#include "pipeline/flow/ledger.h"
#include "pipeline/flow/listener.h"
#include "pipeline/flow/options.h"
#include "pipeline/flow/progress.h"
#include "pipeline/flow/sequencer.h"
#include "pipeline/flow/times.h"
#include "pipeline/io/source.h"
#include "pipeline/record/clock.h"

namespace tidings::flow {

// The beginning of the flow: asks the source for what the budget has room for, cuts it into batches, and hands
// partitions back when they are asked for. The source is held back by asking it for nothing.
//
// Lives on the source lane: public calls come from any thread and are carried there.
class Intake {
 public:
  struct Out {
    std::function<void(BatchPtr)> batch;
    std::function<void()> closed;  // no batch will follow
    std::function<void()> request_commit;
    std::function<void()> starved;
    std::function<void(record::Error)> undo;
    std::function<void(record::Error)> failed;
  };
  struct Parts {  // all outlive the intake
    io::Source& source;
    Executor& lane;
    ByteBudget& budget;
    Ledger& ledger;
    Sequencer& sequencer;
    const record::Clock& clock;
    Listener& listener;
    Progress& progress;
    Totals& totals;
    const Times& times;
  };
  Intake(Parts parts, const EngineOptions& options, Out out);

  void start();
  void stop();  // take nothing more; what is taken goes its way
  void hold(bool held);
  void set_edition(EditionPtr edition);  // of what is taken in from now on
  void committed(std::vector<io::Position> positions);
  void rewind(std::vector<io::Position> positions);
  // Everything is committed: `done` is called once the source has heard of it, or has failed to for too long.
  void finish(std::function<void()> done);

 private:
  struct Revocation {
    record::Clock::time_point asked;
    record::Clock::time_point deadline;
  };

  void schedule_pump(std::chrono::nanoseconds delay = {});
  void pump();
  [[nodiscard]] bool poll();
  void rewind_now(std::vector<io::Position> positions);
  [[nodiscard]] io::PollLimit limit() const;
  void take_in(io::Polled polled);
  [[nodiscard]] record::Clock::time_point since(const record::Input& input) const;
  void assign(const io::Assigned& assigned);
  void lose(record::Partition partition);
  void forget(record::Partition partition);
  void admit();
  [[nodiscard]] BatchPtr next_batch();
  [[nodiscard]] bool fits(const Batch& batch, std::size_t bytes, const record::Input& input) const;
  void check_revocations();
  void acknowledge();
  void start_undo(record::Error why);
  void close();
  [[nodiscard]] bool source_failed(record::Error error);  // true: try again after backoff()
  [[nodiscard]] std::chrono::nanoseconds backoff() { return options_.retry.delay_before(++attempt_); }
  void source_went_well();

  Parts parts_;
  const EngineOptions options_;
  const Out out_;

  // The source lane's alone.
  struct Lane {
    record::Assignment assignment;
    std::uint64_t next_sequence = 0;
  };
  std::map<record::Partition, Lane> lanes_;
  std::deque<record::Input> pending_;  // polled, not yet admitted: of one poll
  record::Clock::time_point polled_;   // when they came
  std::map<record::Partition, Revocation> revoking_;
  std::map<record::Partition, io::Position> owed_;  // durable positions the source has not yet heard of
  EditionPtr edition_;
  int attempt_ = 1;
  bool pumping_ = false;  // a pump is posted
  bool held_ = false;
  bool source_held_up_ = false;
  bool rewinding_ = false;
  bool stopping_ = false;
  bool end_ = false;
  bool closed_ = false;
};

}  // namespace tidings::flow
