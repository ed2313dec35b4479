#include "daemon/log.h"

#include <gtest/gtest.h>

namespace tidings::daemon {
namespace {

using std::chrono::seconds;

class HeldClock final : public record::Clock {
 public:
  [[nodiscard]] time_point now() const override { return now_; }
  void pass(seconds time) { now_ += time; }

 private:
  time_point now_{};
};

class RateLimitTest : public testing::Test {
 protected:
  HeldClock clock_;
  RateLimit limit_{clock_, 2, seconds(60)};
};

TEST_F(RateLimitTest, LetsAFewThroughAndSwallowsTheRest) {
  EXPECT_TRUE(limit_.ask("bad_json").pass);
  EXPECT_TRUE(limit_.ask("bad_json").pass);
  EXPECT_FALSE(limit_.ask("bad_json").pass);
}

TEST_F(RateLimitTest, KeepsKindsApart) {
  for (int entry = 0; entry < 5; ++entry) (void)limit_.ask("bad_json");
  EXPECT_TRUE(limit_.ask("empty_body").pass);
}

TEST_F(RateLimitTest, SaysAfterTheIntervalHowManyItSwallowed) {
  for (int entry = 0; entry < 7; ++entry) (void)limit_.ask("bad_json");
  clock_.pass(seconds(59));
  EXPECT_FALSE(limit_.ask("bad_json").pass);
  clock_.pass(seconds(1));
  const auto verdict = limit_.ask("bad_json");
  EXPECT_TRUE(verdict.pass);
  EXPECT_EQ(verdict.swallowed, 6U);
  EXPECT_EQ(limit_.ask("bad_json").swallowed, 0U);
}

}  // namespace
}  // namespace tidings::daemon
