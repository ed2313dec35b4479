#include <algorithm>

#include "config/checks.h"

namespace tidings::config {
namespace {

constexpr auto kNeedsTls = "has no effect unless kafka.tls.enabled is true";
constexpr auto kNeedsSasl = "has no effect where kafka.sasl.mechanism is none";

void check_source(const Settings& settings, Checks& checks) {
  const auto kafka = settings.source.kind == SourceKind::kKafka;
  const auto& source = settings.kafka.source;
  checks.expect(!kafka || !source.topics.empty(), "kafka.source.topics", "source.kind",
                "must name something where source.kind is kafka");
  checks.expect(kafka || source.topics.empty(), "kafka.source.topics", "source.kind",
                "has no effect unless source.kind is kafka");
  checks.expect(source.session_timeout <= source.poll_interval_max, "kafka.source.session_timeout",
                "kafka.source.poll_interval_max", "must not exceed kafka.source.poll_interval_max");
  checks.expect(!kafka || 2 * settings.flow.engine.revoke_timeout <= source.poll_interval_max, "flow.revoke_timeout",
                "kafka.source.poll_interval_max",
                "must be half of kafka.source.poll_interval_max at most, or the group gives up on us while we drain");
}

std::string topic_option(std::size_t stream) {
  return "kafka.sink." + std::string(record::name_of(static_cast<record::Stream>(stream)));
}

void check_sink(const Settings& settings, Checks& checks) {
  const auto& sink = settings.kafka.sink;
  const auto& read = settings.kafka.source.topics;
  const auto is_read = [&](const std::string& topic) {
    return std::find(read.begin(), read.end(), topic) != read.end();
  };
  const auto apart = "must be none of kafka.source.topics, or what goes out comes in again";
  const auto kafka = settings.sink.kind == SinkKind::kKafka;
  for (std::size_t stream = 0; stream < record::kStreams; ++stream) {
    const auto& topic = sink.topics[stream];
    if (!kafka || topic.empty()) continue;
    checks.expect(!is_read(topic), topic_option(stream), "kafka.source.topics", apart);
    for (std::size_t other = 0; other < stream; ++other) {
      checks.expect(topic != sink.topics[other], topic_option(stream), topic_option(other),
                    "must be another topic than " + topic_option(other));
    }
  }
  checks.expect(sink.message_bytes_max <= sink.queue_bytes, "kafka.sink.message_bytes_max", "kafka.sink.queue_bytes",
                "must not exceed kafka.sink.queue_bytes");
}

void check_tls(const KafkaSettings& kafka, Checks& checks) {
  const auto& tls = kafka.connection.tls;
  checks.expect(tls.enabled || tls.ca_file.empty(), "kafka.tls.ca_file", "kafka.tls.enabled", kNeedsTls);
  checks.expect(tls.enabled || tls.certificate_file.empty(), "kafka.tls.certificate_file", "kafka.tls.enabled",
                kNeedsTls);
  checks.expect(tls.certificate_file.empty() == tls.key_file.empty(), "kafka.tls.key_file",
                "kafka.tls.certificate_file", "goes with kafka.tls.certificate_file: both or none");
  checks.expect(kafka.key_password_file.empty() || !tls.key_file.empty(), "kafka.tls.key_password_file",
                "kafka.tls.key_file", "has no effect without kafka.tls.key_file");
}

void check_sasl(const KafkaSettings& kafka, Checks& checks) {
  const auto sasl = kafka.mechanism != SaslMechanism::kNone;
  const auto& username = kafka.connection.sasl.username;
  constexpr auto kRequired = "is required where kafka.sasl.mechanism is not none";
  checks.expect(!sasl || !username.empty(), "kafka.sasl.username", "kafka.sasl.mechanism", kRequired);
  checks.expect(!sasl || !kafka.password_file.empty(), "kafka.sasl.password_file", "kafka.sasl.mechanism", kRequired);
  checks.expect(sasl || username.empty(), "kafka.sasl.username", "kafka.sasl.mechanism", kNeedsSasl);
  checks.expect(sasl || kafka.password_file.empty(), "kafka.sasl.password_file", "kafka.sasl.mechanism", kNeedsSasl);
}

}  // namespace

void check_kafka(const Settings& settings, Checks& checks) {
  check_source(settings, checks);
  check_sink(settings, checks);
  check_tls(settings.kafka, checks);
  check_sasl(settings.kafka, checks);
}

}  // namespace tidings::config
