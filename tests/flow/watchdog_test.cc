#include "pipeline/flow/watchdog.h"

#include <gtest/gtest.h>

#include "pipeline/flow/retry.h"

namespace tidings::flow {
namespace {

using std::chrono::seconds;

class WatchdogTest : public testing::Test {
 protected:
  std::optional<Watchdog::Stall> after(seconds time) { return watchdog_.look(start_ + time); }
  Progress stage_{"normalise"};
  Progress sink_{"sink"};
  Watchdog watchdog_{{&stage_, &sink_}, seconds(30)};
  record::Clock::time_point start_{seconds(1000)};
};

TEST_F(WatchdogTest, IsContentWithAnIdleFlow) {
  EXPECT_FALSE(after(seconds(0)));
  EXPECT_FALSE(after(seconds(500)));
  EXPECT_FALSE(watchdog_.stalled());
}

TEST_F(WatchdogTest, NamesThePartThatHoldsWorkAndMakesNoStep) {
  stage_.in_hand = 1;
  sink_.in_hand = 1;
  EXPECT_FALSE(after(seconds(0)));
  sink_.moved = 1;
  EXPECT_FALSE(after(seconds(29)));
  const auto stall = after(seconds(31));
  ASSERT_TRUE(stall);
  EXPECT_EQ(stall->part, "normalise");
  EXPECT_EQ(stall->since, seconds(31));
}

TEST_F(WatchdogTest, TellsAStandstillOnce) {
  stage_.in_hand = 1;
  EXPECT_FALSE(after(seconds(0)));
  EXPECT_TRUE(after(seconds(30)));
  EXPECT_FALSE(after(seconds(31)));
  EXPECT_TRUE(watchdog_.stalled());
}

TEST_F(WatchdogTest, IsContentAgainAfterAStep) {
  stage_.in_hand = 1;
  EXPECT_FALSE(after(seconds(0)));
  EXPECT_TRUE(after(seconds(30)));
  stage_.moved = 1;
  EXPECT_FALSE(after(seconds(40)));
  EXPECT_FALSE(watchdog_.stalled());
}

TEST_F(WatchdogTest, CountsFromWhenTheWorkCame) {
  EXPECT_FALSE(after(seconds(0)));
  stage_.in_hand = 1;
  EXPECT_FALSE(after(seconds(100)));
  EXPECT_FALSE(after(seconds(129)));
  EXPECT_TRUE(after(seconds(130)));
}

TEST(Retry, DoublesItsPauseUpToTheMost) {
  const Retry retry{
      .attempts = 9, .delay_min = std::chrono::milliseconds(100), .delay_max = std::chrono::milliseconds(350)};
  EXPECT_EQ(retry.delay_before(2), std::chrono::milliseconds(100));
  EXPECT_EQ(retry.delay_before(3), std::chrono::milliseconds(200));
  EXPECT_EQ(retry.delay_before(4), std::chrono::milliseconds(350));
  EXPECT_EQ(retry.delay_before(1'000'000), std::chrono::milliseconds(350));
}

}  // namespace
}  // namespace tidings::flow
