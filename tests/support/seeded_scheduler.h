#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <utility>

#include "pipeline/flow/executor.h"
#include "pipeline/record/clock.h"

namespace tidings::support {

using Random = std::mt19937_64;

inline std::uint64_t below(Random& random, std::uint64_t bound) { return bound == 0 ? 0 : random() % bound; }
inline bool one_in(Random& random, std::uint64_t n) { return n != 0 && random() % n == 0; }

// Runs the tasks of all its executors on the calling thread, in an order drawn from a seed, on a clock of its own.
class SeededScheduler final : public record::Clock {
 public:
  explicit SeededScheduler(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] time_point now() const override { return now_; }

  // One task; false if none is left.
  bool step() {
    if (tasks_.empty()) return false;
    auto first = tasks_.begin();
    now_ = std::max(now_, first->first.first);
    const auto task = std::move(first->second);
    tasks_.erase(first);
    task();
    return true;
  }

  void drop_all() { tasks_.clear(); }  // what a kill does
  void advance(std::chrono::nanoseconds by) { now_ += by; }

  // At `when` or a little later: mostly at once, sometimes much later.
  time_point jitter(time_point when) {
    const auto kind = below(random_, 16);
    const auto most = kind < 8 ? 1'000ULL : kind < 15 ? 1'000'000ULL : 50'000'000ULL;
    return when + std::chrono::nanoseconds(below(random_, most));
  }
  void add(time_point when, flow::Task task) { tasks_.emplace(std::pair{when, ++count_}, std::move(task)); }

 private:
  Random random_;
  time_point now_{};
  std::uint64_t count_ = 0;
  std::map<std::pair<time_point, std::uint64_t>, flow::Task> tasks_;
};

// `serial`: one thread, so tasks keep the order of posting.
class SeededExecutor final : public flow::Executor {
 public:
  SeededExecutor(SeededScheduler& scheduler, bool serial) : scheduler_(scheduler), serial_(serial) {}

  void post(flow::Task task) override {
    auto when = scheduler_.jitter(std::max(scheduler_.now(), blocked_until_));
    if (serial_) when = last_ = std::max(when, last_);
    scheduler_.add(when, std::move(task));
  }
  // A timer only posts when it fires.
  void post_after(std::chrono::nanoseconds delay, flow::Task task) override {
    scheduler_.add(scheduler_.now() + delay, [this, task = std::move(task)] { post(task); });
  }
  // The thread hangs in a call that does not come back for a while.
  void block(std::chrono::nanoseconds time) { blocked_until_ = scheduler_.now() + time; }

 private:
  SeededScheduler& scheduler_;
  const bool serial_;
  record::Clock::time_point last_{};
  record::Clock::time_point blocked_until_{};
};

}  // namespace tidings::support
