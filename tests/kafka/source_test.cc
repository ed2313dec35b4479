#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "pipeline/io/kafka/code.h"
#include "pipeline/record/id.h"
#include "pipeline/record/reason.h"
#include "tests/kafka/reader.h"
#include "tests/kafka/shared_broker.h"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using record::number_of;
using testing::ElementsAre;
using testing::HasSubstr;
namespace code = io::kafka::code;

constexpr auto kTraceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

std::vector<KafkaRecord> numbered(int count, int partitions) {
  std::vector<KafkaRecord> records;
  for (int i = 0; i < count; ++i) {
    records.push_back(
        {.partition = i % partitions, .offset = 0, .key = {}, .value = "news " + std::to_string(i), .headers = {}});
  }
  return records;
}

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t pages = 0;
  statm >> pages >> pages;
  return pages * 4096;
}

class KafkaSourceTest : public KafkaTest {
 protected:
  std::string topic(int partitions = 1) {
    const auto name = named("articles");
    client().create_topic(name, partitions);
    return name;
  }
};

TEST_F(KafkaSourceTest, BringsEveryRecordInTheOrderOfItsPartition) {
  const auto articles = topic(3);
  client().produce(articles, numbered(3000, 3));
  Reader reader(source_options(articles));
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(3000));
  std::map<record::Partition, std::int64_t> next;
  for (const auto& input : reader.records) EXPECT_EQ(input.offset.value, next[input.partition]++);
  EXPECT_EQ(next.size(), 3U);
  EXPECT_EQ(reader.source().name(reader.records[0].partition),
            articles + "/" + std::to_string(number_of(reader.records[0].partition)));
}

TEST_F(KafkaSourceTest, ARecordKeepsHeadersTypeTimeAndContainer) {
  const auto articles = topic();
  client().produce(articles, {{.partition = 0,
                               .offset = 0,
                               .key = "k",
                               .value = "{}",
                               .headers = {{"Content-Type", "application/json"}, {"trace", std::string("\0\xff", 2)}}},
                              {.partition = 0,
                               .offset = 0,
                               .key = {},
                               .value = "{}",
                               .headers = {{"Traceparent", kTraceparent}, {"traceparent", "what"}}}});
  Reader reader(source_options(articles));
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(2));
  EXPECT_EQ(reader.records[1].traceparent, kTraceparent);
  const auto& input = reader.records[0];
  EXPECT_EQ(input.body, "{}");
  EXPECT_EQ(input.key, "k");
  EXPECT_EQ(input.traceparent, "");
  EXPECT_EQ(input.content_type, "application/json");
  EXPECT_THAT(input.headers, ElementsAre(record::Header{"Content-Type", "application/json"},
                                         record::Header{"trace", std::string("\0\xff", 2)}));
  EXPECT_EQ(*input.container, articles);
  EXPECT_EQ(input.from, record::From::kQueue);
  ASSERT_TRUE(input.timestamp);
  EXPECT_LT(std::chrono::abs(std::chrono::system_clock::now() - *input.timestamp), 60s);
}

TEST_F(KafkaSourceTest, AnotherGoesOnFromWhatWasCommittedAndNoFurther) {
  const auto articles = topic();
  client().produce(articles, numbered(100, 1));
  {
    Reader reader(source_options(articles));
    reader.commits_at_release = false;
    ASSERT_TRUE(reader.start());
    ASSERT_TRUE(reader.read(100));
    reader.commit(reader.records[0].partition, reader.records[0].assignment, 40);
  }
  EXPECT_THAT(client().committed(source_options(articles).group, articles), ElementsAre(std::pair(0, 40)));
  Reader next(source_options(articles));
  ASSERT_TRUE(next.start());
  ASSERT_TRUE(next.read(1));
  EXPECT_EQ(next.records[0].offset.value, 40);
}

