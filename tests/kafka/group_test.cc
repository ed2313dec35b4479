#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "pipeline/io/kafka/code.h"
#include "tests/kafka/reader.h"
#include "tests/kafka/shared_broker.h"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

// Members of one group, in turns on one thread.
class KafkaGroupTest : public KafkaTest {
 protected:
  std::string topic(int partitions) {
    auto name = named("articles");
    client().create_topic(name, partitions);
    return name;
  }
  static void produce(const std::string& topic, int from, int to, int partitions) {
    std::vector<KafkaRecord> records;
    for (int i = from; i < to; ++i) {
      records.push_back(
          {.partition = i % partitions, .offset = 0, .key = {}, .value = "news " + std::to_string(i), .headers = {}});
    }
    client().produce(topic, records);
  }
  template <typename Condition>
  [[nodiscard]] static bool both(Reader& one, Reader& two, Condition condition,
                                 std::chrono::milliseconds limit = std::chrono::seconds(60)) {
    const auto deadline = Clock::now() + limit;
    while (!condition()) {
      if (Clock::now() > deadline || one.error || two.error) return false;
      one.step();
      two.step();
    }
    return true;
  }
  static std::multiset<std::string> bodies(const Reader& reader) {
    std::multiset<std::string> result;
    for (const auto& input : reader.records) result.insert(input.body);
    return result;
  }
};

TEST_F(KafkaGroupTest, PartitionsAreSharedAndHandedOverAndNothingIsLostOrRepeated) {
  const auto articles = topic(4);
  produce(articles, 0, 2000, 4);
  Reader one(source_options(articles));
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(500));
  Reader two(source_options(articles));
  ASSERT_TRUE(two.start());
  ASSERT_TRUE(both(one, two, [&] { return one.owned.size() == 2 && two.owned.size() == 2; }));
  produce(articles, 2000, 4000, 4);
  ASSERT_TRUE(both(one, two, [&] { return one.records.size() + two.records.size() >= 4000; }));
  one.commit_all();
  one.close();  // leaves
  ASSERT_TRUE(two.until([&] { return two.owned.size() == 4; }));
  produce(articles, 4000, 5000, 4);
  ASSERT_TRUE(two.until([&] { return one.records.size() + two.records.size() >= 5000; }));
  two.go_on_for(500ms);
  auto all = bodies(one);
  all.merge(bodies(two));
  EXPECT_EQ(all.size(), 5000U);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 5000U);
  EXPECT_TRUE(one.lost.empty() && two.lost.empty());
}

TEST_F(KafkaGroupTest, ARevokedPartitionIsKeptUntilItIsReleasedAndItsCommitCounts) {
  const auto articles = topic(2);
  produce(articles, 0, 100, 2);
  Reader one(source_options(articles));
  one.releases = false;
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(100));
  Reader two(source_options(articles));
  ASSERT_TRUE(two.start());
  ASSERT_TRUE(both(one, two, [&] { return one.revoking.size() == 2; }));
  // Longer than the session: draining takes its time, and nobody is thrown out.
  const auto begun = Clock::now();
  ASSERT_FALSE(both(
      one, two, [&] { return !two.owned.empty() || !one.lost.empty(); }, 8s));
  one.release();  // commits all it has read
  one.releases = true;
  ASSERT_TRUE(both(one, two, [&] { return one.owned.size() == 1 && two.owned.size() == 1; }));
  std::printf("held for %.1f s, then handed over\n", seconds_since(begun));
  ASSERT_FALSE(both(
      one, two, [&] { return one.records.size() + two.records.size() > 100; }, 1s));
}

TEST_F(KafkaGroupTest, ACommitForAPartitionThatIsNoLongerOursChangesNothing) {
  const auto articles = topic(2);
  produce(articles, 0, 100, 2);
  Reader one(source_options(articles));
  one.commits_at_release = false;
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(100));
  Reader two(source_options(articles));
  two.commits_at_release = false;
  ASSERT_TRUE(two.start());
  ASSERT_TRUE(both(one, two, [&] { return one.owned.size() == 1 && two.owned.size() == 1; }));
  for (const auto& [partition, assignment] : one.former) one.commit(partition, assignment, 50);
  one.go_on_for(2500ms);
  one.close();
  EXPECT_TRUE(client().committed(source_options(articles).group, articles).empty());
}

TEST_F(KafkaGroupTest, WhoDoesNotPollLosesItsPartitionsAndIsTold) {
  const auto articles = topic(1);
  produce(articles, 0, 100, 1);
  auto options = source_options(articles);
  options.poll_interval_max = 6s;
  Reader one(options);
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(100));
  const auto partition = one.records[0].partition;
  const auto old = one.records[0].assignment;
  std::this_thread::sleep_for(8s);
  ASSERT_TRUE(one.until([&] { return one.lost.size() == 1; }));
  one.commit(partition, old, 100);
  ASSERT_TRUE(one.until([&] { return one.owned.size() == 1; }));
  EXPECT_GT(one.owned.at(partition), old);
  one.commit(partition, old, 100);
  ASSERT_TRUE(one.read(200));  // again, because the late commit meant nothing
  EXPECT_EQ(one.records[100].offset.value, 0);
}

TEST_F(KafkaGroupTest, TwoDrainsThatMeetReadEverything) {
  const auto articles = topic(4);
  produce(articles, 0, 20'000, 4);
  auto options = source_options(articles);
  options.drain = true;
  Reader one(options);
  one.limit_bytes = 1000;
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(100));
  Reader two(options);
  two.limit_bytes = 1000;
  ASSERT_TRUE(two.start());
  ASSERT_TRUE(both(one, two, [&] { return one.owned.size() == 2 && two.owned.size() == 2; }));
  EXPECT_FALSE(one.ended || two.ended) << "handing over is no end";
  one.limit_bytes = two.limit_bytes = 1UL << 20U;
  ASSERT_TRUE(one.until([&] { return one.ended; }));
  one.commit_all();
  one.close();  // leaves
  EXPECT_FALSE(two.ended);
  ASSERT_TRUE(two.until([&] { return two.ended; }));
  auto all = bodies(one);
  all.merge(bodies(two));
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 20'000U);
}

