#include "pipeline/correlate/correlator.h"

#include <gmock/gmock.h>

#include "tests/correlate/events.h"

namespace tidings::correlate {
namespace {

using record::Change;
using record::Update;

std::vector<Update> take(Correlator& correlator, const std::vector<record::Event>& events) {
  std::vector<Update> updates;
  EXPECT_TRUE(correlator.take(events.at(0).article, events, updates));
  return updates;
}

TEST(Correlator, JoinsWhatTwoArticlesTellOfOneHappening) {
  Correlator correlator(nullptr, {});
  const auto first = take(correlator, {Telling("a").on("2022-01-21").told()});
  const auto second = take(correlator, {Telling("b").on("2022-01-21").told()});

  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].change, Change::kCreated);
  EXPECT_EQ(first[0].revision, 1U);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].incident, first[0].incident);
  EXPECT_EQ(second[0].change, Change::kCorroborated);
  EXPECT_EQ(second[0].sources, 2U);
  EXPECT_EQ(second[0].revision, 2U);
}

TEST(Correlator, AnotherDayIsAnotherHappening) {
  Correlator correlator(nullptr, {});
  const auto first = take(correlator, {Telling("a").on("2022-01-09").told()});
  const auto second = take(correlator, {Telling("b").on("2022-01-10").told()});
  EXPECT_EQ(second.at(0).change, Change::kCreated);
  EXPECT_NE(second.at(0).incident, first.at(0).incident);
}

TEST(Correlator, ARepetitionChangesNothing) {
  Correlator correlator(nullptr, {});
  take(correlator, {Telling("a").on("2022-01-21").told()});
  EXPECT_TRUE(take(correlator, {Telling("a").on("2022-01-21").told()}).empty());
  EXPECT_EQ(correlator.counts().repetitions, 1U);
}

}  // namespace
}  // namespace tidings::correlate
