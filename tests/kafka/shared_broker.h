#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "pipeline/io/kafka/options.h"
#include "tests/kafka/broker.h"
#include "tests/kafka/client.h"

namespace tidings::test {

// One broker for all tests of a program; each test uses topics and groups of its own name.
class KafkaTest : public testing::Test {
 public:
  static void stop_broker() { broker_.reset(); }

 protected:
  static void SetUpTestSuite() {
    if (!broker_) broker_ = std::make_unique<Broker>();
  }
  static Broker& broker() { return *broker_; }
  static KafkaClient client() { return KafkaClient(broker_->plain()); }

  // "Suite.Test-part", unique within the program.
  static std::string named(const std::string& part) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    return std::string(test->test_suite_name()) + "." + test->name() + "-" + part;
  }

  // A group of six-second sessions, so that a dead member is missed soon.
  static io::kafka::SourceOptions source_options(const std::string& topic);
  // All streams go to topics made here.
  static io::kafka::SinkOptions sink_options(int partitions = 1);

 private:
  static inline std::unique_ptr<Broker> broker_;
};

class BrokerEnvironment final : public testing::Environment {
 public:
  void TearDown() override { KafkaTest::stop_broker(); }
};

inline io::kafka::SourceOptions KafkaTest::source_options(const std::string& topic) {
  io::kafka::SourceOptions options;
  options.connection.brokers = broker().plain();
  options.connection.librdkafka = {{"heartbeat.interval.ms", "500"}};
  options.topics = {topic};
  options.group = named("group");
  options.session_timeout = std::chrono::seconds(6);
  return options;
}

inline io::kafka::SinkOptions KafkaTest::sink_options(int partitions) {
  io::kafka::SinkOptions options;
  options.connection.brokers = broker().plain();
  for (std::size_t i = 0; i < record::kStreams; ++i) {
    options.topics[i] = named(std::string(record::name_of(static_cast<record::Stream>(i))));
    client().create_topic(options.topics[i], partitions);
  }
  return options;
}

}  // namespace tidings::test
