#include "pipeline/io/kafka/failure.h"

#include <gtest/gtest.h>

#include "pipeline/io/kafka/code.h"
#include "pipeline/io/kafka/suspects.h"
#include "pipeline/io/kafka/topics.h"

namespace tidings::io::kafka {
namespace {

using record::Fault;

TEST(KafkaFailure, SaysWhetherTheOperatorOrTheBrokerMustAct) {
  EXPECT_EQ(failure_of(RD_KAFKA_RESP_ERR__AUTHENTICATION, "").code, code::kAuthentication);
  EXPECT_EQ(failure_of(RD_KAFKA_RESP_ERR__AUTHENTICATION, "").fault, Fault::kFatal);
  EXPECT_EQ(failure_of(RD_KAFKA_RESP_ERR__TRANSPORT, "").fault, Fault::kTransient);
  EXPECT_EQ(failure_of(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "").code, code::kTopicMissing);
}

TEST(KafkaFailure, TellsRecordsThatNobodyCanReadFromWhatPasses) {
  EXPECT_TRUE(is_unreadable(RD_KAFKA_RESP_ERR__BAD_MSG));
  EXPECT_TRUE(is_unreadable(RD_KAFKA_RESP_ERR__BAD_COMPRESSION));
  EXPECT_TRUE(is_unreadable(RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED));
  EXPECT_FALSE(is_unreadable(RD_KAFKA_RESP_ERR__TRANSPORT));
  EXPECT_FALSE(is_unreadable(RD_KAFKA_RESP_ERR__PARTITION_EOF));
}

TEST(KafkaTrouble, KeepsWhatExplainsBest) {
  Trouble trouble;
  EXPECT_FALSE(trouble.worst());
  trouble.note(RD_KAFKA_RESP_ERR__TRANSPORT, "connection refused");
  trouble.note(RD_KAFKA_RESP_ERR__AUTHENTICATION, "wrong password");
  trouble.note(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
  ASSERT_TRUE(trouble.worst());
  EXPECT_EQ(trouble.worst()->code, code::kAuthentication);
  trouble.clear();
  EXPECT_FALSE(trouble.worst());
  trouble.note(RD_KAFKA_RESP_ERR__TRANSPORT, "connection refused");
  EXPECT_EQ(trouble.worst()->code, code::kUnavailable);
}

TEST(KafkaTrouble, ThatAllAreDownIsLessThanWhyOneIs) {
  Trouble trouble;
  trouble.note(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
  ASSERT_TRUE(trouble.worst());
  trouble.note(RD_KAFKA_RESP_ERR__TRANSPORT, "connection refused");
  trouble.note(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
  EXPECT_EQ(trouble.worst()->detail, "connection refused (_TRANSPORT)");
}

TEST(KafkaTrouble, OneClosedConnectionDoesNotLast) {
  Trouble trouble;
  trouble.note(RD_KAFKA_RESP_ERR__TRANSPORT, "Disconnected");
  EXPECT_FALSE(trouble.lasting());
  trouble.note(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
  ASSERT_TRUE(trouble.lasting());
  EXPECT_EQ(trouble.lasting()->detail, "Disconnected (_TRANSPORT)");
  trouble.clear();
  EXPECT_FALSE(trouble.lasting());
}

TEST(KafkaSuspects, AreForgottenRatherThanCollected) {
  Suspects suspects(2);
  suspects.suspect("a");
  suspects.suspect("b");
  EXPECT_TRUE(suspects.suspected("a"));
  suspects.acquit("a");
  EXPECT_FALSE(suspects.suspected("a"));
  suspects.suspect("c");
  suspects.suspect("d");
  EXPECT_FALSE(suspects.suspected("b"));
  EXPECT_TRUE(suspects.suspected("d"));
}

TEST(KafkaTopics, APartitionIsTheSameWhateverElseIsConfigured) {
  const std::vector<std::string> one{"articles"};
  const std::vector<std::string> many{"wires", "articles", "blogs"};
  const auto few = Topics::make(one);
  const auto all = Topics::make(many);
  ASSERT_TRUE(few && all);
  EXPECT_EQ(few->partition("articles", 3), all->partition("articles", 3));
  EXPECT_NE(all->partition("articles", 3), all->partition("blogs", 3));
  EXPECT_EQ(all->name(*all->partition("blogs", 12)), "blogs/12");
  EXPECT_EQ(record::number_of(*all->partition("blogs", 12)), 12U);
  EXPECT_EQ(all->partition("unknown", 0), std::nullopt);
  EXPECT_EQ(all->partition("blogs", -1), std::nullopt);
  EXPECT_LT(all->partition("blogs", 0)->value, std::uint64_t{1} << 63U);
}

TEST(KafkaTopics, StayTheSameInEveryVersionOfThisProgram) {
  const std::vector<std::string> names{"articles"};
  const auto topics = Topics::make(names);
  ASSERT_TRUE(topics);
  EXPECT_EQ(topics->partition("articles", 1),
            (record::Partition{0x403c616f00000001}));  // golden: positions in stores depend on it
}

TEST(KafkaTopics, ATopicNamedTwiceIsRefused) {
  const std::vector<std::string> names{"articles", "articles"};
  const auto topics = Topics::make(names);
  ASSERT_FALSE(topics);
  EXPECT_EQ(topics.error().code, code::kBadSetting);
}

}  // namespace
}  // namespace tidings::io::kafka
