#include "pipeline/io/kafka/producer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/io/kafka/code.h"
#include "pipeline/io/kafka/message.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Result;
using Clock = std::chrono::steady_clock;

// More at once would only be overhead in the client.
constexpr std::size_t kMessagesUnderWay = 100'000;
constexpr std::chrono::milliseconds kServeFor{50};
constexpr std::chrono::milliseconds kAnswerWithin{1'000};
// A busy broker may leave one question lying.
constexpr int kUnansweredMany = 3;

std::string id_of(const rd_kafka_message_t& message) {
  rd_kafka_headers_t* headers = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  if (rd_kafka_header_get_last(headers, "ce_id", &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  return {static_cast<const char*>(value), size};
}

std::vector<std::string> topics_of(const SinkOptions& options) {
  std::vector<std::string> topics;
  for (const auto& topic : options.topics) {
    if (!topic.empty() && std::find(topics.begin(), topics.end(), topic) == topics.end()) topics.push_back(topic);
  }
  return topics;
}

}  // namespace

Producer::Producer(const SinkOptions& options, Log log) : Client(std::move(log)), options_(options) {}

Producer::~Producer() {
  rounds_.reset();
  if (!get()) return;
  if (!wait_for_all(options_.connection.close_timeout)) {
    log(Severity::kWarning, fmt::format("{} messages were not acknowledged before the end", messages_.load()));
    rd_kafka_purge(get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  }
  end(options_.connection.close_timeout, 0);
}

Result<void> Producer::start() {
  auto settings = sink_settings(options_);
  if (!settings) return std::move(settings).error();
  if (auto made = make(RD_KAFKA_PRODUCER, *settings); !made) return made;
  log(Severity::kDebug, fmt::format("producer: {}", shown(*settings)));
  if (auto found = find_topics(topics_of(options_), options_.connection.start_timeout); !found) return found;
  rounds_.emplace([this](const std::stop_token&) { look_for_broker(); });
  return {};
}

void Producer::serve(std::chrono::milliseconds wait) {
  const std::lock_guard lock(serving_);
  rd_kafka_poll(get(), count_of(wait));
}

// An acknowledgement shows that the broker is there, and a failure that it is not; where nothing is sent there is
// neither.
void Producer::look_for_broker() {
  const auto serve_unless_busy = [this] {
    if (const std::unique_lock lock(serving_, std::try_to_lock); lock) rd_kafka_poll(get(), 0);
  };
  serve_unless_busy();
  const rd_kafka_metadata_t* answer = nullptr;
  const auto error = rd_kafka_metadata(get(), 0, nullptr, &answer, count_of(kAnswerWithin));
  const MetadataHandle metadata(answer);
  serve_unless_busy();  // what went wrong before the answer is over
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
    unanswered_ = 0;
    trouble_.clear();
  } else if (++unanswered_ == kUnansweredMany) {
    on_error(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "no broker answers");
  }
}

std::vector<Producer::Undelivered> Producer::undelivered() {
  const std::lock_guard lock(serving_);
  return std::exchange(undelivered_, {});
}

bool Producer::wait_for_room(std::size_t messages, std::size_t bytes, std::chrono::milliseconds wait) {
  const auto deadline = Clock::now() + wait;
  serve();
  // A record that is too big for an empty queue goes alone.
  const auto fits = [&] {
    return messages_ == 0 || (messages_ + messages <= kMessagesUnderWay && bytes_ + bytes <= options_.queue_bytes);
  };
  while (!fits() && Clock::now() < deadline) serve(kServeFor);
  return fits();
}

Result<void> Producer::send(const record::Message& message) {
  const auto& topic = options_.topics.at(static_cast<std::size_t>(message.stream));
  auto headers = headers_of(message);
  // librdkafka takes the bytes without changing them.
  auto* data = const_cast<char*>(message.data.data());
  const auto* key = message.key.empty() ? nullptr : message.key.data();
  std::array<rd_kafka_vu_t, 5> what{};
  what[0].vtype = RD_KAFKA_VTYPE_TOPIC;
  what[0].u.cstr = topic.c_str();
  what[1].vtype = RD_KAFKA_VTYPE_VALUE;
  what[1].u.mem = {data, message.data.size()};
  what[2].vtype = RD_KAFKA_VTYPE_KEY;
  what[2].u.mem = {const_cast<char*>(key), message.key.size()};
  what[3].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  what[3].u.i = RD_KAFKA_MSG_F_COPY;
  what[4].vtype = RD_KAFKA_VTYPE_HEADERS;
  what[4].u.headers = headers.get();
  const auto deadline = Clock::now() + options_.wait_max;
  for (;;) {
    const auto nothing_under_way = messages_ == 0;
    const ErrorHandle error(rd_kafka_produceva(get(), what.data(), what.size()));
    if (!error) break;
    const auto number = rd_kafka_error_code(error.get());
    const auto wait = number == RD_KAFKA_RESP_ERR__QUEUE_FULL && !nothing_under_way && Clock::now() < deadline;
    if (!wait) {
      const auto detail = fmt::format("{}: {}", topic, rd_kafka_error_string(error.get()));
      const auto never = number == RD_KAFKA_RESP_ERR__QUEUE_FULL && nothing_under_way;
      return refused(never ? RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE : number, detail);
    }
    serve(kServeFor);
  }
  [[maybe_unused]] auto* theirs = headers.release();
  ++messages_;
  bytes_ += message.key.size() + message.data.size();
  return {};
}

Result<void> Producer::refused(rd_kafka_resp_err_t error, std::string detail) const {
  auto failure = failure_of(error, std::move(detail));
  if (is_refusal(error)) {
    failure.fault = Fault::kBadInput;
    failure.code = code::kMessageRefused;
  } else {
    failure.fault = error == RD_KAFKA_RESP_ERR__QUEUE_FULL ? Fault::kTransient : Fault::kFatal;
  }
  return failure;
}

bool Producer::wait_for_all(std::chrono::milliseconds wait) {
  if (messages_ == 0) return true;
  const std::lock_guard lock(serving_);
  rd_kafka_flush(get(), count_of(wait));
  return messages_ == 0;
}

bool Producer::broken() const { return rd_kafka_fatal_error(get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR; }

SinkStatistics Producer::statistics() const {
  return {.messages_under_way = messages_.load(std::memory_order_relaxed),
          .bytes_under_way = bytes_.load(std::memory_order_relaxed),
          .acknowledged = acknowledged_.load(std::memory_order_relaxed),
          .undelivered = failed_.load(std::memory_order_relaxed)};
}

void Producer::on_delivery(const rd_kafka_message_t& message) {
  --messages_;
  bytes_ -= message.key_len + message.len;
  if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
    acknowledged_.fetch_add(1, std::memory_order_relaxed);
    trouble_.clear();
    return;
  }
  failed_.fetch_add(1, std::memory_order_relaxed);
  auto failure =
      failure_of(message.err, fmt::format("{}: {}", rd_kafka_topic_name(message.rkt), rd_kafka_err2str(message.err)));
  undelivered_.push_back({id_of(message), message.err, std::move(failure)});
}

}  // namespace tidings::io::kafka
