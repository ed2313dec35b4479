#include "pipeline/flow/stage.h"

#include <utility>

#include "pipeline/record/reason.h"

namespace tidings::flow {

Stage::Stage(const StageSpec& spec, Executor& executor, const Retry& retry, Progress& progress, Out out)
    : name_(progress.name),
      executor_(executor),
      retry_(retry),
      progress_(progress),
      out_(std::move(out)),
      hands_(spec.workers),
      queue_(spec.workers) {
  for (auto& hand : hands_) hand.work = spec.make_worker();
}

void Stage::push(BatchPtr batch) {
  progress_.in_hand.fetch_add(1, std::memory_order_relaxed);
  if (const auto hand = queue_.push(std::move(batch))) executor_.post([this, hand = *hand] { take(hand); });
}

void Stage::close() {
  if (queue_.close()) out_.closed();
}

void Stage::take(std::size_t index) {
  auto taken = queue_.take(index);
  if (!taken.batch) {
    if (taken.last) out_.closed();
    return;
  }
  auto& hand = hands_[index];
  hand.batch = std::move(taken.batch);
  hand.next = 0;
  hand.attempt = 1;
  // Taking and working are two tasks: a batch taken first may be handed on last, and the seeded scheduler must see
  // that.
  executor_.post([this, index] { run(index); });
}

void Stage::run(std::size_t index) {
  auto& hand = hands_[index];
  auto& parcels = hand.batch->parcels;
  for (; hand.next < parcels.size(); ++hand.next, hand.attempt = 1) {
    if (parcels[hand.next].failure) continue;
    if (!work_on(hand, parcels[hand.next])) {
      executor_.post_after(retry_.delay_before(hand.attempt), [this, index] { run(index); });
      return;
    }
  }
  progress_.in_hand.fetch_sub(1, std::memory_order_relaxed);
  progress_.moved.fetch_add(1, std::memory_order_relaxed);
  out_.batch(std::move(hand.batch));
  executor_.post([this, index] { take(index); });
}

bool Stage::work_on(Hand& hand, Parcel& parcel) {
  auto result = hand.work(parcel);
  if (result) return true;
  auto error = std::move(result).error();
  if (error.fault == record::Fault::kTransient) {
    if (hand.attempt < retry_.attempts) {
      ++hand.attempt;
      progress_.retries.fetch_add(1, std::memory_order_relaxed);
      return false;
    }
    error.detail = std::string(error.code) + ": " + error.detail;
    error.code = record::reason::kRetriesExhausted;
  }
  parcel.messages.clear();
  parcel.failure = Failure{name_, std::move(error), hand.attempt};
  return true;
}

}  // namespace tidings::flow
