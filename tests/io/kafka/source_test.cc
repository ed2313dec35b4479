#include "pipeline/io/kafka/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "pipeline/io/kafka/code.h"
#include "pipeline/io/kafka/sink.h"
#include "tests/io/kafka/mock_cluster.h"

namespace tidings::io::kafka {
namespace {

using namespace std::chrono_literals;

class KafkaMockSource : public testing::Test {
 protected:
  KafkaMockSource() {
    options_.connection.brokers = cluster_.brokers();
    options_.connection.librdkafka = {{"statistics.interval.ms", "50"}};
    options_.topics = {"articles"};
    options_.group = "readers";
  }

  void hand_in(int count) {
    SinkOptions options;
    options.connection.brokers = cluster_.brokers();
    options.topics.fill("articles");
    auto sink = KafkaSink::open(options);
    ASSERT_TRUE(sink) << sink.error().detail;
    auto transaction = (*sink)->begin();
    ASSERT_TRUE(transaction);
    for (int i = 0; i < count; ++i) {
      const record::Message message{record::Stream::kDocuments, "key" + std::to_string(i), std::to_string(i), "{}"};
      ASSERT_TRUE((*transaction)->publish({&message, 1}));
    }
    ASSERT_TRUE((*transaction)->commit({}));
  }

  // Reads on until it holds; false: not within a minute.
  bool read_until(KafkaSource& source, const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!holds()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      auto polled = source.poll({.bytes = 10'000, .wait = 20ms});
      if (!polled) return false;
      for (const auto& input : polled->records) {
        ++read_;
        next_[input.partition] = {input.partition, input.assignment, record::Offset{input.offset.value + 1}};
      }
    }
    return true;
  }
  void commit(KafkaSource& source) {
    std::vector<Position> positions;
    for (const auto& [partition, position] : next_) positions.push_back(position);
    ASSERT_TRUE(source.committed(positions));
  }

  MockCluster cluster_;
  SourceOptions options_;
  int read_ = 0;
  std::map<record::Partition, Position> next_;
};

// Others ask for the figures at any time: the admin thread does, with every scrape.
TEST_F(KafkaMockSource, SaysHowFarItIsWhileItReads) {
  hand_in(300);
  KafkaSource source(options_);
  ASSERT_TRUE(source.start({}));
  std::jthread scraping([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (const auto& partition : source.statistics().partitions) {
        EXPECT_GE(partition.lag().value_or(0), 0);
        EXPECT_GE(partition.age(std::chrono::system_clock::now()).value_or(0s), 0s);
      }
      (void)source.trouble();
      std::this_thread::sleep_for(1ms);
    }
  });
  ASSERT_TRUE(read_until(source, [&] { return read_ == 300; }));
  const auto sum_of = [&](auto of) {
    std::int64_t sum = 0;
    for (const auto& partition : source.statistics().partitions) sum += of(partition);
    return sum;
  };
  const auto waiting = [](const PartitionStatistics& partition) { return partition.oldest ? 1 : 0; };
  EXPECT_GT(sum_of(waiting), 0);
  commit(source);
  EXPECT_EQ(sum_of(waiting), 0);
  EXPECT_TRUE(read_until(source, [&] {
    return sum_of([](const PartitionStatistics& partition) { return partition.lag().value_or(1); }) == 0;
  })) << "what is committed, up to the end as the broker says it";
  EXPECT_TRUE(read_until(source, [&] { return !source.statistics().client.round_trips.empty(); }));
}

TEST_F(KafkaMockSource, APartitionWithoutALeaderHidesNoOther) {
  hand_in(300);
  KafkaSource source(options_);
  ASSERT_TRUE(source.start({}));
  const auto ends = [&] {
    std::vector<bool> known;
    for (const auto& partition : source.statistics().partitions) known.push_back(partition.end.has_value());
    return known;
  };
  using testing::ElementsAre;
  ASSERT_TRUE(read_until(source, [&] { return ends() == std::vector(4, true); }));
  cluster_.take_leader("articles", 0);
  ASSERT_TRUE(read_until(source, [&] { return ends() != std::vector(4, true); }));
  EXPECT_THAT(ends(), ElementsAre(false, true, true, true));
  (void)read_until(source, [&, until = std::chrono::steady_clock::now() + 12s] {
    EXPECT_THAT(ends(), ElementsAre(false, true, true, true));
    return HasFailure() || std::chrono::steady_clock::now() > until;
  });
}

// Of a topic that is not there, and of one that nobody may have, a client tells once; what it answers when asked
// counts.
TEST_F(KafkaMockSource, EndsWhenItsTopicIsRefused) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "the client does not come to its end here and is abandoned, which is told as a leak of its threads";
#endif
  hand_in(10);
  options_.missing_topic_timeout = 1s;
  options_.connection.librdkafka["topic.metadata.refresh.interval.ms"] = "100";
  KafkaSource source(options_);
  ASSERT_TRUE(source.start({}));
  ASSERT_TRUE(read_until(source, [&] { return read_ == 10; }));
  cluster_.set_topic_error("articles", RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION);
  std::optional<record::Error> error;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (!error && std::chrono::steady_clock::now() < deadline) {
    if (auto polled = source.poll({.bytes = 10'000, .wait = 20ms}); !polled) error = polled.error();
  }
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, code::kTopicMissing);
}

// The client reports them once and goes on behind them.
TEST_F(KafkaMockSource, EndsAtRecordsThatNobodyCanRead) {
  hand_in(300);
  cluster_.fail_next_fetch(RD_KAFKA_RESP_ERR_INVALID_MSG);
  KafkaSource source(options_);
  ASSERT_TRUE(source.start({}));
  std::optional<record::Error> error;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  std::size_t read = 0;
  while (!error && read < 300 && std::chrono::steady_clock::now() < deadline) {
    auto polled = source.poll({.bytes = 10'000, .wait = 20ms});
    if (polled) {
      read += polled->records.size();
    } else {
      error = polled.error();
    }
  }
  ASSERT_TRUE(error) << "passed over, and " << read << " read";
  EXPECT_EQ(read, 0U) << "what is done up to here must not reach beyond";
  EXPECT_EQ(error->fault, record::Fault::kFatal);
  EXPECT_EQ(error->code, code::kUnreadable);
  EXPECT_THAT(error->detail, testing::HasSubstr("articles/"));
  EXPECT_THAT(error->detail, testing::HasSubstr("at offset 0"));
  std::this_thread::sleep_for(200ms);  // more is fetched meanwhile
  EXPECT_FALSE(source.poll({.bytes = 10'000, .wait = 20ms})) << "it stays ended";
}

}  // namespace
}  // namespace tidings::io::kafka
