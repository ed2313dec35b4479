#include "pipeline/io/kafka/sink.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "pipeline/io/kafka/code.h"
#include "pipeline/io/kafka/message.h"
#include "pipeline/io/kafka/positions.h"
#include "pipeline/io/kafka/producer.h"
#include "pipeline/io/kafka/suspects.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Message;
using record::Result;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kSuspects = 10'000;
constexpr std::chrono::milliseconds kLookForTopic{1'000};

Error with(Fault fault, Error error) {
  error.fault = fault;
  return error;
}

}  // namespace

class KafkaSink::Impl {
 public:
  Impl(const SinkOptions& options, Log log, std::optional<Beside> beside)
      : options_(options), log_(std::move(log)), beside_(beside) {
    limits_.fill(options.message_bytes_max);
  }

  Result<void> start();
  Result<void> begin();
  Result<void> publish(std::span<const Message> messages);
  Result<void> commit(std::span<const Position> positions, const store::Batch& state);
  [[nodiscard]] bool keeps_state() const { return beside_.has_value(); }
  Result<std::vector<Position>> positions() const;
  [[nodiscard]] std::optional<Error> trouble() const {
    const std::lock_guard lock(mutex_);
    return producer_->trouble();
  }
  [[nodiscard]] SinkStatistics statistics() const;

 private:
  struct Size {
    std::size_t messages = 0;
    std::size_t bytes = 0;
    bool suspected = false;
  };
  [[nodiscard]] bool wanted(const Message& message) const {
    return !options_.topics.at(static_cast<std::size_t>(message.stream)).empty();
  }
  [[nodiscard]] Result<Size> measure(std::span<const Message> messages) const;
  Result<void> send(std::span<const Message> messages);
  Result<void> renew();
  Result<void> find_missing();
  [[nodiscard]] Error broke(Error error);
  [[nodiscard]] Error missed(Error error);
  Result<void> publish_alone(std::span<const Message> messages);
  [[nodiscard]] std::optional<Error> refusal_of(std::span<const Message> messages);
  void learn_limit(const Message& message);
  Result<void> judge(std::vector<Producer::Undelivered> undelivered);
  [[nodiscard]] Error not_yet() const;

  const SinkOptions options_;
  const Log log_;
  const std::optional<Beside> beside_;
  std::array<std::size_t, record::kStreams> limits_{};  // what a topic has shown to take, at most
  Suspects suspects_{kSuspects};
  bool alone_ = false;                              // a suspected record is under way
  bool broken_ = false;                             // the producer will never send again
  int renewed_ = 0;                                 // times that it was made anew since something arrived
  std::optional<Clock::time_point> missing_since_;  // a topic of ours, as it seems
  mutable std::mutex
      mutex_;  // guards against other threads that producer_ is replaced, and the figures of those before
  SinkStatistics before_;
  std::unique_ptr<Producer> producer_;
};

Result<void> KafkaSink::Impl::start() {
  if (options_.topics.at(static_cast<std::size_t>(record::Stream::kRejected)).empty()) {
    return Error{Fault::kFatal, code::kBadSetting, "rejected: dead letters need a topic, or they would be lost"};
  }
  producer_ = std::make_unique<Producer>(options_, log_);
  return producer_->start();
}

Result<void> KafkaSink::Impl::begin() {
  alone_ = false;
  for (auto& message : producer_->undelivered()) {  // left behind by a transaction that was undone
    if (is_refusal(message.error)) suspects_.suspect(std::move(message.id));
  }
  if (auto renewed = renew(); !renewed) return renewed;
  return find_missing();
}

Result<void> KafkaSink::Impl::renew() {
  if (!broken_) return {};
  auto fresh = std::make_unique<Producer>(options_, log_);
  if (auto started = fresh->start(); !started) return started;
  const auto past = producer_->statistics();
  {
    const std::lock_guard lock(mutex_);
    before_.acknowledged += past.acknowledged;
    before_.undelivered += past.undelivered;
    std::swap(producer_, fresh);
  }
  broken_ = false;
  return {};
}

