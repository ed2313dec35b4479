#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/record/result.h"

namespace tidings::flow {

// The inbox of a stage: batches that wait, and the hands (workers) that are idle. Waiting work and idle hands are under
// one lock, so that no batch is left lying while a hand falls asleep. It needs no bound of its own: the byte budget
// bounds everything that is in flight. Closing is the only end of the stream. Thread-safe.
class Queue {
 public:
  explicit Queue(std::size_t hands) {
    for (auto hand = hands; hand > 0; --hand) idle_.push_back(hand - 1);
    hands_ = hands;
  }

  // The hand to wake, where one was idle: it is busy from now on and must call take().
  [[nodiscard]] std::optional<std::size_t> push(BatchPtr batch) {
    const std::lock_guard lock(mutex_);
    record::ensure(!closed_, "nothing is pushed into a closed queue");
    load_.records += batch->parcels.size();
    load_.bytes += batch->charge.bytes();
    waiting_.push_back(std::move(batch));
    if (idle_.empty()) return std::nullopt;
    const auto hand = idle_.back();
    idle_.pop_back();
    return hand;
  }

  struct Taken {
    BatchPtr batch;     // null: nothing waits, the hand is idle again
    bool last = false;  // closed, empty, and all hands idle: told once
  };
  [[nodiscard]] Taken take(std::size_t hand) {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) {
      idle_.push_back(hand);
      return {nullptr, finished()};
    }
    auto batch = std::move(waiting_.front());
    waiting_.pop_front();
    load_.records -= batch->parcels.size();
    load_.bytes -= batch->charge.bytes();
    return {std::move(batch), false};
  }

  // True if that was the end already: empty, and all hands idle. Otherwise some take() will tell.
  [[nodiscard]] bool close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    return finished();
  }

  // Drops what waits, and says how many batches that were; their charges go back.
  std::size_t clear() {
    const std::lock_guard lock(mutex_);
    const auto dropped = waiting_.size();
    waiting_.clear();
    load_ = {};
    return dropped;
  }

  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

  struct Load {  // what waits
    std::size_t records = 0;
    std::size_t bytes = 0;
  };
  [[nodiscard]] Load load() const {
    const std::lock_guard lock(mutex_);
    return load_;
  }

 private:
  [[nodiscard]] bool finished() const { return closed_ && waiting_.empty() && idle_.size() == hands_; }

  mutable std::mutex mutex_;  // guards everything below
  std::deque<BatchPtr> waiting_;
  std::vector<std::size_t> idle_;
  std::size_t hands_ = 0;
  Load load_;
  bool closed_ = false;
};

}  // namespace tidings::flow
