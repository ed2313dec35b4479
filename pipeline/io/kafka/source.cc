#include "pipeline/io/kafka/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "pipeline/io/kafka/assignment.h"
#include "pipeline/io/kafka/code.h"
#include "pipeline/io/kafka/consumer.h"
#include "pipeline/io/kafka/drain.h"
#include "pipeline/io/kafka/message.h"
#include "pipeline/io/kafka/topics.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Offset;
using record::Partition;
using record::Result;
using Clock = std::chrono::steady_clock;

// Records of no length cost no bytes, and one poll must end.
constexpr std::size_t kRecordsPerPoll = 4096;

bool brought_something(const Polled& polled) {
  return !polled.assigned.empty() || !polled.records.empty() || !polled.revoking.empty() || !polled.lost.empty() ||
         polled.end;
}

std::vector<Consumer::Place> places_of(std::span<const Assignments::Place> places) {
  std::vector<Consumer::Place> result;
  for (const auto& place : places) result.push_back({place.partition, place.offset});
  return result;
}

}  // namespace

class KafkaSource::Impl final : public Membership {
 public:
  Impl(SourceOptions options, Log log)
      : options_(std::move(options)),
        consumer_(std::make_unique<Consumer>(options_, topics_, *this, standing_, std::move(log))) {}

  Result<void> start(std::span<const Position> committed);
  Result<Polled> poll(const PollLimit& limit);
  void committed(std::span<const Position> positions);
  void release(std::span<const Partition> partitions);
  Result<void> rewind(std::span<const Position> committed);
  void wake() noexcept;
  [[nodiscard]] std::string name(Partition partition) const { return topics_.name(partition); }
  [[nodiscard]] std::optional<Error> trouble() const {
    auto trouble = consumer_->trouble();
    return trouble ? trouble : standing_.trouble();
  }
  [[nodiscard]] SourceStatistics statistics() const;

 private:
  std::vector<std::optional<Offset>> assigned(std::span<const Partition> partitions) override;
  bool revoked(std::span<const Partition> partitions) override;
  void lost(std::span<const Partition> partitions) override;
  void stood_aside() override;
  void at_end(Partition partition, Offset end) override;

  Result<void> note_ends();
  void leave(std::span<const Partition> partitions);
  void serve(Polled& polled);
  void read(const PollLimit& limit, Polled& polled);
  [[nodiscard]] std::optional<record::Input> next();
  void look_for_new_logs();
  [[nodiscard]] Error begun_anew(Partition partition, std::string how) const;

  const SourceOptions options_;
  Topics topics_;
  Assignments assignments_;
  Standing standing_;
  std::optional<Drain> drain_;          // where options say so, from the start on
  Polled changes_;                      // of membership, since the last poll
  std::optional<record::Input> carry_;  // taken, but it did not fit into the last poll
  std::optional<Error> failure_;        // nothing is read any more
  std::atomic<bool> woken_{false};
  std::unique_ptr<Consumer> consumer_;  // last: leaving the group, it calls back
};

Result<void> KafkaSource::Impl::start(std::span<const Position> committed) {
  auto topics = Topics::make(options_.topics);
  if (!topics) return std::move(topics).error();
  topics_ = std::move(*topics);
  assignments_.keep(committed);
  auto started = consumer_->start();
  if (started && options_.drain) started = note_ends();
  if (started) return {};
  auto error = std::move(started).error();
  error.fault = Fault::kFatal;  // at the start nobody waits for a broker
  return error;
}

Result<void> KafkaSource::Impl::note_ends() {
  auto ends = consumer_->ends();
  if (!ends) return std::move(ends).error();
  drain_.emplace(*std::move(ends));
  return {};
}

Result<Polled> KafkaSource::Impl::poll(const PollLimit& limit) {
  const auto deadline = Clock::now() + limit.wait;
  Polled polled;
  for (;;) {
    serve(polled);
    look_for_new_logs();
    if (polled.revoking.empty() && polled.lost.empty()) read(limit, polled);
    standing_.delivered(polled.records);
    polled.end = drain_ && drain_->done() && !carry_;
    if (brought_something(polled)) return polled;
    if (failure_) return *failure_;
    if (auto failure = consumer_->failure()) return *std::move(failure);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (woken_.exchange(false) || left.count() <= 0) return polled;
    consumer_->wait(consumer_->handing_over() ? std::min(left, std::chrono::milliseconds(10)) : left);
  }
}

// A rebalance ends it, so that of two that follow each other the engine hears in their order.
void KafkaSource::Impl::serve(Polled& polled) {
  consumer_->serve_group();
  if (consumer_->finish_hand_over()) leave(assignments_.forget_released());
  polled.revoking = std::exchange(changes_.revoking, {});
  polled.lost = std::exchange(changes_.lost, {});
  polled.assigned = assignments_.announce();
}

// What is fetched from then on may lie behind records that nobody has read.
void KafkaSource::Impl::look_for_new_logs() {
  const auto anew = standing_.begun_anew();
  if (!anew || failure_) return;
  failure_ = begun_anew(anew->partition, fmt::format("ends at offset {}, and had ended at {}", anew->end, anew->known));
}

Error KafkaSource::Impl::begun_anew(Partition partition, std::string how) const {
  return {Fault::kFatal, code::kOffsetGone,
          fmt::format("{} {}: it was deleted and made anew", topics_.name(partition), how)};
}

void KafkaSource::Impl::leave(std::span<const Partition> partitions) {
  standing_.left(partitions);
  if (drain_) drain_->left(partitions);
}