// A broker that has just started does not know its topics yet, and that looks as if one were deleted.
Result<void> KafkaSink::Impl::find_missing() {
  if (!missing_since_) return {};
  const auto believed = Clock::now() - *missing_since_ >= options_.missing_topic_timeout;
  for (const auto& topic : options_.topics) {
    if (topic.empty()) continue;
    const auto found = producer_->look_for(topic, kLookForTopic);
    if (!found) return found.error();
    if (*found == Producer::Presence::kThere) continue;
    const auto gone = believed && *found == Producer::Presence::kMissing;
    return Error{gone ? Fault::kFatal : Fault::kTransient, code::kTopicMissing,
                 fmt::format("topic {} is no longer there", topic)};
  }
  missing_since_.reset();
  return {};
}

Error KafkaSink::Impl::broke(Error error) {
  broken_ = true;
  // Once may be a false alarm of an old client; twice in a row is none.
  return with(++renewed_ > 1 ? Fault::kFatal : Fault::kRewind, std::move(error));
}

Error KafkaSink::Impl::missed(Error error) {
  if (!missing_since_) missing_since_ = Clock::now();
  return with(Fault::kRewind, std::move(error));
}

SinkStatistics KafkaSink::Impl::statistics() const {
  const std::lock_guard lock(mutex_);
  auto statistics = producer_->statistics();
  statistics.acknowledged += before_.acknowledged;
  statistics.undelivered += before_.undelivered;
  return statistics;
}

Result<KafkaSink::Impl::Size> KafkaSink::Impl::measure(std::span<const Message> messages) const {
  Size size;
  for (const auto& message : messages) {
    if (!wanted(message)) continue;
    const auto bytes = size_of(message);
    const auto limit = limits_.at(static_cast<std::size_t>(message.stream));
    if (bytes > limit) {
      return Error{Fault::kBadInput, code::kMessageTooLarge,
                   fmt::format("{}: {} bytes, and {} are taken", record::name_of(message.stream), bytes, limit)};
    }
    ++size.messages;
    size.bytes += bytes;
    size.suspected = size.suspected || suspects_.suspected(message.id);
  }
  return size;
}

Result<void> KafkaSink::Impl::publish(std::span<const Message> messages) {
  auto size = measure(messages);
  if (!size) return std::move(size).error();
  if (size->suspected || alone_) return publish_alone(messages);
  if (!producer_->wait_for_room(size->messages, size->bytes, options_.wait_max)) return not_yet();
  return send(messages);
}

Result<void> KafkaSink::Impl::send(std::span<const Message> messages) {
  bool begun = false;
  for (const auto& message : messages) {
    if (!wanted(message)) continue;
    auto sent = producer_->send(message);
    if (sent) {
      begun = true;
      continue;
    }
    auto error = std::move(sent).error();
    if (producer_->broken()) return broke(std::move(error));
    if (error.code == code::kTopicMissing) return missed(std::move(error));
    // What has gone of this record cannot be taken back; all of it comes again.
    if (begun && error.fault == Fault::kTransient) error.fault = Fault::kRewind;
    return error;
  }
  return {};
}

// Between two silences, so that a refusal can mean nothing else.
Result<void> KafkaSink::Impl::publish_alone(std::span<const Message> messages) {
  if (!producer_->wait_for_all(options_.wait_max)) return not_yet();
  if (!alone_) {
    if (auto judged = judge(producer_->undelivered()); !judged) return judged;
    if (auto sent = send(messages); !sent) return sent;
    alone_ = true;
    if (!producer_->wait_for_all(options_.wait_max)) return not_yet();
  }
  alone_ = false;
  for (const auto& message : messages) suspects_.acquit(message.id);
  if (auto refusal = refusal_of(messages)) return *std::move(refusal);
  return {};
}

std::optional<Error> KafkaSink::Impl::refusal_of(std::span<const Message> messages) {
  for (auto& undelivered : producer_->undelivered()) {
    if (!is_refusal(undelivered.error)) return with(Fault::kRewind, std::move(undelivered.failure));
    for (const auto& message : messages) {
      if (message.id == undelivered.id && undelivered.error == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) {
        learn_limit(message);
      }
    }
    return Error{Fault::kBadInput, code::kMessageRefused, std::move(undelivered.failure.detail)};
  }
  return std::nullopt;
}

