#include "config/nearest.h"

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

TEST(EditDistance, CountsWhatMakesOneWordOfTheOther) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("workers", "workers"), 0U);
  EXPECT_EQ(edit_distance("workers", "wrokers"), 1U);
  EXPECT_EQ(edit_distance("workers", "worker"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(NearestKey, FindsATypoInItsSection) {
  EXPECT_EQ(nearest_key("flow.wrokers"), "flow.workers");
  EXPECT_EQ(nearest_key("flow.budget"), "");  // six letters away
  EXPECT_EQ(nearest_key("flow.retry.atempts"), "flow.retry.attempts");
  EXPECT_EQ(nearest_key("flw"), "flow");
  EXPECT_EQ(nearest_key("sources"), "source");
}

TEST(NearestKey, FindsAKeyThatBelongsElsewhere) {
  EXPECT_EQ(nearest_key("workers"), "flow.workers");
  EXPECT_EQ(nearest_key("flow.attempts"), "flow.retry.attempts");
  EXPECT_EQ(nearest_key("sink.max_record_bytes"), "source.max_record_bytes");
}

TEST(NearestKey, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(nearest_key("zebra"), "");
  EXPECT_EQ(nearest_key("x"), "");
  EXPECT_EQ(nearest_key(""), "");
  EXPECT_EQ(nearest_key("flow." + std::string(1'000'000, 'x')), "");
}

}  // namespace
}  // namespace tidings::config
