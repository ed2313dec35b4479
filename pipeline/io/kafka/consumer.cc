#include "pipeline/io/kafka/consumer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

using record::Error;
using record::Fault;
using record::Offset;
using record::Partition;
using record::Result;
using Clock = std::chrono::steady_clock;

// The broker is asked once per assignment where the group stands.
constexpr std::chrono::milliseconds kAskCommitted{3'000};
constexpr int kAsks = 3;
// What a commit may take while others wait for our partitions.
constexpr std::chrono::milliseconds kHandOver{3'000};
constexpr std::chrono::milliseconds kLookForTopic{1'000};
constexpr int kErrorsInARow = 100;

bool is_missing(rd_kafka_resp_err_t error) { return failure_of(error, {}).code == code::kTopicMissing; }

// A password may be wrong for a moment, while it is being changed; what is refused or gone stays so.
bool stays(const Error& error) {
  return error.fault == Fault::kFatal && error.code != code::kAuthentication && error.code != code::kTls;
}

}  // namespace

Consumer::Consumer(const SourceOptions& options, const Topics& topics, Membership& membership, Standing& standing,
                   Log log)
    : Client(std::move(log)), options_(options), topics_(topics), membership_(membership), standing_(standing) {}

Consumer::~Consumer() { close(); }

Result<void> Consumer::start() {
  auto settings = source_settings(options_, rd_kafka_version());
  if (!settings) return std::move(settings).error();
  if (auto made = make(RD_KAFKA_CONSUMER, *settings); !made) return made;
  log(Severity::kDebug, fmt::format("consumer: {}", shown(*settings)));
  rd_kafka_poll_set_consumer(get());
  group_.reset(rd_kafka_queue_get_consumer(get()));
  records_.reset(rd_kafka_queue_new(get()));
  constexpr std::uint64_t kOne = 1;
  rd_kafka_queue_io_event_enable(group_.get(), happened_.fd(), &kOne, sizeof kOne);
  rd_kafka_queue_io_event_enable(records_.get(), happened_.fd(), &kOne, sizeof kOne);

  if (auto found = find_topics(topics_.names(), options_.connection.start_timeout); !found) return found;
  const ListHandle topics(rd_kafka_topic_partition_list_new(static_cast<int>(topics_.names().size())));
  for (const auto& name : topics_.names()) {
    rd_kafka_topic_partition_list_add(topics.get(), name.c_str(), RD_KAFKA_PARTITION_UA);
  }
  const auto error = rd_kafka_subscribe(get(), topics.get());
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return failure_of(error, "subscribe");
  ends_ = std::make_unique<EndWatch>(get(), topics_, options_.begin, standing_, [this] { trouble_.clear(); });
  return {};
}

bool Consumer::serve_group() {
  rebalanced_ = false;
  for (int i = 0; i < kErrorsInARow && !rebalanced_; ++i) {
    const MessageHandle message(rd_kafka_consumer_poll(get(), 0));
    if (!message) break;
    record::ensure(message->err != RD_KAFKA_RESP_ERR_NO_ERROR, "records come through their own queue");
    on_error(message->err, rd_kafka_message_errstr(message.get()));
  }
  return !rebalanced_;
}

MessageHandle Consumer::take() {
  // Records behind damaged ones must not be taken: once they are done, what was passed over would count as done as
  // well.
  for (int i = 0; i < kErrorsInARow && !failure_; ++i) {
    MessageHandle message(rd_kafka_consume_queue(records_.get(), 0));
    if (!message || message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      if (message) trouble_.clear();
      return message;
    }
    on_record_error(*message);
  }
  return nullptr;
}

void Consumer::on_record_error(const rd_kafka_message_t& message) {
  const auto* why = rd_kafka_message_errstr(&message);
  if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    const auto partition = topics_.partition(rd_kafka_topic_name(message.rkt), message.partition);
    if (partition) membership_.at_end(*partition, Offset{message.offset});
  } else if (is_unreadable(message.err) && message.rkt != nullptr) {
    failure_ = Error{Fault::kFatal, code::kUnreadable,
                     fmt::format("{}/{} at offset {}: {} ({})", rd_kafka_topic_name(message.rkt), message.partition,
                                 message.offset, why, rd_kafka_err2name(message.err))};
  } else {
    on_error(message.err, why);
  }
}

Result<std::map<Partition, Offset>> Consumer::ends() {
  const auto limit = count_of(options_.connection.start_timeout);
  std::map<Partition, Offset> ends;
  for (const auto& name : topics_.names()) {
    const TopicHandle topic(rd_kafka_topic_new(get(), name.c_str(), nullptr));
    const rd_kafka_metadata_t* answer = nullptr;
    auto error = rd_kafka_metadata(get(), 0, topic.get(), &answer, limit);
    const MetadataHandle metadata(answer);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return failure_of(error, fmt::format("topic {}", name));
    for (int number = 0; metadata->topic_cnt == 1 && number < metadata->topics[0].partition_cnt; ++number) {
      std::int64_t low = 0;
      std::int64_t high = 0;
      error = rd_kafka_query_watermark_offsets(get(), name.c_str(), number, &low, &high, limit);
      if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return failure_of(error, fmt::format("the end of {}/{}", name, number));
      ends.emplace(*topics_.partition(name, number), Offset{high > low ? high : 0});
    }
  }
  return ends;
}

void Consumer::on_error(rd_kafka_resp_err_t error, std::string_view detail) {
  if (is_missing(error)) {
    log(Severity::kWarning, detail);
    if (!missing_since_) missing_since_ = Clock::now();
    return;
  }
  if (error != RD_KAFKA_RESP_ERR__FATAL) {
    Client::on_error(error, detail);
    standing_.refused(detail);
    const auto failure = failure_of(error, std::string(detail));
    if (stays(failure) && !failure_) failure_ = failure;
    return;
  }
  std::array<char, 512> why{};
  const auto cause = rd_kafka_fatal_error(get(), why.data(), why.size());
  failure_ = failure_of(cause, why.data());
  failure_->fault = Fault::kFatal;
}

std::optional<Error> Consumer::failure() {
  if (failure_ || !missing_since_ || Clock::now() - *missing_since_ < options_.missing_topic_timeout) return failure_;
  // librdkafka says so once, and also when a broker that starts does not know its topics yet: so ask again.
  missing_since_.reset();
  const auto& names = topics_.names();
  for (const auto& name : names) {
    auto found = look_for(name, kLookForTopic);
    if (!found && stays(found.error())) {
      failure_ = found.error();
    } else if (!found || *found == Presence::kUnknown) {
      missing_since_ = Clock::now();
    } else if (*found == Presence::kMissing) {
      failure_ = Error{Fault::kFatal, code::kTopicMissing, fmt::format("topic {} is no longer there", name)};
    }
  }
  return failure_;
}

void Consumer::on_rebalance(rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t* partitions) {
  rebalanced_ = true;
  if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    assign(*partitions);
    return;
  }
  const auto ours = partitions_of(*partitions);
  const auto lost = rd_kafka_assignment_lost(get()) != 0;
  log(Severity::kInfo, fmt::format("{} partitions {}", ours.size(), lost ? "lost" : "asked back"));
  revoked_.reset(rd_kafka_topic_partition_list_copy(partitions));
  if (lost) {
    hand_over_.reset();
    forget_stored(*revoked_);
    unassign(revoked_.get());
    membership_.lost(ours);
    return;
  }
  if (membership_.revoked(ours) || closing_) hand_over();
}

