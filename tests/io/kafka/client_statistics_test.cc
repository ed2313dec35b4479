#include "pipeline/io/kafka/client_statistics.h"

#include <gtest/gtest.h>

namespace tidings::io::kafka {
namespace {

using std::chrono::microseconds;

TEST(KafkaClientStatistics, ReadRoundTripsByBrokerAndTheQueue) {
  const auto statistics = read_statistics(R"({
    "name": "tidings#consumer-1", "type": "consumer",
    "brokers": {
      "a:9092/bootstrap": {"nodeid": -1, "rtt": {"avg": 9, "cnt": 2}},
      "a:9092/1": {"nodeid": 1, "rtt": {"min": 800, "avg": 1200, "cnt": 40}},
      "b:9092/2": {"nodeid": 2, "rtt": {"avg": 0, "cnt": 0}},
      "GroupCoordinator": {"nodeid": -1, "rtt": {"avg": 5000, "cnt": 1}}},
    "topics": {"articles": {"partitions": {
      "0": {"partition": 0, "fetchq_cnt": 3, "fetchq_size": 7000},
      "1": {"partition": 1, "fetchq_cnt": 3, "fetchq_size": 7000},
      "-1": {"partition": -1, "fetchq_size": 0}}}}})");
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->round_trips, (std::map<std::int32_t, microseconds>{{1, microseconds(1200)}}));
  EXPECT_EQ(statistics->fetch_queue_bytes, 7000U) << "one queue, which each partition tells of";
}

TEST(KafkaClientStatistics, LeaveOutWhatIsNotThere) {
  EXPECT_EQ(read_statistics("{}"), ClientStatistics{});
  EXPECT_EQ(read_statistics(R"({"brokers": [], "topics": {"a": 1}})"), ClientStatistics{});
  EXPECT_EQ(read_statistics(R"({"brokers": {"a": {"nodeid": 1, "rtt": {"avg": "x", "cnt": 1}}}})"), ClientStatistics{});
  EXPECT_FALSE(read_statistics("[]"));
  EXPECT_FALSE(read_statistics("{"));
  EXPECT_FALSE(read_statistics(""));
}

}  // namespace
}  // namespace tidings::io::kafka
