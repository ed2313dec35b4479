#include "pipeline/flow/publisher.h"

#include <utility>

#include "pipeline/record/reason.h"

namespace tidings::flow {
namespace {

// After so many batches the lane lets other tasks (timers, requests) pass.
constexpr int kBatchesPerTurn = 16;

// More are refused once more instead.
constexpr std::size_t kMostRefusals = 10'000;

std::size_t bytes_of(std::span<const record::Message> messages) {
  std::size_t bytes = 0;
  for (const auto& message : messages) bytes += message.data.size();
  return bytes;
}

// What comes of a record belongs to the trace that brought it.
void trace(std::span<record::Message> messages, const record::Input& input) {
  if (input.traceparent.empty()) return;
  for (auto& message : messages) message.traceparent = input.traceparent;
}

std::int64_t nanoseconds_since_1970(std::chrono::system_clock::time_point time) {
  return std::chrono::nanoseconds(time.time_since_epoch()).count();
}

record::Error lost() {
  return {record::Fault::kRewind, "partition_lost", "a partition was lost with records of it in the open transaction"};
}

}  // namespace

using record::Error;
using record::Fault;

Publisher::Publisher(Parts parts, const EngineOptions& options, DeadLetter dead_letter, Out out)
    : parts_(parts),
      options_(options),
      dead_letter_(std::move(dead_letter)),
      out_(std::move(out)),
      work_times_(parts.times.sink.work),
      end_to_end_(parts.times.end_to_end),
      memory_times_(parts.memory ? parts.memory->work_times : metrics::Histogram{}),
      next_pace_{.interval = options.commit_interval, .bytes = options.commit_bytes} {}

void Publisher::push(BatchPtr batch) {
  parts_.progress.in_hand.fetch_add(1, std::memory_order_relaxed);
  if (parts_.times.sink.wait) batch->queued = parts_.clock.now();
  if (!queue_.push(std::move(batch))) return;
  parts_.lane.post([this] {
    has_hand_ = true;
    work();
  });
}

void Publisher::close() {
  if (!queue_.close()) return;
  parts_.lane.post([this] {
    last_taken_ = true;
    work();
  });
}

void Publisher::request_commit() {
  parts_.lane.post([this] {
    commit_asked_ = true;
    work();
  });
}

void Publisher::starved() {
  parts_.lane.post([this] {
    starved_ = true;
    work();
    starved_ = false;
  });
}

void Publisher::undo(Error why) {
  parts_.lane.post([this, why = std::move(why)] {
    undo_now(why);
    work();
  });
}

void Publisher::set_pace(CommitPace pace) {
  parts_.lane.post([this, pace] { next_pace_ = pace; });
}

void Publisher::work() {
  if (waiting_ || dead_ || rewinding_) return;
  for (int batches = 0; batches < kBatchesPerTurn; ++batches) {
    if (turn() == Step::kWait) return;
    if (!current_ && !has_hand_) break;
  }
  if (current_ || has_hand_) {
    parts_.lane.post([this] { work(); });
    return;
  }
  // With nothing left to try, only new records can show whether the sink takes again.
  if (open_.batches == 0) went_well();
  if (last_taken_ && open_.batches == 0) {
    dead_ = true;
    out_.finished();
  }
}

// One batch, and a commit where one is due.
Publisher::Step Publisher::turn() {
  if (commit_due() && commit() == Step::kWait) return Step::kWait;
  if (take_next()) {
    if (commit_due() && commit() == Step::kWait) return Step::kWait;  // it is of another edition
    if (publish_current() == Step::kWait) return Step::kWait;
  }
  return commit_due() ? commit() : Step::kDone;
}

bool Publisher::take_next() {
  if (current_) return true;
  if (!has_hand_) return false;
  auto taken = queue_.take(0);
  has_hand_ = taken.batch != nullptr;
  last_taken_ = taken.last;
  current_ = std::move(taken.batch);
  next_ = 0;
  if (current_) {
    parts_.progress.received_records.fetch_add(current_->parcels.size(), std::memory_order_relaxed);
    if (const auto& wait = parts_.times.sink.wait) wait.observe(parts_.clock.now() - current_->queued);
  }
  return has_hand_;
}

Publisher::Step Publisher::publish_current() {
  if (!parts_.ledger.valid(current_->partition, current_->assignment)) return drop_current();
  if (!open_.transaction && open_transaction() == Step::kWait) return Step::kWait;
  if (publish_rest() == Step::kWait) return Step::kWait;
  work_times_.tell();
  memory_times_.tell();
  settle_current();
  return Step::kDone;
}

Publisher::Step Publisher::publish_rest() {
  const auto timed = work_times_.wanted();
  const auto began = timed ? parts_.clock.now() : Clock::time_point{};
  auto last = began;
  auto step = Step::kDone;
  // What undoes the transaction takes the batch away, too.
  while (step == Step::kDone && next_ < current_->parcels.size()) {
    step = publish(current_->parcels[next_]);
    if (timed) {
      const auto now = parts_.clock.now();
      work_times_.note(now - std::exchange(last, now));
    }
    if (step != Step::kDone) break;
    ++next_;
    own_out_ = remembered_ = false;
  }
  parts_.progress.busy.fetch_add((last - began).count(), std::memory_order_relaxed);
  return step;
}

// Its partition is no longer ours.
Publisher::Step Publisher::drop_current() {
  if (begun_current()) {
    undo_now(lost());
    return Step::kWait;
  }
  current_.reset();
  parts_.progress.in_hand.fetch_sub(1, std::memory_order_relaxed);
  return Step::kDone;
}

Publisher::Step Publisher::open_transaction() {
  auto begun = parts_.sink.begin();
  if (!begun) return handle(std::move(begun).error());
  open_.transaction = std::move(*begun);
  open_.since = parts_.clock.now();
  pace_ = next_pace_;
  ++transactions_;
  parts_.lane.post_after(pace_.interval, [this, number = transactions_] {
    if (number != transactions_) return;
    commit_asked_ = true;
    work();
  });
  return Step::kDone;
}

// The record's own messages first: what the sink refuses of them never reaches the memory.
Publisher::Step Publisher::publish(Parcel& parcel) {
  if (!own_out_ && publish_own(parcel) == Step::kWait) return Step::kWait;
  own_out_ = true;
  if (parts_.memory && !parcel.failure) {
    if (!remembered_ && remember(parcel) == Step::kWait) return Step::kWait;
    remembered_ = true;
    if (publish_yield(parcel) == Step::kWait) return Step::kWait;
  }
  ++open_.records;
  if (parcel.failure) {
    parts_.totals.rejected_records.fetch_add(1, std::memory_order_relaxed);
    parts_.listener.rejected(parcel.input, parcel.failure->stage, parcel.failure->error);
  } else {
    parts_.totals.published_records.fetch_add(1, std::memory_order_relaxed);
  }
  return Step::kDone;
}

Publisher::Step Publisher::publish_own(Parcel& parcel) {
  if (auto refusal = refusals_.extract({parcel.input.partition, parcel.input.offset}); refusal && !parcel.failure) {
    refuse(parcel, std::move(refusal.mapped()));
  }
  if (!parcel.failure) {
    trace(parcel.messages, parcel.input);
    auto published = put(parcel.messages);
    if (published) return Step::kDone;
    auto error = std::move(published).error();
    if (error.fault != Fault::kBadInput) return handle(std::move(error));
    refuse(parcel, std::move(error));
  }
  messages_.clear();
  messages_.push_back(dead_letter_(parcel));
  trace(messages_, parcel.input);
  auto published = put(messages_);
  if (published) return Step::kDone;
  auto error = std::move(published).error();
  // A dead letter that nobody takes would be a lost record.
  if (error.fault == Fault::kBadInput) error.fault = Fault::kFatal;
  return handle(std::move(error));
}

record::Result<void> Publisher::put(std::span<const record::Message> messages) {
  auto published = open_.transaction->publish(messages);
  if (!published) return published;
  went_well();
  open_.bytes += bytes_of(messages);
  parts_.totals.messages.fetch_add(messages.size(), std::memory_order_relaxed);
  return {};
}

void Publisher::refuse(Parcel& parcel, Error error) const {
  error.detail = std::string(error.code) + ": " + error.detail;
  error.code = record::reason::kRefused;
  parcel.failure = Failure{parts_.progress.name, std::move(error), 1};
}

// Once for each record, however often the sink puts off what comes of it.
Publisher::Step Publisher::remember(const Parcel& parcel) {
  auto& [stage, progress, times] = *parts_.memory;
  const auto began = memory_times_.wanted() ? parts_.clock.now() : Clock::time_point{};
  messages_.clear();
  auto worked = stage.work(parcel, messages_);
  if (!worked) {
    auto error = std::move(worked).error();
    record::ensure(error.fault != Fault::kBadInput, "what reaches the memory has been judged");
    return handle(std::move(error));
  }
  trace(messages_, parcel.input);
  if (memory_times_.wanted()) {
    const auto took = parts_.clock.now() - began;
    memory_times_.note(took);
    progress.busy.fetch_add(took.count(), std::memory_order_relaxed);
  }
  progress.received_records.fetch_add(1, std::memory_order_relaxed);
  progress.sent_records.fetch_add(1, std::memory_order_relaxed);
  return Step::kDone;
}

// The memory cannot forget one record alone. Where the sink refuses what comes of it, everything since the last commit
// is undone, and the record becomes a dead letter when it comes again.
Publisher::Step Publisher::publish_yield(const Parcel& parcel) {
  auto published = put(messages_);
  if (published) return Step::kDone;
  auto error = std::move(published).error();
  if (error.fault == Fault::kBadInput) {
    if (refusals_.size() == kMostRefusals) refusals_.clear();
    refusals_[{parcel.input.partition, parcel.input.offset}] = error;
    error.fault = Fault::kRewind;
  }
  return handle(std::move(error));
}

void Publisher::settle_current() {
  std::vector<record::Offset> offsets;
  offsets.reserve(current_->parcels.size());
  for (const auto& parcel : current_->parcels) {
    offsets.push_back(parcel.input.offset);
    if (end_to_end_.wanted()) open_.came.push_back(parcel.since);
  }
  parts_.ledger.finish(current_->partition, current_->assignment, offsets);
  open_.touched.emplace(current_->partition, current_->assignment);
  open_.charge.absorb(std::move(current_->charge));
  ++open_.batches;
  open_.edition = current_->edition;
  current_.reset();
  parts_.progress.moved.fetch_add(1, std::memory_order_relaxed);
}

bool Publisher::commit_due() const {
  if (!open_.transaction || open_.batches == 0 || begun_current()) return false;
  if (current_ && current_->edition != open_.edition) return true;
  const auto nothing_else = open_.charge.bytes() == parts_.budget.used();
  return commit_asked_ || last_taken_ || open_.bytes >= pace_.bytes ||
         open_.charge.bytes() >= parts_.budget.capacity() / 2 || (starved_ && nothing_else) ||
         parts_.clock.now() - open_.since >= pace_.interval;
}

Publisher::Step Publisher::commit() {
  const auto positions = parts_.ledger.committable(open_.touched);
  if (!positions) {
    undo_now(lost());
    return Step::kWait;
  }
  commit_asked_ = true;  // whatever made it due: once tried, nothing is published before it has succeeded
  if (parts_.memory && !std::exchange(open_.saved, true)) parts_.memory->stage.save(open_.transaction->state());
  const auto began = parts_.clock.now();
  auto committed = open_.transaction->commit(*positions);
  const auto took = parts_.clock.now() - began;
  parts_.times.commit.observe(took);
  parts_.progress.busy.fetch_add(took.count(), std::memory_order_relaxed);
  if (!committed) return handle(std::move(committed).error());
  went_well();
  commit_succeeded(*positions);
  return Step::kDone;
}

void Publisher::commit_succeeded(const std::vector<io::Position>& positions) {
  parts_.ledger.committed(positions);
  parts_.progress.in_hand.fetch_sub(static_cast<std::int64_t>(open_.batches), std::memory_order_relaxed);
  parts_.progress.moved.fetch_add(1, std::memory_order_relaxed);
  parts_.totals.committed_records.fetch_add(open_.records, std::memory_order_relaxed);
  parts_.totals.commits.fetch_add(1, std::memory_order_relaxed);
  parts_.totals.committed_bytes.fetch_add(open_.bytes, std::memory_order_relaxed);
  parts_.totals.last_commit.store(nanoseconds_since_1970(parts_.clock.wall()), std::memory_order_relaxed);
  parts_.progress.sent_records.fetch_add(open_.records, std::memory_order_relaxed);
  if (parts_.memory) parts_.memory->stage.committed();
  tell_latencies();
  open_ = Open{};  // gives back the charge
  ++transactions_;
  commit_asked_ = false;
  out_.committed(positions);
}

void Publisher::tell_latencies() {
  const auto now = parts_.clock.now();
  for (const auto came : open_.came) end_to_end_.note(now - came);
  end_to_end_.tell();
}

Publisher::Step Publisher::handle(Error error) {
  parts_.progress.met(error);
  switch (error.fault) {
    case Fault::kTransient:
      retry_later(error);
      break;
    case Fault::kRewind:
      undo_now(error);
      break;
    case Fault::kBadInput:
    case Fault::kFatal:
    case Fault::kStopping:
      dead_ = true;
      out_.failed(std::move(error));
      break;
  }
  return Step::kWait;
}

void Publisher::hold(const Error& error) {
  if (std::exchange(held_, true)) return;
  parts_.listener.held_up(parts_.progress.name, error);
  out_.held(true);
}

void Publisher::retry_later(const Error& error) {
  hold(error);
  parts_.progress.retries.fetch_add(1, std::memory_order_relaxed);
  waiting_ = true;
  parts_.lane.post_after(options_.retry.delay_before(++attempt_), [this] {
    waiting_ = false;
    work();
  });
}

void Publisher::went_well() {
  attempt_ = 1;
  if (!held_) return;
  held_ = false;
  parts_.listener.resumed(parts_.progress.name);
  out_.held(false);
}

void Publisher::undo_now(const Error& why) {
  if (dead_ || rewinding_) return;
  rewinding_ = true;
  parts_.totals.rewinds.fetch_add(1, std::memory_order_relaxed);
  parts_.listener.rewound(why);
  discard();
  rewind_source();
}

void Publisher::discard() {
  parts_.totals.rewound_records.fetch_add(parts_.ledger.undo(), std::memory_order_relaxed);
  parts_.sequencer.void_all();
  const auto dropped = queue_.clear() + open_.batches + (current_ ? 1 : 0);
  parts_.progress.in_hand.fetch_sub(static_cast<std::int64_t>(dropped), std::memory_order_relaxed);
  current_.reset();
  own_out_ = remembered_ = false;
  open_ = Open{};
  if (parts_.memory) parts_.memory->stage.undone();
  ++transactions_;
  commit_asked_ = false;
}

void Publisher::rewind_source() {
  auto positions = parts_.sink.positions();
  if (positions) {
    rewinding_ = false;
    out_.rewind(std::move(*positions));
    parts_.lane.post([this] { work(); });
    return;
  }
  auto error = std::move(positions).error();
  if (error.fault != Fault::kTransient) {
    dead_ = true;
    out_.failed(std::move(error));
    return;
  }
  hold(error);
  parts_.lane.post_after(options_.retry.delay_before(++attempt_), [this] { rewind_source(); });
}

}  // namespace tidings::flow
