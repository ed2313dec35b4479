#include "pipeline/io/kafka/ages.h"

#include <gtest/gtest.h>

namespace tidings::io::kafka {
namespace {

using record::Offset;

Ages::Time at(int second) { return Ages::Time{} + std::chrono::seconds(second); }

TEST(KafkaAges, KnowTheOldestThatIsNotDone) {
  Ages ages;
  EXPECT_FALSE(ages.oldest());
  ages.delivered(Offset{10}, Offset{20}, at(1));
  ages.delivered(Offset{20}, Offset{25}, at(2));
  EXPECT_EQ(ages.oldest(), at(1));
  ages.committed(Offset{19});
  EXPECT_EQ(ages.oldest(), at(1)) << "one of the first ten is open";
  ages.committed(Offset{21});
  EXPECT_EQ(ages.oldest(), at(2));
  ages.committed(Offset{25});
  EXPECT_FALSE(ages.oldest());
}

TEST(KafkaAges, ForgetWhatComesAgainAfterARewind) {
  Ages ages;
  ages.delivered(Offset{10}, Offset{20}, at(1));
  ages.delivered(Offset{20}, Offset{30}, at(2));
  ages.committed(Offset{15});
  ages.delivered(Offset{15}, Offset{40}, at(1));
  ages.committed(Offset{39});
  EXPECT_EQ(ages.oldest(), at(1));
  ages.committed(Offset{40});
  EXPECT_FALSE(ages.oldest());
}

TEST(KafkaAges, SayNothingOfARecordWithoutATime) {
  Ages ages;
  ages.delivered(Offset{0}, Offset{1}, std::nullopt);
  ages.delivered(Offset{1}, Offset{2}, at(5));
  EXPECT_FALSE(ages.oldest());
  ages.committed(Offset{1});
  EXPECT_EQ(ages.oldest(), at(5));
}

}  // namespace
}  // namespace tidings::io::kafka