// The broker judges what is compressed by its compressed size; then each message has to be tried.
void KafkaSink::Impl::learn_limit(const Message& message) {
  if (options_.compression != "none") return;
  auto& limit = limits_.at(static_cast<std::size_t>(message.stream));
  limit = size_of(message) - 1;
  if (log_) {
    log_(Severity::kWarning, fmt::format("{}: the topic took no message of {} bytes, so none so large is tried again",
                                         record::name_of(message.stream), size_of(message)));
  }
}

Result<void> KafkaSink::Impl::commit(std::span<const Position> positions, const store::Batch& state) {
  if (!producer_->wait_for_all(options_.wait_max)) return not_yet();
  auto judged = judge(producer_->undelivered());
  if (!judged) return judged;
  renewed_ = 0;
  if (!beside_) return {};
  auto batch = state;
  if (beside_->positions) put_positions(positions, batch);
  return batch.empty() ? Result<void>() : beside_->store.write(batch);
}

Result<std::vector<Position>> KafkaSink::Impl::positions() const {
  if (!beside_ || !beside_->positions) return std::vector<Position>{};
  return read_positions(beside_->store);
}

Result<void> KafkaSink::Impl::judge(std::vector<Producer::Undelivered> undelivered) {
  std::optional<Error> worst;
  for (auto& message : undelivered) {
    if (is_refusal(message.error)) {
      suspects_.suspect(std::move(message.id));
      if (!worst) worst = with(Fault::kRewind, std::move(message.failure));
    } else if (message.error == RD_KAFKA_RESP_ERR__FATAL || producer_->broken()) {
      worst = broke(std::move(message.failure));
      break;
    } else if (message.failure.code == code::kTopicMissing) {
      auto error = missed(std::move(message.failure));
      if (!worst || worst->fault != Fault::kFatal) worst = std::move(error);
    } else if (!worst || worst->fault != Fault::kFatal) {
      const auto fault = message.failure.fault == Fault::kFatal ? Fault::kFatal : Fault::kRewind;
      worst = with(fault, std::move(message.failure));
    }
  }
  if (worst) return *std::move(worst);
  return {};
}

Error KafkaSink::Impl::not_yet() const {
  auto trouble = producer_->trouble();
  if (trouble) return with(Fault::kTransient, *std::move(trouble));
  return {Fault::kTransient, code::kUnavailable, "the broker has not acknowledged everything yet"};
}

class KafkaSink::Delivery final : public Transaction {
 public:
  explicit Delivery(Impl& sink) : sink_(sink) {}

  Result<void> publish(std::span<const Message> messages) override { return sink_.publish(messages); }
  Result<void> commit(std::span<const Position> positions) override { return sink_.commit(positions, state_); }
  [[nodiscard]] store::Batch& state() override {
    record::ensure(sink_.keeps_state(), "whoever keeps state writes to a sink that commits it");
    return state_;
  }

 private:
  Impl& sink_;
  store::Batch state_;
};

KafkaSink::KafkaSink(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KafkaSink::~KafkaSink() = default;

Result<std::unique_ptr<KafkaSink>> KafkaSink::open(const SinkOptions& options, Log log, std::optional<Beside> beside) {
  auto impl = std::make_unique<Impl>(options, std::move(log), beside);
  if (auto started = impl->start(); !started) return with(Fault::kFatal, std::move(started).error());
  return std::unique_ptr<KafkaSink>(new KafkaSink(std::move(impl)));
}

Result<std::unique_ptr<Transaction>> KafkaSink::begin() {
  if (auto begun = impl_->begin(); !begun) return std::move(begun).error();
  return std::make_unique<Delivery>(*impl_);
}

Result<std::vector<Position>> KafkaSink::positions() { return impl_->positions(); }

std::optional<Error> KafkaSink::trouble() const { return impl_->trouble(); }
SinkStatistics KafkaSink::statistics() const { return impl_->statistics(); }

}  // namespace tidings::io::kafka
