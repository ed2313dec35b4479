#include "pipeline/flow/stage.h"

#include <algorithm>
#include <utility>

#include "pipeline/record/reason.h"

namespace tidings::flow {
namespace {

std::size_t unfailed(const Batch& batch) {
  return static_cast<std::size_t>(
      std::count_if(batch.parcels.begin(), batch.parcels.end(), [](const Parcel& parcel) { return !parcel.failure; }));
}

}  // namespace

Stage::Stage(const StageSpec& spec, Executor& executor, const Retry& retry, const record::Clock& clock,
             Progress& progress, Times::OfStage times, Out out)
    : name_(progress.name),
      executor_(executor),
      retry_(retry),
      clock_(clock),
      progress_(progress),
      wait_(times.wait),
      out_(std::move(out)),
      hands_(spec.workers),
      queue_(spec.workers) {
  for (auto& hand : hands_) {
    hand.work = spec.make_worker();
    hand.times = metrics::Tally(times.work);
  }
}

void Stage::push(BatchPtr batch) {
  if (wait_) batch->queued = clock_.now();
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
  if (wait_) wait_.observe(clock_.now() - hand.batch->queued);
  progress_.received_records.fetch_add(unfailed(*hand.batch), std::memory_order_relaxed);
  // Taking and working are two tasks: a batch taken first may be handed on last, and the seeded scheduler must see
  // that.
  executor_.post([this, index] { run(index); });
}

void Stage::run(std::size_t index) {
  auto& hand = hands_[index];
  if (!work_through(hand)) {
    executor_.post_after(retry_.delay_before(hand.attempt), [this, index] { run(index); });
    return;
  }
  hand_on(hand);
  executor_.post([this, index] { take(index); });
}

bool Stage::work_through(Hand& hand) {
  const auto timed = hand.times.wanted();
  const auto began = timed ? clock_.now() : record::Clock::time_point{};
  auto last = began;
  auto done = true;
  auto& parcels = hand.batch->parcels;
  while (done && hand.next < parcels.size()) {
    auto& parcel = parcels[hand.next];
    if (!parcel.failure) {
      done = work_on(hand, parcel);
      if (timed) {
        const auto now = clock_.now();
        hand.times.note(now - std::exchange(last, now));
      }
    }
    if (!done) break;
    ++hand.next;
    hand.attempt = 1;
  }
  progress_.busy.fetch_add((last - began).count(), std::memory_order_relaxed);
  return done;
}

void Stage::hand_on(Hand& hand) {
  hand.times.tell();
  progress_.in_hand.fetch_sub(1, std::memory_order_relaxed);
  progress_.moved.fetch_add(1, std::memory_order_relaxed);
  progress_.sent_records.fetch_add(unfailed(*hand.batch), std::memory_order_relaxed);
  out_.batch(std::move(hand.batch));
}

bool Stage::work_on(Hand& hand, Parcel& parcel) {
  auto result = hand.work(parcel);
  if (result) return true;
  auto error = std::move(result).error();
  progress_.met(error);
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
  parcel.events.clear();
  parcel.failure = Failure{name_, std::move(error), hand.attempt};
  return true;
}

}  // namespace tidings::flow
