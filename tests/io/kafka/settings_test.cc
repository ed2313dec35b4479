#include "pipeline/io/kafka/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

constexpr int kDebian12 = 0x020002ff;
constexpr int kNewer = 0x020e00ff;

// The last one of a name holds.
std::string value_of(const record::Result<Settings>& settings, std::string_view name) {
  std::string value = "(not set)";
  if (!settings) return "(error)";
  for (const auto& setting : *settings) {
    if (setting.name == name) value = setting.value;
  }
  return value;
}

SourceOptions a_source() {
  SourceOptions options;
  options.connection.brokers = "one:9092,two:9092";
  options.topics = {"articles"};
  options.group = "desk";
  return options;
}

TEST(KafkaSettings, OffsetsComeFromTheLedgerAlone) {
  const auto settings = source_settings(a_source(), kDebian12);
  EXPECT_EQ(value_of(settings, "enable.auto.offset.store"), "false");
  EXPECT_EQ(value_of(settings, "bootstrap.servers"), "one:9092,two:9092");
  EXPECT_EQ(value_of(settings, "group.id"), "desk");
  EXPECT_EQ(value_of(settings, "isolation.level"), "read_committed");
}

TEST(KafkaSettings, StatisticsComeOnlyWhereSomebodyAlwaysReadsThem) {
  SinkOptions sink;
  sink.connection.brokers = "one:9092";
  sink.connection.librdkafka = {{"statistics.interval.ms", "100"}};
  EXPECT_EQ(value_of(sink_settings(sink), "statistics.interval.ms"), "0");
  EXPECT_EQ(value_of(source_settings(a_source(), kDebian12), "statistics.interval.ms"), "5000");
}

TEST(KafkaSettings, AnOldClientRebalancesEagerly) {
  EXPECT_EQ(value_of(source_settings(a_source(), kDebian12), "partition.assignment.strategy"), "range");
  EXPECT_EQ(value_of(source_settings(a_source(), 0x020600ff), "partition.assignment.strategy"), "range");
  EXPECT_EQ(value_of(source_settings(a_source(), kNewer), "partition.assignment.strategy"), "cooperative-sticky");
}

TEST(KafkaSettings, AnOldClientIsNotToldWhatItDoesNotKnow) {
  EXPECT_EQ(value_of(source_settings(a_source(), kDebian12), "fetch.queue.backoff.ms"), "(not set)");
  EXPECT_EQ(value_of(source_settings(a_source(), kNewer), "fetch.queue.backoff.ms"), "20");
}

TEST(KafkaSettings, FetchedMemoryIsBounded) {
  auto options = a_source();
  options.fetch_bytes = 3UL << 20U;
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "queued.max.messages.kbytes"), "3072");
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "fetch.max.bytes"), "3145728");
}

TEST(KafkaSettings, SayWhereToBegin) {
  auto options = a_source();
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "auto.offset.reset"), "earliest");
  options.begin = Begin::kLatest;
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "auto.offset.reset"), "latest");
  options.begin = Begin::kFail;
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "auto.offset.reset"), "error");
}

TEST(KafkaSettings, WhatHasAnOptionIsNotSetBehindItsBack) {
  for (const auto* name : {"auto.offset.reset", "session.timeout.ms", "max.poll.interval.ms", "auto.commit.interval.ms",
                           "linger.ms", "compression.codec", "client.id"}) {
    auto options = a_source();
    options.connection.librdkafka = {{name, "1"}};
    const auto settings = source_settings(options, kDebian12);
    ASSERT_FALSE(settings) << name;
    EXPECT_EQ(settings.error().code, code::kBadSetting);
    EXPECT_THAT(settings.error().detail, testing::HasSubstr(": set ")) << name;
  }
}

TEST(KafkaSettings, SecurityFollowsFromTlsAndSasl) {
  auto options = a_source();
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "security.protocol"), "plaintext");
  options.connection.tls.enabled = true;
  options.connection.tls.ca_file = "/etc/ca.pem";
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "security.protocol"), "ssl");
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "ssl.ca.location"), "/etc/ca.pem");
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "ssl.endpoint.identification.algorithm"), "https");
  options.connection.sasl = {"SCRAM-SHA-512", "ada", "s3cret"};
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "security.protocol"), "sasl_ssl");
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "sasl.password"), "s3cret");
  options.connection.tls.enabled = false;
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "security.protocol"), "sasl_plaintext");
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "ssl.ca.location"), "(not set)");
}

TEST(KafkaSettings, AnySettingOfTheClientMayBeGivenAndHoldsOverOurs) {
  auto options = a_source();
  options.connection.librdkafka = {{"fetch.wait.max.ms", "7"}, {"debug", "cgrp"}};
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "fetch.wait.max.ms"), "7");
  EXPECT_EQ(value_of(source_settings(options, kDebian12), "debug"), "cgrp");
}

TEST(KafkaSettings, NoSettingMayBreakAPromise) {
  for (const auto* name :
       {"enable.auto.commit", "enable.auto.offset.store", "acks", "enable.idempotence", "group.id"}) {
    SinkOptions sink;
    sink.connection.librdkafka = {{name, "false"}};
    const auto refused = sink_settings(sink);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, code::kBadSetting);
    EXPECT_THAT(refused.error().detail, testing::HasSubstr(std::string("librdkafka.") + name));
  }
}

TEST(KafkaSettings, AProducerGivesNothingUpAndKeepsOrder) {
  SinkOptions options;
  options.message_bytes_max = 500'000;
  const auto settings = sink_settings(options);
  EXPECT_EQ(value_of(settings, "enable.idempotence"), "true");
  EXPECT_EQ(value_of(settings, "acks"), "all");
  EXPECT_EQ(value_of(settings, "message.timeout.ms"), "0");
  EXPECT_EQ(value_of(settings, "batch.size"), "500000");
}

TEST(KafkaSettings, SecretsAreNotShown) {
  auto options = a_source();
  options.connection.tls = {
      .enabled = true, .ca_file = {}, .certificate_file = {}, .key_file = "/k.pem", .key_password = "k-s3cret"};
  options.connection.sasl = {"PLAIN", "ada", "s-s3cret"};
  options.connection.librdkafka = {{"ssl.keystore.password", "u-s3cret"},
                                   {"sasl.oauthbearer.client.secret", "o-s3cret"},
                                   {"ssl.key.pem", "p-s3cret"},
                                   {"sasl.kerberos.kinit.cmd", "echo k-s3cret | kinit"},
                                   {"sasl.oauthbearer.config", "c-s3cret"}};
  const auto settings = source_settings(options, kDebian12);
  ASSERT_TRUE(settings);
  const auto text = shown(*settings);
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("s3cret")));
  EXPECT_THAT(text, testing::HasSubstr("sasl.password=***"));
  EXPECT_THAT(text, testing::HasSubstr("sasl.username=ada"));
}

}  // namespace
}  // namespace tidings::io::kafka
