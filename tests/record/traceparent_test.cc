#include "pipeline/record/traceparent.h"

#include <gtest/gtest.h>

#include <string>

namespace tidings::record {
namespace {

const std::string kGood = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(Traceparent, IsWhatTraceContextWrites) {
  EXPECT_TRUE(is_traceparent(kGood));
  EXPECT_TRUE(is_traceparent("cc" + kGood.substr(2)));
}

TEST(Traceparent, IsNothingElse) {
  EXPECT_FALSE(is_traceparent(""));
  EXPECT_FALSE(is_traceparent("t-17"));
  EXPECT_FALSE(is_traceparent(kGood + "-what"));
  EXPECT_FALSE(is_traceparent("ff" + kGood.substr(2)));
  auto capital = kGood;
  capital[4] = 'B';
  EXPECT_FALSE(is_traceparent(capital));
  auto joined = kGood;
  joined[35] = '0';
  EXPECT_FALSE(is_traceparent(joined));
  EXPECT_FALSE(is_traceparent("00-" + std::string(32, '0') + kGood.substr(35)));
  EXPECT_FALSE(is_traceparent(kGood.substr(0, 36) + std::string(16, '0') + "-01"));
}

}  // namespace
}  // namespace tidings::record