TEST_F(KafkaSourceTest, NothingIsCommittedThatTheLedgerDidNotName) {
  const auto articles = topic();
  client().produce(articles, numbered(100, 1));
  {
    Reader reader(source_options(articles));
    reader.commits_at_release = false;
    ASSERT_TRUE(reader.start());
    ASSERT_TRUE(reader.read(100));
    reader.go_on_for(2500ms);  // two commit intervals
  }
  EXPECT_TRUE(client().committed(source_options(articles).group, articles).empty());
}

TEST_F(KafkaSourceTest, TellsHowFarItsPartitionsAreAndNoOthers) {
  const auto articles = topic(2);
  client().produce(articles, numbered(100, 2));
  Reader reader(source_options(articles));
  EXPECT_TRUE(reader.source().statistics().partitions.empty());
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(100));
  const auto& first = reader.records[0];
  reader.commit(first.partition, first.assignment, 40);
  const auto ends_known = [&] {
    const auto all = reader.source().statistics().partitions;
    return all.size() == 2 && all[0].end && all[1].end;
  };
  ASSERT_TRUE(reader.until(ends_known));
  for (const auto& one : reader.source().statistics().partitions) {
    EXPECT_EQ(one.topic, articles);
    EXPECT_EQ(one.end, 50);
    EXPECT_EQ(one.delivered, 50);
    EXPECT_EQ(one.lag(), one.number == static_cast<std::int32_t>(number_of(first.partition)) ? 10 : 50);
  }
  EXPECT_EQ(reader.source().statistics().assigned, 1U);
}

TEST_F(KafkaSourceTest, RewindsToWhatIsDurableUnderANewAssignment) {
  const auto articles = topic();
  client().produce(articles, numbered(100, 1));
  Reader reader(source_options(articles));
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(100));
  const auto first = reader.records[0];
  reader.commit(first.partition, first.assignment, 40);
  ASSERT_TRUE(reader.source().rewind({}));
  reader.records.clear();
  ASSERT_TRUE(reader.read(60));
  reader.go_on_for(300ms);
  ASSERT_EQ(reader.records.size(), 60U);
  EXPECT_EQ(reader.records[0].offset.value, 40);
  EXPECT_GT(reader.records[0].assignment, first.assignment);
  EXPECT_EQ(reader.records[59].offset.value, 99);
}

TEST_F(KafkaSourceTest, DrainingItEndsWithWhatIsThereAndWhereNothingIs) {
  const auto articles = topic(3);
  client().produce(articles, numbered(200, 2));  // the third partition stays empty
  auto options = source_options(articles);
  options.drain = true;
  {
    Reader reader(options);
    ASSERT_TRUE(reader.start());
    ASSERT_TRUE(reader.until([&] { return reader.ended; }));
    EXPECT_EQ(reader.records.size(), 200U);
    ASSERT_TRUE(reader.source().rewind({}));
    reader.records.clear();
    reader.ended = false;
    ASSERT_TRUE(reader.until([&] { return reader.ended; }));
    EXPECT_EQ(reader.records.size(), 200U);
    reader.commit_all();
  }
  Reader again(options);
  ASSERT_TRUE(again.start());
  ASSERT_TRUE(again.until([&] { return again.ended; }));
  EXPECT_TRUE(again.records.empty());
}

TEST_F(KafkaSourceTest, RewindsToItsBeginningWhereNothingIsDurable) {
  const auto articles = topic(2);
  client().produce(articles, numbered(200, 2));
  Reader reader(source_options(articles));
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(150));
  ASSERT_TRUE(reader.source().rewind({}));
  reader.records.clear();
  ASSERT_TRUE(reader.read(200));
  std::set<std::string> bodies;
  for (const auto& input : reader.records) bodies.insert(input.body);
  EXPECT_EQ(bodies.size(), 200U);
  EXPECT_EQ(reader.records.size(), 200U);
}

