#pragma once

#include <functional>
#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/flow/executor.h"
#include "pipeline/flow/progress.h"
#include "pipeline/flow/queue.h"
#include "pipeline/flow/retry.h"
#include "pipeline/flow/times.h"

namespace tidings::flow {

// Runs one stage's work on the records of batches, several batches at a time, and hands each batch on. A record that
// fails for good keeps its failure and travels on, so that its dead letter keeps its place in the order; a passing
// failure is tried again after a pause that holds up its batch alone.
class Stage {
 public:
  struct Out {
    std::function<void(BatchPtr)> batch;  // any worker thread
    std::function<void()> closed;         // once, after the last batch
  };
  // `executor`, `clock` and `progress` must outlive the stage.
  Stage(const StageSpec& spec, Executor& executor, const Retry& retry, const record::Clock& clock, Progress& progress,
        Times::OfStage times, Out out);

  void push(BatchPtr batch);                                        // any thread
  void close();                                                     // any thread, after the last push
  [[nodiscard]] Queue::Load load() const { return queue_.load(); }  // any thread

 private:
  struct Hand {
    Work work;
    BatchPtr batch;
    std::size_t next = 0;  // index of the parcel to work on
    int attempt = 1;
    metrics::Tally times;
  };
  void take(std::size_t index);
  void run(std::size_t index);
  [[nodiscard]] bool work_through(Hand& hand);             // false: again later
  [[nodiscard]] bool work_on(Hand& hand, Parcel& parcel);  // false: again later
  void hand_on(Hand& hand);

  const std::string_view name_;
  Executor& executor_;
  const Retry retry_;
  const record::Clock& clock_;
  Progress& progress_;
  const metrics::Histogram wait_;
  const Out out_;
  std::vector<Hand> hands_;
  Queue queue_;
};

}  // namespace tidings::flow
