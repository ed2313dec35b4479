// The whole engine between two topics, in processes that are killed, added and taken away; an independent reader
// checks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "tests/kafka/process.h"
#include "tests/kafka/shared_broker.h"

namespace tidings::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kPartitions = 4;

struct Tally {
  std::size_t distinct = 0;
  std::size_t repeats = 0;
  std::size_t gaps = 0;  // a record before its predecessor in the partition was there
  std::size_t ids_with_two_bodies = 0;
};

class KafkaFlowTest : public KafkaTest {
 protected:
  void SetUp() override {
    input_ = named("input");
    output_ = named("output");
    rejected_ = named("rejected");
    log_ = std::filesystem::temp_directory_path() / (named("log-") + std::to_string(getpid()));
    client().create_topic(input_, kPartitions);
    client().create_topic(output_, 3);
    client().create_topic(rejected_, 1);
  }
  void TearDown() override { std::filesystem::remove(log_); }

  std::unique_ptr<Process> flow(const std::string& instance, int microseconds) {
    return std::make_unique<Process>(
        std::vector<std::string>{KAFKA_FLOW, broker().plain(), input_, named("group"), instance, output_, rejected_,
                                 std::to_string(microseconds)},
        log_);
  }
  void produce(int from, int to) {
    std::vector<KafkaRecord> records;
    for (int i = from; i < to; ++i) {
      records.push_back(
          {.partition = i % kPartitions, .offset = 0, .key = {}, .value = "news " + std::to_string(i), .headers = {}});
    }
    client().produce(input_, records);
  }
  [[nodiscard]] std::int64_t committed() const {
    std::int64_t sum = 0;
    for (const auto& [partition, offset] : client().committed(named("group"), input_)) sum += offset;
    return sum;
  }
  [[nodiscard]] bool wait_until_committed(std::int64_t count, std::chrono::seconds limit = 120s) const {
    for (const auto deadline = Clock::now() + limit; committed() < count;) {
      if (Clock::now() > deadline) return false;
      std::this_thread::sleep_for(100ms);
    }
    return true;
  }
  [[nodiscard]] Tally tally() const {
    Tally result;
    std::map<std::string, std::string> bodies;    // by id
    std::map<std::string, std::int64_t> highest;  // by key: the input partition
    simdjson::dom::parser parser;
    for (const auto& record : client().read_all(output_)) {
      const auto [known, fresh] = bodies.emplace(record.header("ce_id"), record.value);
      if (!fresh) {
        ++result.repeats;
        if (known->second != record.value) ++result.ids_with_two_bodies;
        continue;
      }
      const std::int64_t offset = parser.parse(record.value)["offset"];
      auto& last = highest.try_emplace(record.key, -1).first->second;
      if (offset != last + 1) ++result.gaps;
      last = std::max(last, offset);
    }
    result.distinct = bodies.size();
    return result;
  }
  // The broker is back: how long until something new is published?
  void expect_on_the_move_soon() const {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr auto kSoon = 30s;
#else
    constexpr auto kSoon = 5s;
#endif
    const auto begun = Clock::now();
    const auto before = client().count(output_);
    while (client().count(output_) == before && Clock::now() - begun < 60s) std::this_thread::sleep_for(20ms);
    const auto took = Clock::now() - begun;
    std::printf("on the move again %.2f s after the return\n", std::chrono::duration<double>(took).count());
    EXPECT_LT(took, kSoon) << said();
  }
  void wait_for_output() const {
    const auto begun = Clock::now();
    const auto before = client().count(output_);
    while (client().count(output_) == before && Clock::now() - begun < 10s) std::this_thread::sleep_for(20ms);
  }
  void expect_all(std::size_t count) const {
    const auto result = tally();
    std::printf("%zu documents, %zu of them again\n", result.distinct, result.repeats);
    EXPECT_EQ(result.distinct, count) << said();
    EXPECT_EQ(result.gaps, 0U);
    EXPECT_EQ(result.ids_with_two_bodies, 0U);
  }
  [[nodiscard]] std::string said() const {
    std::stringstream text;
    text << std::ifstream(log_).rdbuf();
    const auto whole = text.str();
    return whole.size() > 3000 ? whole.substr(whole.size() - 3000) : whole;
  }

  std::string input_;
  std::string output_;
  std::string rejected_;
  std::filesystem::path log_;
};

TEST_F(KafkaFlowTest, KilledTwentyTimesItLosesNothing) {
  constexpr int kRecords = 100'000;
  produce(0, kRecords);
  const auto seed = std::random_device{}();
  std::printf("seed %u\n", seed);
  std::mt19937 random(seed);
  int killed_at_work = 0;
  for (int kills = 0; kills < 20; ++kills) {
    const auto before = committed();
    auto process = flow("only", 300);
    wait_for_output();
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(0, 600)(random)));
    process->signal(SIGKILL);
    EXPECT_EQ(process->wait(10s), 128 + SIGKILL) << said();
    if (committed() < kRecords && committed() > before) ++killed_at_work;
  }
  auto process = flow("only", 0);
  ASSERT_TRUE(wait_until_committed(kRecords)) << said();
  process->signal(SIGTERM);
  EXPECT_EQ(process->wait(30s), 0) << said();
  std::printf("killed at work %d times\n", killed_at_work);
  EXPECT_GE(killed_at_work, 10);
  expect_all(kRecords);
}