TEST_F(KafkaGroupTest, ADrainGoesOnAfterASessionThatWasLost) {
  const auto articles = topic(1);
  produce(articles, 0, 1000, 1);
  auto options = source_options(articles);
  options.drain = true;
  options.poll_interval_max = 6s;
  Reader one(options);
  one.limit_bytes = 100;
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(20));
  std::this_thread::sleep_for(8s);
  ASSERT_TRUE(one.until([&] { return one.lost.size() == 1; }));
  EXPECT_FALSE(one.ended) << "what is lost is not done";
  one.limit_bytes = 1UL << 20U;
  ASSERT_TRUE(one.until([&] { return one.ended; }));
  const auto all = bodies(one);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 1000U);
}

TEST_F(KafkaGroupTest, AStoppedBrokerIsWaitedForAndNothingIsLost) {
  const auto articles = topic(2);
  produce(articles, 0, 1000, 2);
  Reader one(source_options(articles));
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(1000));
  one.commit_all();
  broker().pause();
  one.go_on_for(20s);
  EXPECT_FALSE(one.error) << one.error->detail;
  broker().resume();
  const auto begun = Clock::now();
  produce(articles, 1000, 2000, 2);
  ASSERT_TRUE(one.until([&] { return bodies(one).count("news 1999") > 0 && bodies(one).count("news 1998") > 0; }));
  std::printf("%.2f s after its return everything was there\n", seconds_since(begun));
  EXPECT_LT(seconds_since(begun), 10);
  const auto all = bodies(one);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 2000U);
}

TEST_F(KafkaGroupTest, AKilledBrokerIsWaitedForAndNothingIsLost) {
  const auto articles = topic(2);
  produce(articles, 0, 1000, 2);
  Reader one(source_options(articles));
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(1000));
  broker().kill();
  one.go_on_for(5s);
  EXPECT_FALSE(one.error) << one.error->detail;
  EXPECT_TRUE(one.source().trouble());
  broker().start();
  const auto begun = Clock::now();
  produce(articles, 1000, 2000, 2);
  ASSERT_TRUE(one.until([&] { return bodies(one).count("news 1999") > 0 && bodies(one).count("news 1998") > 0; }));
  std::printf("%.2f s after its return everything was there\n", seconds_since(begun));
  const auto all = bodies(one);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 2000U);
  EXPECT_FALSE(one.source().trouble());
}

TEST_F(KafkaGroupTest, EndsInTimeWhenTheBrokerDoesNotAnswer) {
  const auto articles = topic(1);
  produce(articles, 0, 100, 1);
  auto options = source_options(articles);
  options.connection.close_timeout = 2s;
  Reader one(options);
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(100));
  one.commit_all();
  broker().pause();
  const auto begun = Clock::now();
  one.close();
  const auto took = seconds_since(begun);
  broker().resume();
  std::printf("closed in %.1f s\n", took);
  EXPECT_LT(took, 8);
}

TEST_F(KafkaGroupTest, AStaticMemberIsBackBeforeItsSessionEndsWithoutARebalance) {
  const auto articles = topic(2);
  produce(articles, 0, 10, 2);
  auto first = source_options(articles);
  first.instance = "first";
  auto second = source_options(articles);
  second.instance = "second";
  Reader one(first);
  Reader two(second);
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(two.start());
  ASSERT_TRUE(both(one, two, [&] { return one.owned.size() == 1 && two.owned.size() == 1; }));
  const auto before = two.rebalances;
  one.close();
  Reader again(first);
  ASSERT_TRUE(again.start());
  ASSERT_TRUE(both(
      again, two, [&] { return again.owned.size() == 1; }, 20s));
  EXPECT_EQ(two.rebalances, before);
}

TEST_F(KafkaGroupTest, ASecondProcessWithOurInstanceNameEndsUs) {
  const auto articles = topic(1);
  auto options = source_options(articles);
  options.instance = "only-one";
  Reader one(options);
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.until([&] { return one.owned.size() == 1; }));
  Reader two(options);
  ASSERT_TRUE(two.start());
  (void)both(
      one, two, [] { return false; }, 15s);
  ASSERT_TRUE(one.error);
  EXPECT_EQ(one.error->fault, record::Fault::kFatal);
  EXPECT_EQ(one.error->code, io::kafka::code::kFenced);
}

TEST_F(KafkaGroupTest, CooperativeMembersKeepWhatTheyNeedNotGiveAway) {
  const auto articles = topic(4);
  produce(articles, 0, 400, 4);
  auto options = source_options(articles);
  options.connection.librdkafka["partition.assignment.strategy"] = "cooperative-sticky";
  Reader one(options);
  ASSERT_TRUE(one.start());
  ASSERT_TRUE(one.read(400));
  const auto before = one.rebalances;
  Reader two(options);
  ASSERT_TRUE(two.start());
  ASSERT_TRUE(both(one, two, [&] { return one.owned.size() == 2 && two.owned.size() == 2; }));
  EXPECT_EQ(one.rebalances, before);
  produce(articles, 400, 800, 4);
  ASSERT_TRUE(both(one, two, [&] { return one.records.size() + two.records.size() >= 800; }));
  auto all = bodies(one);
  all.merge(bodies(two));
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 800U);
  EXPECT_EQ(all.size(), 800U);
}

}  // namespace
}  // namespace tidings::test
