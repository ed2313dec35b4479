#include "daemon/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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

TEST(InOneLine, WritesControlCharactersOut) {
  EXPECT_EQ(in_one_line("a\nb\r\tc\x1b[2Jd\x7f"), "a\\x0ab\\x0d\\x09c\\x1b[2Jd\\x7f");
  EXPECT_EQ(in_one_line("a\xc2\x9b"
                        "2Jb\xc2\x85"),
            "a\\x9b2Jb\\x85");
}

TEST(InOneLine, LeavesTextAsItIs) { EXPECT_EQ(in_one_line("Söul “x” £5 à 東京"), "Söul “x” £5 à 東京"); }

TEST(InOneLine, IsUtf8) { EXPECT_EQ(in_one_line("caf\xe9.txt"), "caf\xef\xbf\xbd.txt"); }

// What is logged when a file of that name is rejected for that reason.
std::string logged(config::LogFormat format, const std::string& name, const std::string& detail) {
  testing::internal::CaptureStderr();
  set_up_log({.format = format});
  record::Input input;
  input.container = std::make_shared<const std::string>(name);
  const HeldClock clock;
  LogListener(clock).rejected(input, "normalise", {record::Fault::kBadInput, "bad_json", detail});
  flush_log();
  return testing::internal::GetCapturedStderr();
}

const std::string kForged = "a.txt\n1999-01-01T00:00:00.000Z error   all is lost\x1b[2J";

TEST(Log, KeepsEveryTextEntryInItsLine) {
  const auto log = logged(config::LogFormat::kText, kForged, kForged);
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;
  EXPECT_EQ(log.find('\x1b'), std::string::npos);
  EXPECT_THAT(log, testing::HasSubstr("a.txt\\x0a1999-01-01T00:00:00.000Z error   all is lost\\x1b[2J rejected by"));
}

TEST(Log, KeepsEveryJsonEntryInItsLine) {
  const auto log = logged(config::LogFormat::kJson, kForged, "caf\xe9");
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;
  EXPECT_THAT(log, testing::HasSubstr("a.txt\\u000a1999"));
  EXPECT_THAT(log, testing::HasSubstr("caf\xef\xbf\xbd"));
}

TEST(Log, DoesNotTellOfEveryOneOfManyRewinds) {
  testing::internal::CaptureStderr();
  set_up_log({});
  const HeldClock clock;
  LogListener listener(clock);
  for (int n = 0; n < 1000; ++n) listener.rewound({record::Fault::kRewind, "refused", "too large"});
  flush_log();
  const auto log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, testing::HasSubstr("starting over from what is committed: refused: too large"));
  EXPECT_LT(std::count(log.begin(), log.end(), '\n'), 100);
}

}  // namespace
}  // namespace tidings::daemon