TEST_F(KafkaFlowTest, TwoInstancesShareOneIsTakenAwayOneIsAdded) {
  constexpr int kRecords = 40'000;
  produce(0, kRecords / 2);
  auto one = flow("", 300);
  ASSERT_TRUE(wait_until_committed(1000)) << said();
  auto two = flow("", 300);
  std::this_thread::sleep_for(2s);
  produce(kRecords / 2, kRecords);
  one->signal(SIGTERM);
  EXPECT_EQ(one->wait(30s), 0) << said();
  auto three = flow("", 0);
  ASSERT_TRUE(wait_until_committed(kRecords)) << said();
  two->signal(SIGTERM);
  three->signal(SIGTERM);
  EXPECT_EQ(two->wait(30s), 0) << said();
  EXPECT_EQ(three->wait(30s), 0) << said();
  expect_all(kRecords);
  EXPECT_EQ(tally().repeats, 0U);  // whoever left drained first
}

TEST_F(KafkaFlowTest, AnInstanceThatIsKilledIsReplacedByTheOther) {
  constexpr int kRecords = 20'000;
  produce(0, kRecords);
  auto one = flow("", 300);
  auto two = flow("", 300);
  ASSERT_TRUE(wait_until_committed(1000)) << said();
  one->signal(SIGKILL);
  ASSERT_TRUE(wait_until_committed(kRecords)) << said();
  two->signal(SIGTERM);
  EXPECT_EQ(two->wait(30s), 0) << said();
  expect_all(kRecords);
}

TEST_F(KafkaFlowTest, ABrokerThatPausesForTwentySecondsIsWaitedFor) {
  constexpr int kRecords = 40'000;
  produce(0, kRecords);
  auto process = flow("only", 300);
  ASSERT_TRUE(wait_until_committed(1000)) << said();
  broker().pause();
  std::this_thread::sleep_for(20s);
  EXPECT_TRUE(process->running()) << said();
  broker().resume();
  expect_on_the_move_soon();
  ASSERT_TRUE(wait_until_committed(kRecords)) << said();
  process->signal(SIGTERM);
  EXPECT_EQ(process->wait(30s), 0) << said();
  expect_all(kRecords);
}

TEST_F(KafkaFlowTest, ABrokerThatDiesAndReturnsIsWaitedFor) {
  constexpr int kRecords = 40'000;
  produce(0, kRecords);
  auto process = flow("only", 300);  // one without a name would wait for the session of its former self
  ASSERT_TRUE(wait_until_committed(1000)) << said();
  broker().kill();
  std::this_thread::sleep_for(5s);
  EXPECT_TRUE(process->running()) << said();
  broker().start();
  expect_on_the_move_soon();
  ASSERT_TRUE(wait_until_committed(kRecords)) << said();
  process->signal(SIGTERM);
  EXPECT_EQ(process->wait(30s), 0) << said();
  expect_all(kRecords);
}

TEST_F(KafkaFlowTest, PoisonEndsInTheDeadLetterTopicWithReasonAndOrigin) {
  std::vector<KafkaRecord> records;
  for (int i = 0; i < 1000; ++i) {
    auto& record = records.emplace_back();
    record.partition = i % kPartitions;
    record.value = "news " + std::to_string(i);
    record.headers = {{"trace", "t" + std::to_string(i)}};
    if (i % 50 == 7) record.value = "poison " + std::to_string(i);
    if (i == 500) record.value = "poison " + std::string(3'000'000, '\x01');  // as JSON six times as long
    if (i == 501) record.value = std::string(9'000'000, 'x');                 // over max_record_bytes
    if (i == 502) record.value = std::string(1'500'000, 'x');                 // its document is over the broker's limit
  }
  client().produce(input_, records);
  auto process = flow("", 0);
  ASSERT_TRUE(wait_until_committed(1000)) << said();
  process->signal(SIGTERM);
  EXPECT_EQ(process->wait(30s), 0) << said();
  std::map<std::string, int> reasons;
  simdjson::dom::parser parser;
  const auto rejected = client().read_all(rejected_);
  for (const auto& letter : rejected) {
    const simdjson::dom::element json = parser.parse(letter.value);
    ++reasons[std::string(std::string_view(json["reason"]))];
    EXPECT_EQ(std::string_view(json["topic"]), input_);
    const auto number = std::int64_t(json["offset"]) * kPartitions + std::int64_t(json["partition"]);
    EXPECT_EQ(std::string_view(json["headers"].at(0)["value"]), "t" + std::to_string(number));
  }
  EXPECT_EQ(reasons, (std::map<std::string, int>{{"bad_json", 21}, {"too_large", 1}, {"refused", 1}}));
  EXPECT_EQ(client().read_all(output_).size(), 1000U - rejected.size());
}

}  // namespace
}  // namespace tidings::test
