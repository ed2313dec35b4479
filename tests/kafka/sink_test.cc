#include "pipeline/io/kafka/sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <thread>

#include "pipeline/io/kafka/code.h"
#include "tests/kafka/shared_broker.h"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using io::kafka::KafkaSink;
using record::Fault;
using record::Message;
using record::Stream;
using testing::ElementsAre;
using testing::HasSubstr;
namespace code = io::kafka::code;

Message a_message(int number, std::size_t size = 20, Stream stream = Stream::kDocuments) {
  return {stream, "key " + std::to_string(number % 5), "id " + std::to_string(number), std::string(size, 'd')};
}

class KafkaSinkTest : public KafkaTest {
 protected:
  std::unique_ptr<KafkaSink> open(const io::kafka::SinkOptions& options) {
    auto sink = KafkaSink::open(options);
    EXPECT_TRUE(sink) << (sink ? "" : sink.error().detail);
    return sink ? std::move(*sink) : nullptr;
  }
  static record::Result<void> publish(io::Transaction& transaction, const Message& message) {
    return transaction.publish({&message, 1});
  }
  static std::optional<record::Error> error_of(const record::Result<void>& result) {
    return result ? std::nullopt : std::optional(result.error());
  }
  // As the engine does it: again while it may pass.
  static std::optional<record::Error> commit_in_the_end(io::Transaction& transaction,
                                                        std::chrono::steady_clock::time_point deadline) {
    auto error = error_of(transaction.commit({}));
    while (error && error->fault == Fault::kTransient && std::chrono::steady_clock::now() < deadline) {
      error = error_of(transaction.commit({}));
    }
    return error;
  }
  static const std::string& topic_of(const io::kafka::SinkOptions& options, Stream stream) {
    return options.topics[static_cast<std::size_t>(stream)];
  }
};

TEST_F(KafkaSinkTest, PublishesCloudEventsInBinaryMode) {
  const auto options = sink_options();
  const auto sink = open(options);
  auto transaction = std::move(*sink->begin());
  ASSERT_TRUE(publish(*transaction, {Stream::kDocuments, "wire", "42", R"({"title":"x"})"}));
  ASSERT_TRUE(publish(*transaction, {Stream::kRejected, "articles/3", "43", R"({"reason":"bad_json"})"}));
  ASSERT_TRUE(transaction->commit({}));
  const auto documents = client().read_all(topic_of(options, Stream::kDocuments));
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].key, "wire");
  EXPECT_EQ(documents[0].value, R"({"title":"x"})");
  EXPECT_EQ(documents[0].header("ce_specversion"), "1.0");
  EXPECT_EQ(documents[0].header("ce_id"), "42");
  EXPECT_EQ(documents[0].header("ce_type"), "io.tidings.document.v1");
  EXPECT_EQ(documents[0].header("ce_source"), "/tidings");
  EXPECT_EQ(documents[0].header("ce_partitionkey"), "wire");
  EXPECT_EQ(documents[0].header("content-type"), "application/json");
  const auto rejected = client().read_all(topic_of(options, Stream::kRejected));
  ASSERT_EQ(rejected.size(), 1U);
  EXPECT_EQ(rejected[0].header("ce_type"), "io.tidings.rejected.v1");
}

TEST_F(KafkaSinkTest, MessagesOfOneKeyStayTogetherAndInOrder) {
  const auto options = sink_options(3);
  const auto sink = open(options);
  auto transaction = std::move(*sink->begin());
  for (int i = 0; i < 5000; ++i) ASSERT_TRUE(publish(*transaction, a_message(i)));
  EXPECT_LE(sink->statistics().acknowledged + sink->statistics().messages_under_way, 5000U);
  ASSERT_TRUE(transaction->commit({}));
  EXPECT_EQ(sink->statistics().acknowledged, 5000U);
  EXPECT_EQ(sink->statistics().bytes_under_way, 0U);
  std::map<std::string, std::set<std::int32_t>> partitions;
  std::map<std::string, int> last;
  const auto records = client().read_all(topic_of(options, Stream::kDocuments));
  EXPECT_EQ(records.size(), 5000U);
  for (const auto& record : records) {
    partitions[record.key].insert(record.partition);
    const auto number = std::stoi(record.header("ce_id").substr(3));
    if (last.contains(record.key)) {
      EXPECT_EQ(number, last[record.key] + 5);
    }
    last[record.key] = number;
  }
  for (const auto& [key, where] : partitions) EXPECT_EQ(where.size(), 1U) << key;
}

