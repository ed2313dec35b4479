#pragma once

#include <string>

#include "pipeline/io/kafka/options.h"

namespace tidings::config {

enum class SaslMechanism : std::uint8_t { kNone, kPlain, kScramSha256, kScramSha512 };

// The Kafka edge of source and sink. Secrets are named by the files that hold them (config/secret.h); they get into
// the connection when it is made, and are no settings.
struct KafkaSettings {
  KafkaSettings() {
    connection.brokers = "localhost:9092";
    source.group = "tidings";
    sink.topics = {"documents", "rejected", "events", "quotes", "updates"};
  }

  // One for both ends; the connections within `source` and `sink` are not looked at.
  io::kafka::Connection connection;
  std::string key_password_file;
  SaslMechanism mechanism = SaslMechanism::kNone;
  std::string password_file;
  io::kafka::SourceOptions source;
  io::kafka::SinkOptions sink;
};

}  // namespace tidings::config
