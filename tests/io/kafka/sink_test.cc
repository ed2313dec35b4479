#include "pipeline/io/kafka/sink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "pipeline/io/kafka/code.h"
#include "pipeline/store/batch.h"
#include "tests/io/kafka/mock_cluster.h"
#include "tests/support/temp_folder.h"

namespace tidings::io::kafka {
namespace {

using namespace std::chrono_literals;
using record::Error;
using record::Fault;
using record::Message;
using record::Stream;

class KafkaMockSink : public testing::Test {
 protected:
  KafkaMockSink() {
    options_.connection.brokers = cluster_.brokers();
    for (std::size_t i = 0; i < record::kStreams; ++i) options_.topics[i] = "topic" + std::to_string(i);
    options_.wait_max = 2s;
  }
  void open() {
    auto sink = KafkaSink::open(options_);
    ASSERT_TRUE(sink) << sink.error().detail;
    sink_ = std::move(*sink);
  }
  // One transaction of `count` messages, as the engine would try it.
  std::optional<Error> deliver(int count, std::size_t bytes = 20) {
    auto begun = sink_->begin();
    if (!begun) return begun.error();
    for (int i = 0; i < count; ++i) {
      const Message message{Stream::kDocuments, "key", "id " + std::to_string(i), std::string(bytes, 'd')};
      if (auto published = (*begun)->publish({&message, 1}); !published) return published.error();
    }
    auto committed = (*begun)->commit({});
    if (!committed) return committed.error();
    return std::nullopt;
  }

