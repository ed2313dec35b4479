#include "bench/kafka_loop.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <map>
#include <stdexcept>

#include "pipeline/io/kafka/handle.h"
#include "pipeline/io/kafka/settings.h"

namespace tidings::bench {
namespace {

using namespace io::kafka;

// As the engine's.
constexpr std::uint64_t kCommitBytes = 8UL << 20U;

void ensure(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

struct Delivered {
  std::uint64_t count = 0;
};

ClientHandle make(rd_kafka_type_t type, const record::Result<Settings>& settings, Delivered* delivered) {
  ensure(settings.has_value(), "settings");
  auto* conf = rd_kafka_conf_new();
  std::array<char, 512> why{};
  for (const auto& [name, value] : *settings) {
    ensure(rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size()) == RD_KAFKA_CONF_OK, name);
  }
  rd_kafka_conf_set(conf, "log_level", "2", why.data(), why.size());
  rd_kafka_conf_set_opaque(conf, delivered);
  if (type == RD_KAFKA_PRODUCER) {
    rd_kafka_conf_set_dr_msg_cb(conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
      ensure(message->err == RD_KAFKA_RESP_ERR_NO_ERROR, "not delivered");
      ++static_cast<Delivered*>(opaque)->count;
    });
  }
  ClientHandle client(rd_kafka_new(type, conf, why.data(), why.size()));
  ensure(client != nullptr, why.data());
  return client;
}

void send(rd_kafka_t* producer, rd_kafka_topic_t* topic, const rd_kafka_message_t& message) {
  while (rd_kafka_produce(topic, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, message.payload, message.len, message.key,
                          message.key_len, nullptr) != 0) {
    ensure(rd_kafka_last_error() == RD_KAFKA_RESP_ERR__QUEUE_FULL, "produce");
    rd_kafka_poll(producer, 10);
  }
  rd_kafka_poll(producer, 0);
}

}  // namespace

std::uint64_t forward_by_hand(const SourceOptions& from, const SinkOptions& to, const std::string& output,
                              std::uint64_t records) {
  Delivered delivered;
  const auto consumer = make(RD_KAFKA_CONSUMER, source_settings(from, rd_kafka_version()), nullptr);
  const auto producer = make(RD_KAFKA_PRODUCER, sink_settings(to), &delivered);
  rd_kafka_poll_set_consumer(consumer.get());
  {
    const ListHandle topics(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(topics.get(), from.topics.at(0).c_str(), RD_KAFKA_PARTITION_UA);
    ensure(rd_kafka_subscribe(consumer.get(), topics.get()) == RD_KAFKA_RESP_ERR_NO_ERROR, "subscribe");
  }
  std::uint64_t bytes = 0;
  std::uint64_t since = 0;
  std::map<std::int32_t, std::int64_t> next;  // by partition
  const auto commit = [&] {
    rd_kafka_flush(producer.get(), 60'000);  // only what has arrived may be committed
    const ListHandle offsets(rd_kafka_topic_partition_list_new(static_cast<int>(next.size())));
    for (const auto& [partition, offset] : next) {
      rd_kafka_topic_partition_list_add(offsets.get(), from.topics.at(0).c_str(), partition)->offset = offset;
    }
    rd_kafka_offsets_store(consumer.get(), offsets.get());
    since = 0;
  };
  {
    const TopicHandle topic(rd_kafka_topic_new(producer.get(), output.c_str(), nullptr));
    for (std::uint64_t taken = 0; taken < records;) {
      const MessageHandle message(rd_kafka_consumer_poll(consumer.get(), 100));
      if (!message || message->err != RD_KAFKA_RESP_ERR_NO_ERROR) continue;
      send(producer.get(), topic.get(), *message);
      next[message->partition] = message->offset + 1;
      bytes += message->len;
      since += message->len;
      ++taken;
      if (since >= kCommitBytes || taken == records) commit();
    }
  }
  ensure(delivered.count == records, "every record is delivered");
  rd_kafka_consumer_close(consumer.get());
  return bytes;
}

}  // namespace tidings::bench