// What is not ours any more is not ours to commit. librdkafka commits what is stored as it lets partitions go, after a
// lost session too, and then without a member id; the broker takes that from a static member for another consumer of
// its name and fences it for good.
void Consumer::forget_stored(const rd_kafka_topic_partition_list_t& partitions) {
  const ListHandle none(rd_kafka_topic_partition_list_copy(&partitions));
  for (int i = 0; i < none->cnt; ++i) none->elems[i].offset = RD_KAFKA_OFFSET_INVALID;
  rd_kafka_offsets_store(get(), none.get());
}

void Consumer::assign(rd_kafka_topic_partition_list_t& partitions) {
  log(Severity::kInfo, fmt::format("{} partitions assigned", partitions.cnt));
  if (closing_) {
    unassign(nullptr);
    return;
  }
  trouble_.clear();  // the group has answered
  begin_at(partitions);
  redirect(partitions);
  ends_->ask_now();
  if (cooperative()) {
    const ErrorHandle error(rd_kafka_incremental_assign(get(), &partitions));
    if (error) failure_ = failure_of(rd_kafka_error_code(error.get()), rd_kafka_error_string(error.get()));
  } else {
    const auto error = rd_kafka_assign(get(), &partitions);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) failure_ = failure_of(error, "assign");
  }
  if (failure_) failure_->fault = Fault::kFatal;
}