  MockCluster cluster_;
  SinkOptions options_;
  std::unique_ptr<KafkaSink> sink_;
};

// As between articles that tell of nothing, or files that come once a day.
TEST_F(KafkaMockSink, KnowsWhetherTheBrokerIsThereWhileNothingIsSent) {
  open();
  const auto becomes = [&](bool troubled) {
    const auto deadline = std::chrono::steady_clock::now() + 40s;
    while (sink_->trouble().has_value() != troubled && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(20ms);
    }
    return sink_->trouble().has_value() == troubled;
  };
  EXPECT_FALSE(sink_->trouble());
  cluster_.go_away();
  EXPECT_TRUE(becomes(true)) << "it looks well without a broker";
  cluster_.come_back();
  EXPECT_TRUE(becomes(false)) << "it never hears of the broker's return";
  cluster_.go_away();
  EXPECT_TRUE(becomes(true));
  cluster_.come_back();
  EXPECT_FALSE(deliver(1));
  EXPECT_FALSE(sink_->trouble());
}

TEST_F(KafkaMockSink, WaitsForRoomInAQueueThatIsSmallerThanItsOwn) {
  options_.connection.librdkafka = {{"queue.buffering.max.messages", "10"}};
  open();
  const auto error = deliver(500);
  EXPECT_FALSE(error) << error->detail;
  EXPECT_EQ(sink_->statistics().acknowledged, 500U);
}

TEST_F(KafkaMockSink, WritesStateAndPositionsWhenTheBrokerHasEverything) {
  const support::TempFolder folder;
  const auto store = std::move(*store::Store::open(folder.path()));
  for (const bool positions : {true, false}) {
    sink_ = std::move(*KafkaSink::open(options_, {}, Beside{*store, positions}));
    auto transaction = std::move(*sink_->begin());
    const Message message{Stream::kDocuments, "key", "id", "data"};
    ASSERT_TRUE(transaction->publish({&message, 1}));
    transaction->state().put("seen", positions ? "one" : "two");
    EXPECT_NE(store->get("seen").value(), positions ? "one" : "two");
    const Position position{record::Partition{7}, {}, record::Offset{42}};
    ASSERT_TRUE(transaction->commit({&position, 1}));
    EXPECT_EQ(store->get("seen").value(), positions ? "one" : "two");
    EXPECT_EQ(sink_->positions().value().size(), positions ? 1U : 0U);
  }
}

TEST_F(KafkaMockSink, AMessageThatTheClientsQueueWillNeverHoldIsRefused) {
  options_.connection.librdkafka = {{"queue.buffering.max.kbytes", "1"}};
  open();
  const auto error = deliver(1, 5'000);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, Fault::kBadInput);
  EXPECT_EQ(error->code, code::kMessageRefused);
  EXPECT_FALSE(deliver(5));
}

// Alone, so that the refusal is its own; the broker weighs it as it was sent, compressed or not.
TEST_F(KafkaMockSink, ARefusedMessageIsAMeasureForOthersOnlyWhereNothingIsCompressed) {
  for (const auto* compression : {"lz4", "none"}) {
    SCOPED_TRACE(compression);
    options_.compression = compression;
    std::vector<std::string> said;
    auto sink = KafkaSink::open(options_, [&](Severity, std::string_view text) { said.emplace_back(text); });
    ASSERT_TRUE(sink) << sink.error().detail;
    sink_ = std::move(*sink);
    cluster_.fail_next_produce(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
    EXPECT_EQ(deliver(1, 5'000)->fault, Fault::kRewind);
    cluster_.fail_next_produce(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
    EXPECT_EQ(deliver(1, 5'000)->code, code::kMessageRefused);
    const auto other = deliver(1, 6'000);
    const auto told = std::any_of(said.begin(), said.end(), [](const auto& text) {
      return text.find("took no message of") != std::string::npos;
    });
    const auto plain = options_.compression == "none";
    EXPECT_EQ(told, plain);
    EXPECT_EQ(other ? other->code : "", plain ? code::kMessageTooLarge : "");
    sink_.reset();
  }
}

TEST_F(KafkaMockSink, AProducerThatFailsForGoodIsMadeAnewOnce) {
  open();
  ASSERT_FALSE(deliver(1));
  cluster_.fail_next_produce(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
  const auto error = deliver(1);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, Fault::kRewind) << error->detail;
  const auto after = deliver(1);
  EXPECT_FALSE(after) << after->detail;
}

// The failure comes while the transaction is being filled: publish() meets it, not the commit.
TEST_F(KafkaMockSink, AProducerThatFailsAmidATransactionIsMadeAnewAsWell) {
  options_.linger = 0ms;
  open();
  ASSERT_FALSE(deliver(1));
  cluster_.fail_next_produce(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
  std::optional<Error> error;
  {
    auto transaction = std::move(*sink_->begin());
    for (int i = 0; i < 100 && !error; ++i) {
      const Message message{Stream::kDocuments, "key", "id", "data"};
      if (auto published = transaction->publish({&message, 1}); !published) error = published.error();
      std::this_thread::sleep_for(10ms);
    }
  }
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, Fault::kRewind) << error->detail;
  const auto after = deliver(1);
  EXPECT_FALSE(after) << after->detail;
}

TEST_F(KafkaMockSink, AMissingTopicIsAskedForUntilItIsBelieved) {
  options_.missing_topic_timeout = 1s;
  options_.connection.librdkafka = {{"topic.metadata.propagation.max.ms", "100"},
                                    {"topic.metadata.refresh.interval.ms", "100"}};
  open();
  ASSERT_FALSE(deliver(1));
  cluster_.set_topic_error("topic0", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
  std::this_thread::sleep_for(500ms);
  auto error = deliver(1);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, code::kTopicMissing) << error->detail;
  EXPECT_EQ(error->fault, Fault::kRewind);
  error = deliver(1);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, Fault::kTransient);
  cluster_.set_topic_error("topic0", RD_KAFKA_RESP_ERR_NO_ERROR);
  const auto back = deliver(1);
  EXPECT_FALSE(back) << back->detail;

  cluster_.set_topic_error("topic0", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(deliver(1)->fault, Fault::kRewind);
  std::this_thread::sleep_for(1100ms);
  error = deliver(1);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->fault, Fault::kFatal);
  EXPECT_EQ(error->code, code::kTopicMissing);
}

}  // namespace
}  // namespace tidings::io::kafka
