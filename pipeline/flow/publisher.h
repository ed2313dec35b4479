#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/flow/executor.h"
#include "pipeline/flow/ledger.h"
#include "pipeline/flow/listener.h"
#include "pipeline/flow/options.h"
#include "pipeline/flow/progress.h"
#include "pipeline/flow/queue.h"
#include "pipeline/flow/sequencer.h"
#include "pipeline/flow/stateful_stage.h"
#include "pipeline/flow/times.h"
#include "pipeline/io/sink.h"
#include "pipeline/record/clock.h"

namespace tidings::flow {

// The end of the flow: lets the stage with state work on each record, puts its messages, or its dead letter, into the
// open transaction, in order, and commits. It commits between batches, when the transaction is big or old enough, when
// asked to, when the budget is spent on what only waits for a commit, before a batch of another edition, and at the
// end.
//
// Lives on the sink lane: public calls come from any thread and are carried there.
class Publisher {
 public:
  struct Out {
    std::function<void(std::vector<io::Position>)> committed;
    std::function<void(bool)> held;                         // the sink takes nothing now / takes again
    std::function<void(std::vector<io::Position>)> rewind;  // all in flight is void: start over from these
    std::function<void()> finished;                         // closed, and everything is committed
    std::function<void(record::Error)> failed;
  };
  struct Memory {  // what remembers, and how it is watched
    StatefulStage& stage;
    Progress& progress;
    metrics::Histogram work_times;
  };
  struct Parts {  // all outlive the publisher
    io::Sink& sink;
    Executor& lane;
    ByteBudget& budget;
    Ledger& ledger;
    Sequencer& sequencer;
    const record::Clock& clock;
    Listener& listener;
    Progress& progress;
    Totals& totals;
    const Times& times;
    std::optional<Memory> memory = {};
  };
  Publisher(Parts parts, const EngineOptions& options, DeadLetter dead_letter, Out out);

  void push(BatchPtr batch);
  void close();           // after the last push
  void request_commit();  // as soon as the transaction holds anything
  void starved();         // the budget is spent: commit if nothing else can free it
  void undo(record::Error why);
  void set_pace(CommitPace pace);                                   // from the next transaction on
  [[nodiscard]] Queue::Load load() const { return queue_.load(); }  // any thread

 private:
  using Clock = record::Clock;
  struct Open {  // what the open transaction holds
    std::unique_ptr<io::Transaction> transaction;
    Clock::time_point since;
    std::size_t bytes = 0;
    std::size_t batches = 0;
    std::uint64_t records = 0;
    Charge charge;
    std::set<std::pair<record::Partition, record::Assignment>> touched;
    std::vector<Clock::time_point> came;  // of each record, where the time to its commit is asked for
    bool saved = false;                   // the state is in the transaction
    EditionPtr edition;                   // of its batches
  };
  enum class Step { kDone, kWait };  // kWait: a retry timer, an undo or a failure goes on from here

  void work();
  [[nodiscard]] Step turn();
  [[nodiscard]] bool take_next();
  [[nodiscard]] Step publish_current();
  [[nodiscard]] Step drop_current();
  [[nodiscard]] Step publish_rest();
  [[nodiscard]] Step publish(Parcel& parcel);
  [[nodiscard]] Step publish_own(Parcel& parcel);
  [[nodiscard]] Step remember(const Parcel& parcel);
  [[nodiscard]] Step publish_yield(const Parcel& parcel);
  record::Result<void> put(std::span<const record::Message> messages);
  void refuse(Parcel& parcel, record::Error error) const;
  [[nodiscard]] Step open_transaction();
  void settle_current();
  [[nodiscard]] bool commit_due() const;
  // Part of the batch in hand is in the open transaction already.
  [[nodiscard]] bool begun_current() const { return current_ && (next_ > 0 || own_out_); }
  [[nodiscard]] Step commit();
  void commit_succeeded(const std::vector<io::Position>& positions);
  void tell_latencies();
  [[nodiscard]] Step handle(record::Error error);
  void hold(const record::Error& error);
  void retry_later(const record::Error& error);
  void went_well();
  void undo_now(const record::Error& why);
  void discard();
  void rewind_source();

  Parts parts_;
  const EngineOptions options_;
  const DeadLetter dead_letter_;
  const Out out_;
  Queue queue_{1};
  metrics::Tally work_times_;
  metrics::Tally end_to_end_;
  metrics::Tally memory_times_;

  // The sink lane's alone.
  CommitPace pace_;       // of the open transaction
  CommitPace next_pace_;  // of those to come
  Open open_;
  BatchPtr current_;
  std::size_t next_ = 0;     // parcel of current_
  bool own_out_ = false;     // its own messages, or its dead letter, are in the transaction
  bool remembered_ = false;  // the stage with state has worked on it; messages_ has what that yields
  std::map<std::pair<record::Partition, record::Offset>, record::Error> refusals_;  // of what was yielded
  std::vector<record::Message> messages_;
  std::uint64_t transactions_ = 0;  // tells a late timer that its transaction is gone
  int attempt_ = 1;
  bool has_hand_ = false;  // the queue's hand is ours, so take() may be called
  bool last_taken_ = false;
  bool waiting_ = false;
  bool commit_asked_ = false;
  bool starved_ = false;
  bool rewinding_ = false;
  bool held_ = false;
  bool dead_ = false;
};

}  // namespace tidings::flow
