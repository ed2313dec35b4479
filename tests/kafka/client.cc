#include "tests/kafka/client.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <thread>

#include "pipeline/io/kafka/handle.h"

namespace tidings::test {
namespace {

using namespace io::kafka;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

ClientHandle make(rd_kafka_type_t type, const std::string& brokers,
                  const std::map<std::string, std::string>& settings = {}) {
  auto* conf = rd_kafka_conf_new();
  std::array<char, 512> why{};
  const auto set = [&](const std::string& name, const std::string& value) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size()) != RD_KAFKA_CONF_OK) {
      throw std::runtime_error(why.data());
    }
  };
  set("bootstrap.servers", brokers);
  set("log_level", "2");
  for (const auto& [name, value] : settings) set(name, value);
  ClientHandle client(rd_kafka_new(type, conf, why.data(), why.size()));
  if (!client) throw std::runtime_error(why.data());
  return client;
}

void check(rd_kafka_resp_err_t error, const std::string& what) {
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) throw std::runtime_error(what + ": " + rd_kafka_err2str(error));
}

// The results of an admin request; the topics' own errors count too.
void check_topics(rd_kafka_queue_t* queue, bool creating) {
  const EventHandle event(rd_kafka_queue_poll(queue, 20'000));
  if (!event) throw std::runtime_error("the broker has not answered");
  check(rd_kafka_event_error(event.get()), "admin request");
  std::size_t count = 0;
  const auto** topics =
      creating ? rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count)
               : rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event.get()), &count);
  for (std::size_t i = 0; i < count; ++i)
    check(rd_kafka_topic_result_error(topics[i]), rd_kafka_topic_result_name(topics[i]));
}

KafkaRecord record_of(const rd_kafka_message_t& message) {
  KafkaRecord record;
  record.partition = message.partition;
  record.offset = message.offset;
  record.key.assign(static_cast<const char*>(message.key), message.key_len);
  record.value.assign(static_cast<const char*>(message.payload), message.len);
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return record;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    record.headers.emplace_back(name, std::string(static_cast<const char*>(value), size));
  }
  return record;
}

}  // namespace

std::string KafkaRecord::header(const std::string& name) const {
  for (const auto& [candidate, content] : headers) {
    if (candidate == name) return content;
  }
  return {};
}

bool KafkaClient::answers(std::chrono::milliseconds limit) const {
  const auto client = make(RD_KAFKA_PRODUCER, brokers_);
  const rd_kafka_metadata_t* answer = nullptr;
  const auto error = rd_kafka_metadata(client.get(), 1, nullptr, &answer, static_cast<int>(limit.count()));
  const MetadataHandle metadata(answer);
  return error == RD_KAFKA_RESP_ERR_NO_ERROR && metadata->broker_cnt > 0;
}

void KafkaClient::create_topic(const std::string& topic, int partitions,
                               const std::map<std::string, std::string>& config) const {
  {
    const auto client = make(RD_KAFKA_PRODUCER, brokers_);
    const QueueHandle queue(rd_kafka_queue_new(client.get()));
    auto* wanted = rd_kafka_NewTopic_new(topic.c_str(), partitions, 1, nullptr, 0);
    for (const auto& [name, value] : config) rd_kafka_NewTopic_set_config(wanted, name.c_str(), value.c_str());
    rd_kafka_CreateTopics(client.get(), &wanted, 1, nullptr, queue.get());
    rd_kafka_NewTopic_destroy(wanted);
    check_topics(queue.get(), true);
  }
  for (const auto deadline = Clock::now() + 20s; partitions_of(topic) != partitions;) {
    if (Clock::now() > deadline) throw std::runtime_error(topic + " does not appear");
    std::this_thread::sleep_for(20ms);
  }
}

void KafkaClient::delete_topic(const std::string& topic) const {
  const auto client = make(RD_KAFKA_PRODUCER, brokers_);
  const QueueHandle queue(rd_kafka_queue_new(client.get()));
  auto* unwanted = rd_kafka_DeleteTopic_new(topic.c_str());
  rd_kafka_DeleteTopics(client.get(), &unwanted, 1, nullptr, queue.get());
  rd_kafka_DeleteTopic_destroy(unwanted);
  check_topics(queue.get(), false);
}