void KafkaSource::Impl::read(const PollLimit& limit, Polled& polled) {
  std::size_t bytes = 0;
  while (bytes < limit.bytes && polled.records.size() < kRecordsPerPoll) {
    auto input = next();
    if (!input) return;
    bytes += size_of(*input);
    if (bytes > limit.bytes && !polled.records.empty()) {
      carry_ = std::move(input);
      return;
    }
    polled.records.push_back(*std::move(input));
  }
}

std::optional<record::Input> KafkaSource::Impl::next() {
  if (auto carried = std::exchange(carry_, std::nullopt)) {
    if (assignments_.current(carried->partition, carried->assignment)) return carried;
  }
  if (failure_) return std::nullopt;
  while (const auto message = consumer_->take()) {
    const auto partition = topics_.partition(rd_kafka_topic_name(message->rkt), message->partition);
    record::ensure(partition.has_value(), "records come of our topics only");
    if (assignments_.goes_back(*partition, Offset{message->offset})) {
      failure_ = begun_anew(*partition, fmt::format("goes on at offset {}, below what was read", message->offset));
      return std::nullopt;
    }
    const auto assignment = assignments_.deliver(*partition, Offset{message->offset});
    if (!assignment) continue;  // asked back meanwhile
    auto input = to_input(*message, options_.record_bytes_max);
    input.partition = *partition;
    input.assignment = *assignment;
    input.container = topics_.topic(*partition);
    if (drain_) drain_->delivered(*partition, input.offset);
    return input;
  }
  return std::nullopt;
}

void KafkaSource::Impl::committed(std::span<const Position> positions) {
  std::vector<Consumer::Place> places;
  std::vector<Position> ours;
  for (const auto& position : positions) {
    if (!assignments_.commit(position)) continue;
    places.push_back({position.partition, position.next});
    ours.push_back(position);
  }
  if (places.empty()) return;
  consumer_->store(places);
  standing_.committed(ours);
}

void KafkaSource::Impl::release(std::span<const Partition> partitions) {
  assignments_.release(partitions);
  if (assignments_.all_released()) consumer_->hand_over();
}

Result<void> KafkaSource::Impl::rewind(std::span<const Position> committed) {
  carry_.reset();
  assignments_.keep(committed);
  const auto places = assignments_.rewind();
  for (const auto& place : places) {
    if (drain_) drain_->back_to(place.partition, place.offset);
  }
  return consumer_->seek(places_of(places));
}

SourceStatistics KafkaSource::Impl::statistics() const {
  const auto picture = standing_.picture();
  SourceStatistics statistics{.partitions = {},
                              .assigned = picture.assigned,
                              .revoked = picture.revoked,
                              .lost = picture.lost,
                              .commit_failures = picture.commit_failures,
                              .client = consumer_->client_statistics()};
  for (const auto& [partition, standing] : picture.partitions) {
    statistics.partitions.push_back({.topic = *topics_.topic(partition),
                                     .number = static_cast<std::int32_t>(record::number_of(partition)),
                                     .committed = standing.committed,
                                     .delivered = standing.delivered,
                                     .end = standing.end,
                                     .oldest = standing.oldest});
  }
  return statistics;
}

void KafkaSource::Impl::wake() noexcept {
  woken_.store(true);
  consumer_->wake();
}

std::vector<std::optional<Offset>> KafkaSource::Impl::assigned(std::span<const Partition> partitions) {
  standing_.assigned(partitions);
  if (drain_) drain_->assigned(partitions);
  std::vector<std::optional<Offset>> places;
  for (const auto partition : partitions) {
    assignments_.assign(partition);
    places.push_back(assignments_.kept(partition));
  }
  return places;
}

bool KafkaSource::Impl::revoked(std::span<const Partition> partitions) {
  standing_.revoked();
  auto to_drain = assignments_.revoke(partitions);
  changes_.revoking.insert(changes_.revoking.end(), to_drain.begin(), to_drain.end());
  return assignments_.all_released();
}

void KafkaSource::Impl::lost(std::span<const Partition> partitions) {
  standing_.lost(partitions);
  if (drain_) drain_->stood_aside();
  auto to_tell = assignments_.lose(partitions);
  std::erase_if(changes_.revoking, [&](Partition partition) {
    return std::find(partitions.begin(), partitions.end(), partition) != partitions.end();
  });
  changes_.lost.insert(changes_.lost.end(), to_tell.begin(), to_tell.end());
}

void KafkaSource::Impl::stood_aside() {
  standing_.stood_aside();
  if (drain_) drain_->stood_aside();
}

void KafkaSource::Impl::at_end(Partition partition, Offset end) {
  if (drain_) drain_->at_end(partition, end);
}

KafkaSource::KafkaSource(SourceOptions options, Log log)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(log))) {}
KafkaSource::~KafkaSource() = default;

Result<void> KafkaSource::start(std::span<const Position> committed) { return impl_->start(committed); }
Result<Polled> KafkaSource::poll(const PollLimit& limit) { return impl_->poll(limit); }
Result<void> KafkaSource::committed(std::span<const Position> positions) {
  impl_->committed(positions);
  return {};
}
void KafkaSource::release(std::span<const Partition> partitions) { impl_->release(partitions); }
Result<void> KafkaSource::rewind(std::span<const Position> committed) { return impl_->rewind(committed); }
void KafkaSource::wake() noexcept { impl_->wake(); }
std::string KafkaSource::name(Partition partition) const { return impl_->name(partition); }
std::optional<Error> KafkaSource::trouble() const { return impl_->trouble(); }
SourceStatistics KafkaSource::statistics() const { return impl_->statistics(); }

}  // namespace tidings::io::kafka