// Where a place of our own is known and the group's is further on, another instance has been there meanwhile.
void Consumer::begin_at(rd_kafka_topic_partition_list_t& partitions) {
  const auto ours = membership_.assigned(partitions_of(partitions));
  if (std::none_of(ours.begin(), ours.end(), [](const auto& place) { return place.has_value(); })) return;
  const auto committed = committed_by_group(partitions);
  for (int i = 0; i < partitions.cnt && static_cast<std::size_t>(i) < ours.size(); ++i) {
    const auto& place = ours[static_cast<std::size_t>(i)];
    if (!place) continue;
    const auto& theirs = committed->elems[i];
    const auto known = theirs.err == RD_KAFKA_RESP_ERR_NO_ERROR ? theirs.offset : RD_KAFKA_OFFSET_INVALID;
    partitions.elems[i].offset = std::max(place->value, known);
  }
}

// An offset is RD_KAFKA_OFFSET_INVALID where the group has none, or has not said in time.
ListHandle Consumer::committed_by_group(const rd_kafka_topic_partition_list_t& partitions) {
  ListHandle committed;
  auto error = RD_KAFKA_RESP_ERR_NO_ERROR;
  for (int i = 0; i < kAsks; ++i) {
    committed.reset(rd_kafka_topic_partition_list_copy(&partitions));
    error = rd_kafka_committed(get(), committed.get(), count_of(kAskCommitted));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return committed;
  }
  log(Severity::kWarning, fmt::format("the group's offsets could not be read: {}", rd_kafka_err2str(error)));
  for (int i = 0; i < committed->cnt; ++i) committed->elems[i].offset = RD_KAFKA_OFFSET_INVALID;
  return committed;
}

void Consumer::redirect(const rd_kafka_topic_partition_list_t& partitions) {
  for (int i = 0; i < partitions.cnt; ++i) {
    const auto& one = partitions.elems[i];
    const QueueHandle queue(rd_kafka_queue_get_partition(get(), one.topic, one.partition));
    if (queue) rd_kafka_queue_forward(queue.get(), records_.get());
  }
}

void Consumer::unassign(rd_kafka_topic_partition_list_t* partitions) {
  if (cooperative() && partitions != nullptr) {
    const ErrorHandle error(rd_kafka_incremental_unassign(get(), partitions));
  } else {
    rd_kafka_assign(get(), nullptr);
    membership_.stood_aside();
  }
  revoked_.reset();
}

bool Consumer::cooperative() const {
  const auto* protocol = rd_kafka_rebalance_protocol(get());
  return protocol != nullptr && std::string_view(protocol) == "COOPERATIVE";
}

void Consumer::store(std::span<const Place> places) {
  const auto list = list_of(places);
  // A partition that is no longer ours is refused, one by one; the others are taken.
  rd_kafka_offsets_store(get(), list.get());
}

Result<void> Consumer::seek(std::span<const Place> places) {
  if (places.empty()) return {};
  const auto list = list_of(places);
  const ErrorHandle error(rd_kafka_seek_partitions(get(), list.get(), -1));
  if (error) return Error{Fault::kTransient, code::kBrokerError, rd_kafka_error_string(error.get())};
  for (int i = 0; i < list->cnt; ++i) {
    const auto& one = list->elems[i];
    if (one.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return Error{Fault::kTransient, code::kBrokerError,
                   fmt::format("{}/{}: {}", one.topic, one.partition, rd_kafka_err2str(one.err))};
    }
  }
  return {};
}