void KafkaClient::produce(const std::string& topic, const std::vector<KafkaRecord>& records) const {
  const auto client = make(RD_KAFKA_PRODUCER, brokers_,
                           {{"message.max.bytes", "20000000"},
                            {"enable.idempotence", "true"},
                            {"linger.ms", "5"},
                            {"partitioner", "murmur2_random"}});
  const TopicHandle handle(rd_kafka_topic_new(client.get(), topic.c_str(), nullptr));
  for (const auto& record : records) {
    HeadersHandle headers(rd_kafka_headers_new(record.headers.size()));
    for (const auto& [name, value] : record.headers) {
      rd_kafka_header_add(headers.get(), name.c_str(), -1, value.data(), static_cast<ssize_t>(value.size()));
    }
    for (;;) {
      const auto error = rd_kafka_producev(
          client.get(), RD_KAFKA_V_RKT(handle.get()), RD_KAFKA_V_PARTITION(record.partition),
          RD_KAFKA_V_KEY(record.key.data(), record.key.size()),
          RD_KAFKA_V_VALUE(const_cast<char*>(record.value.data()), record.value.size()),
          RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_HEADERS(headers.get()), RD_KAFKA_V_END);
      if (error == RD_KAFKA_RESP_ERR_NO_ERROR) break;
      if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL) check(error, "produce");
      rd_kafka_poll(client.get(), 10);
    }
    [[maybe_unused]] auto* theirs = headers.release();
  }
  check(rd_kafka_flush(client.get(), 60'000), "flush");
}

int KafkaClient::partitions_of(const std::string& topic) const {
  const auto client = make(RD_KAFKA_PRODUCER, brokers_);
  const TopicHandle handle(rd_kafka_topic_new(client.get(), topic.c_str(), nullptr));
  const rd_kafka_metadata_t* answer = nullptr;
  check(rd_kafka_metadata(client.get(), 0, handle.get(), &answer, 10'000), "metadata");
  const MetadataHandle metadata(answer);
  const auto& found = metadata->topics[0];
  for (int i = 0; i < found.partition_cnt; ++i) {
    if (found.partitions[i].leader < 0) return -1;
  }
  return found.err == RD_KAFKA_RESP_ERR_NO_ERROR ? found.partition_cnt : -1;
}

std::vector<KafkaRecord> KafkaClient::read_all(const std::string& topic) const {
  const auto partitions = partitions_of(topic);
  const auto client = make(RD_KAFKA_CONSUMER, brokers_,
                           {{"group.id", "reader-of-the-test"},
                            {"enable.auto.commit", "false"},
                            {"enable.partition.eof", "true"},
                            {"auto.offset.reset", "earliest"},
                            {"fetch.wait.max.ms", "10"}});
  rd_kafka_poll_set_consumer(client.get());
  {
    const ListHandle list(rd_kafka_topic_partition_list_new(partitions));
    for (int i = 0; i < partitions; ++i) rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), i)->offset = 0;
    check(rd_kafka_assign(client.get(), list.get()), "assign");
  }
  std::vector<KafkaRecord> records;
  const auto deadline = Clock::now() + 60s;
  for (int ended = 0; ended < partitions;) {
    if (Clock::now() > deadline) throw std::runtime_error(topic + " could not be read to its end");
    const MessageHandle message(rd_kafka_consumer_poll(client.get(), 200));
    if (!message) continue;
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      ++ended;
    } else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      records.push_back(record_of(*message));
    }
  }
  rd_kafka_consumer_close(client.get());
  std::stable_sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    return std::pair(a.partition, a.offset) < std::pair(b.partition, b.offset);
  });
  return records;
}

std::int64_t KafkaClient::count(const std::string& topic) const {
  const auto partitions = partitions_of(topic);
  const auto client = make(RD_KAFKA_CONSUMER, brokers_);
  std::int64_t sum = 0;
  for (int i = 0; i < partitions; ++i) {
    std::int64_t low = 0;
    std::int64_t high = 0;
    const auto ask = [&] {
      return rd_kafka_query_watermark_offsets(client.get(), topic.c_str(), i, &low, &high, 20'000);
    };
    // A broker that has just come back does not know for a moment what it leads.
    auto error = ask();
    for (const auto deadline = Clock::now() + 20s; error != RD_KAFKA_RESP_ERR_NO_ERROR && Clock::now() < deadline;) {
      std::this_thread::sleep_for(50ms);
      error = ask();
    }
    check(error, topic);
    sum += high;
  }
  return sum;
}

std::map<std::int32_t, std::int64_t> KafkaClient::committed(const std::string& group, const std::string& topic) const {
  const auto partitions = partitions_of(topic);
  const auto client = make(RD_KAFKA_CONSUMER, brokers_, {{"group.id", group}});
  const ListHandle list(rd_kafka_topic_partition_list_new(partitions));
  for (int i = 0; i < partitions; ++i) rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), i);
  check(rd_kafka_committed(client.get(), list.get(), 20'000), "committed");
  std::map<std::int32_t, std::int64_t> offsets;
  for (int i = 0; i < list->cnt; ++i) {
    if (list->elems[i].offset >= 0) offsets[list->elems[i].partition] = list->elems[i].offset;
  }
  return offsets;
}

struct Appender::Impl {
  ClientHandle client;
  TopicHandle topic;
};

Appender::Appender(const std::string& brokers, const std::string& topic) : impl_(new Impl) {
  impl_->client = make(RD_KAFKA_PRODUCER, brokers, {{"linger.ms", "0"}, {"acks", "1"}});
  impl_->topic.reset(rd_kafka_topic_new(impl_->client.get(), topic.c_str(), nullptr));
}

Appender::~Appender() { rd_kafka_flush(impl_->client.get(), 60'000); }

void Appender::append(std::int32_t partition, const std::string& value) {
  const auto failed = rd_kafka_produce(impl_->topic.get(), partition, RD_KAFKA_MSG_F_COPY,
                                       const_cast<char*>(value.data()), value.size(), nullptr, 0, nullptr);
  if (failed != 0) check(rd_kafka_last_error(), "append");
  rd_kafka_poll(impl_->client.get(), 0);
}

}  // namespace tidings::test