TEST_F(KafkaSourceTest, BeginsWhereTheSinkSaysIfTheGroupIsBehind) {
  const auto articles = topic();
  client().produce(articles, numbered(100, 1));
  Reader probe(source_options(articles));
  ASSERT_TRUE(probe.start());
  ASSERT_TRUE(probe.read(100));
  const auto partition = probe.records[0].partition;
  probe.commit(partition, probe.records[0].assignment, 30);
  probe.commits_at_release = false;
  probe.close();

  const io::Position ahead{partition, {}, record::Offset{70}};
  Reader from_sink(source_options(articles));
  from_sink.commits_at_release = false;
  ASSERT_TRUE(from_sink.start({&ahead, 1}));
  ASSERT_TRUE(from_sink.read(1));
  EXPECT_EQ(from_sink.records[0].offset.value, 70);
  from_sink.close();

  const io::Position behind{partition, {}, record::Offset{10}};
  Reader from_group(source_options(articles));
  ASSERT_TRUE(from_group.start({&behind, 1}));
  ASSERT_TRUE(from_group.read(1));
  EXPECT_EQ(from_group.records[0].offset.value, 30);
}

TEST_F(KafkaSourceTest, HeldBackItKeepsItsMembershipAndBoundsItsMemory) {
  const auto articles = topic(2);
  const std::string body(100'000, 'x');
  std::vector<KafkaRecord> backlog;
  for (int i = 0; i < 1000; ++i) {
    backlog.push_back({.partition = i % 2, .offset = 0, .key = {}, .value = std::to_string(i) + body, .headers = {}});
  }
  client().produce(articles, backlog);
  backlog = {};
  auto options = source_options(articles);
  options.fetch_bytes = 2UL << 20U;
  options.poll_interval_max = 6s;
  Reader reader(options);
  reader.limit_bytes = 0;
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.until([&] { return reader.owned.size() == 2; }));
  const auto before = resident_bytes();
  reader.go_on_for(9s);  // longer than session and poll interval
  EXPECT_LT(resident_bytes(), before + (16UL << 20U));
  EXPECT_TRUE(reader.records.empty());
  // What is held back is not fetched, and its lag is known all the same.
  const auto held = reader.source().statistics();
  ASSERT_EQ(held.partitions.size(), 2U);
  for (const auto& one : held.partitions) EXPECT_EQ(one.lag(), 500) << one.number;
  EXPECT_EQ(reader.rebalances, 2);
  EXPECT_TRUE(reader.lost.empty());
  reader.limit_bytes = 1UL << 20U;
  const auto begun = std::chrono::steady_clock::now();
  std::size_t count = 0;
  ASSERT_TRUE(reader.until([&] {
    count += reader.records.size();
    reader.records.clear();
    return count == 1000;
  }));
  std::printf("100 MB drained in %.2f s\n",
              std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
}

TEST_F(KafkaSourceTest, OnePollBringsNoMoreThanItsLimitButForOneLongRecord) {
  const auto articles = topic();
  client().produce(articles, {{.partition = 0, .offset = 0, .key = {}, .value = std::string(600, 'a'), .headers = {}},
                              {.partition = 0, .offset = 0, .key = {}, .value = std::string(600, 'b'), .headers = {}},
                              {.partition = 0, .offset = 0, .key = {}, .value = std::string(5000, 'c'), .headers = {}},
                              {.partition = 0, .offset = 0, .key = {}, .value = "d", .headers = {}}});
  Reader reader(source_options(articles));
  reader.limit_bytes = 1000;
  ASSERT_TRUE(reader.start());
  std::vector<std::size_t> polls;
  ASSERT_TRUE(reader.until([&] {
    static std::size_t seen = 0;
    if (reader.records.size() > seen) polls.push_back(std::exchange(seen, reader.records.size()) - 0);
    return reader.records.size() == 4;
  }));
  EXPECT_THAT(polls, ElementsAre(0, 1, 2, 3));
}

TEST_F(KafkaSourceTest, PoisonOfEverySizeComesThroughAndWhatIsTooLongComesCut) {
  const auto articles = topic();
  std::vector<KafkaRecord> records;
  for (const std::size_t size : {0UL, 1UL, 999'999UL, 2'000'000UL, 8'388'608UL, 8'388'609UL, 15'000'000UL, 3UL}) {
    records.push_back({.partition = 0, .offset = 0, .key = {}, .value = std::string(size, 'z'), .headers = {}});
  }
  client().produce(articles, records);
  Reader reader(source_options(articles));
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(records.size()));
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto& input = reader.records[i];
    const auto& body = records[i].value;
    if (body.size() <= source_options(articles).record_bytes_max) {
      EXPECT_EQ(input.body, body) << i;
      EXPECT_FALSE(input.broken || input.cut) << i;
      continue;
    }
    EXPECT_EQ(input.body, body.substr(0, 65'536)) << i;
    ASSERT_TRUE(input.cut && input.broken) << i;
    EXPECT_EQ(input.cut->length, body.size());
    EXPECT_EQ(input.cut->sha256, record::sha256_hex(body));
    EXPECT_EQ(input.broken->code, record::reason::kTooLarge);
  }
}

TEST_F(KafkaSourceTest, ClosesWithRecordsLeftUnread) {
  const auto articles = topic(2);
  client().produce(articles, numbered(20'000, 2));
  auto options = source_options(articles);
  {
    Reader reader(options);
    reader.limit_bytes = 100;
    ASSERT_TRUE(reader.start());
    ASSERT_TRUE(reader.read(5));
    reader.limit_bytes = 0;
    reader.go_on_for(500ms);
  }
  SUCCEED();
}

TEST_F(KafkaSourceTest, WakeEndsAWaitingPoll) {
  const auto articles = topic();
  Reader reader(source_options(articles));
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.until([&] { return !reader.owned.empty(); }));
  reader.wait = 20s;
  const auto begun = std::chrono::steady_clock::now();
  std::thread waker([&] {
    std::this_thread::sleep_for(200ms);
    reader.source().wake();
  });
  reader.step();
  waker.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  reader.source().wake();  // nobody waits: ends the next one
  reader.step();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST_F(KafkaSourceTest, ATopicThatIsNotThereIsNamed) {
  Reader reader(source_options("no-such-topic"));
  const auto started = reader.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().fault, record::Fault::kFatal);
  EXPECT_EQ(started.error().code, code::kTopicMissing);
  EXPECT_THAT(started.error().detail, HasSubstr("no-such-topic"));
}

TEST_F(KafkaSourceTest, ATopicDeletedWhileRunningEndsItWithAClearError) {
  const auto articles = topic();
  client().produce(articles, numbered(10, 1));
  auto options = source_options(articles);
  options.missing_topic_timeout = 2s;
  Reader reader(options);
  ASSERT_TRUE(reader.start());
  ASSERT_TRUE(reader.read(10));
  client().delete_topic(articles);
  const auto begun = std::chrono::steady_clock::now();
  (void)reader.until([] { return false; }, 60s);
  ASSERT_TRUE(reader.error);
  EXPECT_EQ(reader.error->code, code::kTopicMissing);
  EXPECT_THAT(reader.error->detail, HasSubstr(articles));
  std::printf("noticed after %.1f s\n",
              std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
}

TEST_F(KafkaSourceTest, AnUnknownSettingOfTheClientIsNamed) {
  const auto articles = topic();
  auto options = source_options(articles);
  options.connection.librdkafka["fetch.wiat.max.ms"] = "5";
  Reader reader(options);
  const auto started = reader.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, code::kBadSetting);
  EXPECT_THAT(started.error().detail, HasSubstr("fetch.wiat.max.ms"));
}

TEST_F(KafkaSourceTest, WithoutABrokerTheStartFailsInTime) {
  auto options = source_options("articles");
  options.connection.brokers = "127.0.0.1:1";
  options.connection.start_timeout = 2s;
  Reader reader(options);
  const auto begun = std::chrono::steady_clock::now();
  const auto started = reader.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, code::kUnavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 6s);
}

}  // namespace
}  // namespace tidings::test