void Consumer::hand_over() {
  if (!revoked_ || hand_over_) return;
  hand_over_ = HandOver{.reply = QueueHandle(rd_kafka_queue_new(get())),
                        .deadline = std::min(Clock::now() + kHandOver, close_by_)};
  committed_ = false;
  const auto error = rd_kafka_commit_queue(
      get(), nullptr, hand_over_->reply.get(),
      [](rd_kafka_t*, rd_kafka_resp_err_t result, rd_kafka_topic_partition_list_t*, void* consumer) {
        static_cast<Consumer*>(consumer)->on_committed(result);
      },
      this);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) on_committed(error);
}

void Consumer::on_commit(rd_kafka_resp_err_t result) {
  if (result == RD_KAFKA_RESP_ERR__NO_OFFSET) return;  // there was nothing to commit
  const auto failed = result != RD_KAFKA_RESP_ERR_NO_ERROR;
  if (failed) log(Severity::kWarning, fmt::format("offsets not committed: {}", rd_kafka_err2str(result)));
  standing_.group_answered(failed ? std::optional(failure_of(result, "offsets not committed")) : std::nullopt);
}

void Consumer::on_committed(rd_kafka_resp_err_t result) {
  committed_ = true;
  if (result == RD_KAFKA_RESP_ERR_NO_ERROR || result == RD_KAFKA_RESP_ERR__NO_OFFSET) return;
  standing_.group_answered(failure_of(result, "offsets not committed at hand-over"));
  log(Severity::kWarning, fmt::format("offsets not committed at hand-over: {}", rd_kafka_err2str(result)));
}

bool Consumer::finish_hand_over() {
  if (!hand_over_) return false;
  rd_kafka_queue_poll_callback(hand_over_->reply.get(), 0);
  if (!committed_ && Clock::now() < hand_over_->deadline) return false;
  hand_over_.reset();
  unassign(revoked_.get());
  return true;
}

void Consumer::close() {
  if (!get()) return;
  closing_ = true;
  ends_.reset();
  close_by_ = Clock::now() + options_.connection.close_timeout;
  const auto wait_for_hand_over = [&] {
    while (hand_over_ && !finish_hand_over()) rd_kafka_queue_poll_callback(hand_over_->reply.get(), 50);
  };
  hand_over();
  wait_for_hand_over();
  const QueueHandle last_words(rd_kafka_queue_new(get()));
  const ErrorHandle error(rd_kafka_consumer_close_queue(get(), last_words.get()));
  while (!error && rd_kafka_consumer_closed(get()) == 0 && Clock::now() < close_by_) {
    rd_kafka_queue_poll_callback(last_words.get(), 50);
    wait_for_hand_over();
  }
  const auto in_time = rd_kafka_consumer_closed(get()) != 0;
  if (!in_time) log(Severity::kWarning, "the group was left without saying goodbye: no broker answered in time");
  // A record left in our queue holds on to its partition, whose own queue holds on to ours.
  while (MessageHandle(rd_kafka_consume_queue(records_.get(), 0))) {
  }
  rd_kafka_queue_io_event_enable(records_.get(), -1, nullptr, 0);
  rd_kafka_queue_io_event_enable(group_.get(), -1, nullptr, 0);
  records_.reset();
  group_.reset();
  end(options_.connection.close_timeout, in_time ? 0 : RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

std::vector<Partition> Consumer::partitions_of(const rd_kafka_topic_partition_list_t& list) const {
  std::vector<Partition> partitions;
  for (int i = 0; i < list.cnt; ++i) {
    const auto partition = topics_.partition(list.elems[i].topic, list.elems[i].partition);
    record::ensure(partition.has_value(), "only partitions of our topics are assigned to us");
    partitions.push_back(*partition);
  }
  return partitions;
}

ListHandle Consumer::list_of(std::span<const Place> places) const {
  ListHandle list(rd_kafka_topic_partition_list_new(static_cast<int>(places.size())));
  for (const auto& place : places) {
    const auto number = static_cast<std::int32_t>(record::number_of(place.partition));
    rd_kafka_topic_partition_list_add(list.get(), topics_.topic(place.partition)->c_str(), number)->offset =
        place.offset.value;
  }
  return list;
}

}  // namespace tidings::io::kafka
