#include "pipeline/flow/intake.h"

#include <algorithm>
#include <utility>

#include "pipeline/record/result.h"

namespace tidings::flow {
namespace {

// What a record will weigh when the stages are through with it, in multiples of its body: the body, the clean text, and
// the message made of it. Taken at admission, so that the budget need not grow later; settled to the truth after the
// stages.
constexpr std::size_t kGrowth = 4;

// How often the end looks whether everything is committed.
constexpr std::chrono::milliseconds kEndPause{10};

constexpr std::string_view kSourcePart = "source";

// And what it brings along whatever its body: its message's frame, ids, sentences.
constexpr std::size_t kFrame = 1024;

std::size_t reservation(const record::Input& input) {
  return weight_of(input) + kFrame + (kGrowth - 1) * input.body.size();
}

}  // namespace

using record::Error;
using record::Fault;
using record::Partition;

Intake::Intake(Parts parts, const EngineOptions& options, Out out)
    : parts_(parts), options_(options), out_(std::move(out)) {}

void Intake::start() {
  parts_.lane.post([this] { schedule_pump(); });
}

void Intake::stop() {
  parts_.lane.post([this] { stopping_ = true; });
  parts_.source.wake();
}

void Intake::hold(bool held) {
  parts_.lane.post([this, held] { held_ = held; });
  parts_.source.wake();
}

void Intake::set_edition(EditionPtr edition) {
  parts_.lane.post([this, edition = std::move(edition)]() mutable { edition_ = std::move(edition); });
}

void Intake::committed(std::vector<io::Position> positions) {
  parts_.lane.post([this, positions = std::move(positions)] {
    for (const auto& position : positions) owed_[position.partition] = position;
    acknowledge();
    parts_.ledger.settled(positions);
  });
  parts_.source.wake();
}

void Intake::rewind(std::vector<io::Position> positions) {
  parts_.lane.post([this, positions = std::move(positions)]() mutable { rewind_now(std::move(positions)); });
  parts_.source.wake();
}

void Intake::rewind_now(std::vector<io::Position> positions) {
  // Also what was begun since the publisher threw everything away: the source delivers it again.
  parts_.ledger.start_over();
  parts_.sequencer.void_all();
  lanes_.clear();
  owed_.clear();
  pending_.clear();
  end_ = false;
  rewinding_ = true;
  auto rewound = parts_.source.rewind(positions);
  if (rewound) {
    rewinding_ = false;
    schedule_pump();
  } else if (source_failed(std::move(rewound).error())) {
    parts_.lane.post_after(backoff(), [this, positions = std::move(positions)] { rewind_now(positions); });
  }
}

void Intake::finish(std::function<void()> done) {
  parts_.lane.post([this, done = std::move(done)] {
    acknowledge();
    if (!owed_.empty() && attempt_ < options_.retry.attempts) {
      parts_.lane.post_after(options_.retry.delay_before(attempt_), [this, done] { finish(done); });
      return;
    }
    done();
  });
}

void Intake::schedule_pump(std::chrono::nanoseconds delay) {
  if (std::exchange(pumping_, true)) return;
  const auto task = [this] {
    pumping_ = false;
    pump();
  };
  if (delay.count() == 0) {
    parts_.lane.post(task);
  } else {
    parts_.lane.post_after(delay, task);
  }
}

// One turn; posts itself for the next one, so that other tasks of the lane get their turn too.
void Intake::pump() {
  if (closed_ || rewinding_) return;
  if (stopping_) pending_.clear();
  if (!end_ && !poll()) return;
  admit();
  check_revocations();
  if (rewinding_) return;
  if (!owed_.empty()) acknowledge();
  const auto ending = pending_.empty() && (end_ || stopping_);
  if (ending && parts_.ledger.at_rest()) {
    close();
    return;
  }
  if (ending || !pending_.empty()) out_.starved();
  schedule_pump(end_ ? kEndPause : std::chrono::milliseconds{0});
}

bool Intake::poll() {
  const auto limit = this->limit();
  const auto began = parts_.clock.now();
  parts_.progress.in_hand.store(1, std::memory_order_relaxed);  // a poll that does not return is a stall
  auto polled = parts_.source.poll(limit);
  parts_.progress.in_hand.store(0, std::memory_order_relaxed);
  polled_ = parts_.clock.now();
  if (limit.bytes == 0 && !stopping_) {
    parts_.totals.held_back.fetch_add((polled_ - began).count(), std::memory_order_relaxed);
  }
  parts_.progress.moved.fetch_add(1, std::memory_order_relaxed);
  if (!polled) {
    if (source_failed(std::move(polled).error())) schedule_pump(backoff());
    return false;
  }
  source_went_well();
  take_in(std::move(*polled));
  return !rewinding_;
}

io::PollLimit Intake::limit() const {
  if (stopping_) return {.bytes = 0, .wait = kEndPause};
  if (held_ || !pending_.empty()) return {.bytes = 0, .wait = options_.poll_wait};
  const auto fits = parts_.budget.room() / kGrowth;
  // With nothing in flight something must be asked for, however small the budget.
  const auto least = parts_.budget.used() == 0 ? std::size_t{1} : std::size_t{0};
  return {.bytes = std::min(options_.poll_bytes, std::max(fits, least)), .wait = options_.poll_wait};
}

void Intake::take_in(io::Polled polled) {
  for (const auto& assigned : polled.assigned) assign(assigned);
  for (auto& input : polled.records) {
    parts_.progress.received_records.fetch_add(1, std::memory_order_relaxed);
    parts_.totals.received_bytes.fetch_add(input.body.size(), std::memory_order_relaxed);
    const auto lane = lanes_.find(input.partition);
    if (lane != lanes_.end() && lane->second.assignment == input.assignment) pending_.push_back(std::move(input));
  }
  for (const auto partition : polled.revoking) {
    const auto now = parts_.clock.now();
    revoking_[partition] = {now, now + options_.revoke_timeout};
    std::erase_if(pending_, [&](const record::Input& input) { return input.partition == partition; });
  }
  for (const auto partition : polled.lost) lose(partition);
  if (polled.end) end_ = true;
}

// A queue's timestamp is its sender's: it may be anything.
record::Clock::time_point Intake::since(const record::Input& input) const {
  if (!input.timestamp) return polled_;
  using std::chrono::hours;
  const auto now = parts_.clock.wall();
  if (*input.timestamp > now || *input.timestamp < now - hours(24 * 365 * 100)) return polled_;
  return parts_.clock.now() - (now - *input.timestamp);
}

void Intake::assign(const io::Assigned& assigned) {
  lanes_[assigned.partition] = Lane{.assignment = assigned.assignment};
  parts_.ledger.open(assigned.partition, assigned.assignment);
  parts_.sequencer.open(assigned.partition, assigned.assignment);
}

void Intake::lose(Partition partition) {
  const auto records = parts_.ledger.in_flight(partition);
  revoking_.erase(partition);
  forget(partition);
  if (records > 0) start_undo({Fault::kRewind, "partition_lost", parts_.source.name(partition) + " was taken away"});
}

void Intake::forget(Partition partition) {
  const auto lane = lanes_.find(partition);
  if (lane == lanes_.end()) return;
  parts_.totals.revoked_records.fetch_add(parts_.ledger.in_flight(partition), std::memory_order_relaxed);
  parts_.ledger.void_assignment(partition, lane->second.assignment);
  parts_.sequencer.void_assignment(partition, lane->second.assignment);
  lanes_.erase(lane);
  owed_.erase(partition);
  std::erase_if(pending_, [&](const record::Input& input) { return input.partition == partition; });
}

void Intake::admit() {
  while (!pending_.empty()) {
    auto batch = next_batch();
    if (!batch) return;
    std::vector<record::Offset> offsets;
    offsets.reserve(batch->parcels.size());
    for (const auto& parcel : batch->parcels) offsets.push_back(parcel.input.offset);
    parts_.ledger.begin(batch->partition, batch->assignment, offsets);
    out_.batch(std::move(batch));
  }
}

BatchPtr Intake::next_batch() {
  BatchPtr batch;
  std::size_t bytes = 0;
  while (!pending_.empty()) {
    auto& input = pending_.front();
    if (batch && !fits(*batch, bytes, input)) break;
    auto charge = parts_.budget.try_take(reservation(input));
    if (charge.bytes() == 0) break;
    if (!batch) {
      auto& lane = lanes_.at(input.partition);
      batch = std::make_unique<Batch>();
      batch->partition = input.partition;
      batch->assignment = lane.assignment;
      batch->sequence = lane.next_sequence++;
      batch->edition = edition_;
      batch->parcels.reserve(std::min(options_.batch_records, pending_.size()));
    }
    bytes += input.body.size();
    parts_.totals.admitted_bytes.fetch_add(input.body.size(), std::memory_order_relaxed);
    batch->charge.absorb(std::move(charge));
    auto& parcel = batch->parcels.emplace_back();
    parcel.since = since(input);
    parcel.edition = batch->edition.get();
    parcel.input = std::move(input);
    if (parcel.input.broken) parcel.failure = Failure{kSourcePart, *parcel.input.broken, 1};
    pending_.pop_front();
  }
  if (batch) {
    parts_.totals.admitted_records.fetch_add(batch->parcels.size(), std::memory_order_relaxed);
    parts_.progress.sent_records.fetch_add(batch->parcels.size(), std::memory_order_relaxed);
  }
  return batch;
}

bool Intake::fits(const Batch& batch, std::size_t bytes, const record::Input& input) const {
  return batch.partition == input.partition && batch.parcels.size() < options_.batch_records &&
         bytes + input.body.size() <= options_.batch_bytes;
}

void Intake::check_revocations() {
  std::vector<Partition> drained;
  bool overdue = false;
  const auto now = parts_.clock.now();
  for (const auto& [partition, revocation] : revoking_) {
    const auto late = now >= revocation.deadline;
    const auto busy = parts_.ledger.in_flight(partition) > 0;
    overdue = overdue || (busy && late);
    if (busy && !late) continue;
    drained.push_back(partition);
    parts_.times.drain.observe(now - revocation.asked);
  }
  for (const auto partition : drained) {
    revoking_.erase(partition);
    forget(partition);
  }
  if (!drained.empty()) parts_.source.release(drained);
  if (overdue) start_undo({Fault::kRewind, "revoke_timeout", "a partition asked back could not be drained in time"});
  if (!revoking_.empty()) out_.request_commit();
}

void Intake::acknowledge() {
  std::vector<io::Position> positions;
  for (const auto& [partition, position] : owed_) {
    const auto lane = lanes_.find(partition);
    if (lane != lanes_.end() && lane->second.assignment == position.assignment) positions.push_back(position);
  }
  if (positions.empty()) {
    owed_.clear();
    return;
  }
  auto acknowledged = parts_.source.committed(positions);
  if (acknowledged) {
    owed_.clear();
    attempt_ = 1;
    return;
  }
  ++attempt_;
  parts_.progress.met(acknowledged.error());
  if (!source_held_up_) {
    source_held_up_ = true;
    parts_.listener.held_up(kSourcePart, acknowledged.error());
  }
}

// The pump rests until the publisher has thrown away what is in flight and calls rewind().
void Intake::start_undo(Error why) {
  if (rewinding_) return;
  rewinding_ = true;
  pending_.clear();
  out_.undo(std::move(why));
}

void Intake::close() {
  closed_ = true;
  out_.closed();
}

bool Intake::source_failed(Error error) {
  parts_.progress.met(error);
  if (error.fault != Fault::kTransient) {
    closed_ = true;
    out_.failed(std::move(error));
    return false;
  }
  if (!source_held_up_) {
    source_held_up_ = true;
    parts_.listener.held_up(kSourcePart, error);
  }
  parts_.progress.retries.fetch_add(1, std::memory_order_relaxed);
  return true;
}

void Intake::source_went_well() {
  if (!source_held_up_ || !owed_.empty()) return;
  source_held_up_ = false;
  attempt_ = 1;
  parts_.listener.resumed(kSourcePart);
}

}  // namespace tidings::flow
