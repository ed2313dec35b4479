#include "config/kafka_options.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tidings::config {
namespace {

constexpr std::uint64_t kKiB = 1ULL << 10U;
constexpr std::uint64_t kMiB = 1ULL << 20U;
constexpr std::uint64_t kGiB = 1ULL << 30U;
constexpr std::uint64_t kSecond = 1000;
constexpr std::uint64_t kMinute = 60 * kSecond;
constexpr std::uint64_t kHour = 60 * kMinute;

void add_connection(std::vector<Option>& all) {
  all.push_back(text_option("kafka.brokers", "Some of the brokers, as host:port,host:port; they name the others.",
                            text([](auto& s) -> auto& { return s.kafka.connection.brokers; })));
  all.push_back(text_option("kafka.client_id", "What this program calls itself in the brokers' logs.",
                            text([](auto& s) -> auto& { return s.kafka.connection.client_id; })));
  all.push_back(time_option("kafka.start_timeout", "How long the start waits for a broker; then exit code 69.",
                            number([](auto& s) -> auto& { return s.kafka.connection.start_timeout; }),
                            {kSecond, 10 * kMinute, {}}));
  all.push_back(time_option("kafka.close_timeout", "How long saying goodbye to the brokers may take.",
                            number([](auto& s) -> auto& { return s.kafka.connection.close_timeout; }),
                            {100, 5 * kMinute, {}}));
}

void add_security(std::vector<Option>& all) {
  all.push_back(flag_option("kafka.tls.enabled", "Whether the brokers are spoken to through TLS.",
                            number([](auto& s) -> auto& { return s.kafka.connection.tls.enabled; })));
  all.push_back(optional_text_option("kafka.tls.ca_file",
                                     "Certificates (PEM) that vouch for the brokers; empty: the system's.",
                                     text([](auto& s) -> auto& { return s.kafka.connection.tls.ca_file; })));
  all.push_back(optional_text_option("kafka.tls.certificate_file",
                                     "Our own certificate (PEM), where the brokers ask for one.",
                                     text([](auto& s) -> auto& { return s.kafka.connection.tls.certificate_file; })));
  all.push_back(optional_text_option("kafka.tls.key_file", "Its key (PEM).",
                                     text([](auto& s) -> auto& { return s.kafka.connection.tls.key_file; })));
  all.push_back(optional_text_option("kafka.tls.key_password_file", "A file that holds the password of the key.",
                                     text([](auto& s) -> auto& { return s.kafka.key_password_file; })));
  all.push_back(flag_option("kafka.tls.verify", "Whether the brokers' certificates and names are looked at.",
                            number([](auto& s) -> auto& { return s.kafka.connection.tls.verify; })));
  all.push_back(choice_option("kafka.sasl.mechanism", "How we say who we are.",
                              number([](auto& s) -> auto& { return s.kafka.mechanism; }),
                              {"none", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"}));
  all.push_back(optional_text_option("kafka.sasl.username", "Who we are.",
                                     text([](auto& s) -> auto& { return s.kafka.connection.sasl.username; })));
  all.push_back(optional_text_option("kafka.sasl.password_file", "A file that holds our password.",
                                     text([](auto& s) -> auto& { return s.kafka.password_file; })));
}

void add_source(std::vector<Option>& all) {
  all.push_back(list_option(
      "kafka.source.topics", "The topics that articles are read from.",
      [](Settings & s) -> auto& { return s.kafka.source.topics; },
      [](const Settings& s) { return s.kafka.source.topics; }));
  all.push_back(text_option("kafka.source.group",
                            "The consumer group: its members share the partitions, its offsets are the positions.",
                            text([](auto& s) -> auto& { return s.kafka.source.group; })));
  all.push_back(optional_text_option(
      "kafka.source.instance",
      "A name that no other member has; with it neither a restart nor a broker's long silence costs a rebalance.",
      text([](auto& s) -> auto& { return s.kafka.source.instance; })));
  all.push_back(choice_option("kafka.source.begin", "Where a partition begins that the group has no offset of.",
                              number([](auto& s) -> auto& { return s.kafka.source.begin; }),
                              {"earliest", "latest", "fail"}));
  all.push_back(time_option("kafka.source.session_timeout", "A member that is silent for so long is taken for dead.",
                            number([](auto& s) -> auto& { return s.kafka.source.session_timeout; }),
                            {kSecond, kHour, {}}));
  all.push_back(time_option("kafka.source.poll_interval_max",
                            "A member that asks for nothing for so long leaves the group; work in hand does not count.",
                            number([](auto& s) -> auto& { return s.kafka.source.poll_interval_max; }),
                            {kSecond, 24 * kHour, {}}));
  all.push_back(time_option("kafka.source.commit_interval", "How often offsets that are done are told to the broker.",
                            number([](auto& s) -> auto& { return s.kafka.source.commit_interval; }), {10, kHour, {}}));
  all.push_back(time_option(
      "kafka.source.missing_topic_timeout", "A topic that is gone for so long is gone for good; then exit code 78.",
      number([](auto& s) -> auto& { return s.kafka.source.missing_topic_timeout; }), {kSecond, kHour, {}}));
  all.push_back(bytes_option("kafka.source.fetch_bytes", "Fetched ahead, all partitions together.",
                             number([](auto& s) -> auto& { return s.kafka.source.fetch_bytes; }),
                             {64 * kKiB, kGiB, {}}));
}

NumberField codec() {
  constexpr std::array<std::string_view, 5> kCodecs = {"none", "gzip", "snappy", "lz4", "zstd"};
  return {[kCodecs](Settings& settings, std::uint64_t value) { settings.kafka.sink.compression = kCodecs.at(value); },
          [kCodecs](const Settings& settings) {
            const auto* found = std::find(kCodecs.begin(), kCodecs.end(), settings.kafka.sink.compression);
            return static_cast<std::uint64_t>(found - kCodecs.begin());
          }};
}

template <record::Stream kStream>
void add_topic(std::vector<Option>& all, const char* sentence) {
  all.push_back(text_option("kafka.sink." + std::string(record::name_of(kStream)), sentence, text([](auto& s) -> auto& {
                              return s.kafka.sink.topics[static_cast<std::size_t>(kStream)];
                            })));
}

void add_sink(std::vector<Option>& all) {
  add_topic<record::Stream::kDocuments>(all, "The topic of clean documents.");
  add_topic<record::Stream::kEvents>(all, "The topic of events; one partition keeps them in one order.");
  add_topic<record::Stream::kQuotes>(all, "The topic of quotes.");
  add_topic<record::Stream::kUpdates>(all,
                                      "The topic of updates; it may be compacted: the last of a key is what is known.");
  add_topic<record::Stream::kRejected>(all, "The topic of dead letters.");
  all.push_back(bytes_option(
      "kafka.sink.message_bytes_max", "The longest message, with key and headers; the topics must take as much.",
      number([](auto& s) -> auto& { return s.kafka.sink.message_bytes_max; }), {64 * kKiB, 512 * kMiB, {}}));
  all.push_back(bytes_option("kafka.sink.queue_bytes", "Sent and not yet acknowledged, at most.",
                             number([](auto& s) -> auto& { return s.kafka.sink.queue_bytes; }), {kMiB, kGiB / 2, {}}));
  all.push_back(time_option("kafka.sink.linger", "How long a message may wait for others to travel with.",
                            number([](auto& s) -> auto& { return s.kafka.sink.linger; }), {1, kMinute, {}}));
  all.push_back(choice_option("kafka.sink.compression", "How batches of messages are compressed.", codec(),
                              {"none", "gzip", "snappy", "lz4", "zstd"}));
}

}  // namespace

void add_kafka_options(std::vector<Option>& all) {
  add_connection(all);
  add_security(all);
  add_source(all);
  add_sink(all);
  all.push_back(map_option(
      "kafka.librdkafka", "Any settings of librdkafka, by the names it has for them; they hold over ours.",
      [](Settings & s) -> auto& { return s.kafka.connection.librdkafka; }));
}

}  // namespace tidings::config