TEST_F(KafkaSinkTest, ACommitSucceedsOnlyWhenTheBrokerHasEverything) {
  auto options = sink_options();
  options.wait_max = 500ms;
  const auto sink = open(options);
  auto transaction = std::move(*sink->begin());
  ASSERT_TRUE(publish(*transaction, a_message(1)));
  broker().pause();
  ASSERT_TRUE(publish(*transaction, a_message(2)));
  const auto committed = transaction->commit({});
  broker().resume();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().fault, Fault::kTransient);
  EXPECT_EQ(committed.error().code, code::kUnavailable);
  EXPECT_FALSE(commit_in_the_end(*transaction, std::chrono::steady_clock::now() + 20s));
  EXPECT_EQ(client().read_all(topic_of(options, Stream::kDocuments)).size(), 2U);
}

TEST_F(KafkaSinkTest, WhileTheBrokerIsAwayItTakesNoMoreThanItsQueue) {
  auto options = sink_options();
  options.wait_max = 200ms;
  options.queue_bytes = 100'000;
  const auto sink = open(options);
  auto transaction = std::move(*sink->begin());
  broker().pause();
  int taken = 0;
  auto published = publish(*transaction, a_message(0, 10'000));
  for (; published && taken < 1000; ++taken) published = publish(*transaction, a_message(taken + 1, 10'000));
  broker().resume();
  EXPECT_LE(taken, 10);
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().fault, Fault::kTransient);
  EXPECT_FALSE(commit_in_the_end(*transaction, std::chrono::steady_clock::now() + 20s));
  EXPECT_EQ(client().read_all(topic_of(options, Stream::kDocuments)).size(), static_cast<std::size_t>(taken));
}

TEST_F(KafkaSinkTest, AMessageOverTheLimitIsRefusedAtOnceAndNothingOfItsRecordIsSent) {
  auto options = sink_options();
  options.message_bytes_max = 10'000;
  const auto sink = open(options);
  auto transaction = std::move(*sink->begin());
  const std::vector<Message> record{a_message(1), a_message(2, 10'001)};
  const auto published = transaction->publish(record);
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().fault, Fault::kBadInput);
  EXPECT_EQ(published.error().code, code::kMessageTooLarge);
  EXPECT_THAT(published.error().detail, HasSubstr("10000"));
  ASSERT_TRUE(transaction->commit({}));
  EXPECT_TRUE(client().read_all(topic_of(options, Stream::kDocuments)).empty());
}

// The topic takes less than we were told: the whole batch comes back, and only one message is to blame.
TEST_F(KafkaSinkTest, WhatTheBrokerRefusesLaterComesBackAloneAndItsNeighboursPass) {
  auto options = sink_options();
  options.topics[0] = named("small");
  options.compression = "none";
  client().create_topic(options.topics[0], 1, {{"max.message.bytes", "5000"}});
  const auto sink = open(options);
  const std::vector<Message> records{a_message(0, 100), a_message(1, 8000), a_message(2, 100)};
  std::set<std::string> refused;
  int rewinds = 0;
  for (bool done = false; !done && rewinds < 10;) {
    auto transaction = std::move(*sink->begin());
    refused.clear();
    for (const auto& message : records) {
      const auto published = publish(*transaction, message);
      if (published) continue;
      ASSERT_EQ(published.error().fault, Fault::kBadInput);
      EXPECT_EQ(published.error().code, code::kMessageRefused);
      refused.insert(message.id);
    }
    const auto committed = transaction->commit({});
    done = committed.has_value();
    if (!done) {
      ASSERT_EQ(committed.error().fault, Fault::kRewind) << committed.error().detail;
      ++rewinds;
    }
  }
  EXPECT_EQ(rewinds, 1);
  EXPECT_THAT(refused, ElementsAre("id 1"));
  std::set<std::string> arrived;
  for (const auto& record : client().read_all(options.topics[0])) arrived.insert(record.header("ce_id"));
  EXPECT_THAT(arrived, ElementsAre("id 0", "id 2"));
  // It has learnt: the next one is refused before it is sent.
  auto transaction = std::move(*sink->begin());
  const auto published = publish(*transaction, a_message(3, 8000));
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, code::kMessageTooLarge);
}

TEST_F(KafkaSinkTest, AnUndoneTransactionLeavesTheNextOneUnharmed) {
  const auto options = sink_options();
  const auto sink = open(options);
  {
    auto undone = std::move(*sink->begin());
    ASSERT_TRUE(publish(*undone, a_message(1)));
  }
  auto transaction = std::move(*sink->begin());
  ASSERT_TRUE(publish(*transaction, a_message(1)));
  ASSERT_TRUE(transaction->commit({}));
  for (const auto& record : client().read_all(topic_of(options, Stream::kDocuments))) {
    EXPECT_EQ(record.header("ce_id"), "id 1");  // twice, perhaps: at least once
  }
}

TEST_F(KafkaSinkTest, ATopicThatIsNotThereIsNamed) {
  auto options = sink_options();
  options.topics[1] = "no-such-topic";
  const auto sink = KafkaSink::open(options);
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().fault, Fault::kFatal);
  EXPECT_EQ(sink.error().code, code::kTopicMissing);
  EXPECT_THAT(sink.error().detail, HasSubstr("no-such-topic"));
}

TEST_F(KafkaSinkTest, DeadLettersMustHaveATopic) {
  io::kafka::SinkOptions options;
  options.connection.brokers = broker().plain();
  const auto sink = KafkaSink::open(options);
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().code, code::kBadSetting);
}

TEST_F(KafkaSinkTest, ATopicDeletedWhileRunningEndsItWithAClearError) {
  auto options = sink_options();
  options.wait_max = 1s;
  options.connection.librdkafka = {{"topic.metadata.propagation.max.ms", "3000"}};
  const auto sink = open(options);
  auto transaction = std::move(*sink->begin());
  ASSERT_TRUE(publish(*transaction, a_message(1)));
  ASSERT_TRUE(transaction->commit({}));
  client().delete_topic(topic_of(options, Stream::kDocuments));
  std::optional<record::Error> error;
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  for (int i = 2; !error && std::chrono::steady_clock::now() < deadline; ++i) {
    auto begun = sink->begin();
    if (begun) {
      transaction = std::move(*begun);
      error = error_of(publish(*transaction, a_message(i)));
      if (!error) error = commit_in_the_end(*transaction, deadline);
      if (error && error->fault == Fault::kRewind) error.reset();  // it may only seem so
    } else if (begun.error().fault == Fault::kFatal) {
      error = begun.error();
    } else {
      std::this_thread::sleep_for(100ms);
    }
  }
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, Fault::kFatal);
  EXPECT_EQ(error->code, code::kTopicMissing);
  EXPECT_THAT(error->detail, HasSubstr(topic_of(options, Stream::kDocuments)));
}

TEST_F(KafkaSinkTest, EndsInTimeWhenTheBrokerDoesNotAnswer) {
  auto options = sink_options();
  options.connection.close_timeout = 1s;
  auto sink = open(options);
  {
    auto transaction = std::move(*sink->begin());
    broker().pause();
    ASSERT_TRUE(publish(*transaction, a_message(1)));
  }
  const auto begun = std::chrono::steady_clock::now();
  sink.reset();
  const auto took = std::chrono::steady_clock::now() - begun;
  broker().resume();
  EXPECT_LT(took, 5s);
}

}  // namespace
}  // namespace tidings::test
