#include "bench/quality/clusters.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tidings::quality {
namespace {

// Gold {1 2 3} {4 5} {6}, ours {1 2} {3 4 5} {6}: worked out by hand.
const std::vector<Clustered> kSixMentions = {{"a", "x"}, {"a", "x"}, {"a", "y"}, {"b", "y"}, {"b", "y"}, {"c", "z"}};

TEST(Clusters, MucCountsTheLinksThatAreMissingAndThoseThatAreTooMany) {
  const auto score = muc(kSixMentions);
  EXPECT_DOUBLE_EQ(score.recall, 2.0 / 3);
  EXPECT_DOUBLE_EQ(score.precision, 2.0 / 3);
}

TEST(Clusters, BCubedAsksEachMentionForItsCompany) {
  const auto score = b_cubed(kSixMentions);
  EXPECT_NEAR(score.precision, (1 + 1 + 1.0 / 3 + 2.0 / 3 + 2.0 / 3 + 1) / 6, 1e-12);
  EXPECT_NEAR(score.recall, (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1 + 1) / 6, 1e-12);
}

TEST(Clusters, CeafMatchesClustersOneToOne) {
  const auto score = ceaf_e(kSixMentions);
  EXPECT_NEAR(score.precision, (0.8 + 0.8 + 1) / 3, 1e-12);
  EXPECT_NEAR(score.recall, (0.8 + 0.8 + 1) / 3, 1e-12);
}

TEST(Clusters, CeafDoesNotTakeTheNearestFirst) {
  // Gold {1 2 3} {4}, ours {1 2 4} {3}: the pair most alike (2/3) would leave nothing for the others (1/2 each).
  const std::vector<Clustered> mentions = {{"a", "x"}, {"a", "x"}, {"a", "y"}, {"b", "x"}};
  EXPECT_NEAR(ceaf_e(mentions).recall, (0.5 + 0.5) / 2, 1e-12);
}

TEST(Clusters, OneGreatClusterHasAllRecallAndLittlePrecision) {
  const std::vector<Clustered> mentions = {{"a", "x"}, {"a", "x"}, {"b", "x"}, {"c", "x"}};
  EXPECT_DOUBLE_EQ(muc(mentions).recall, 1);
  EXPECT_DOUBLE_EQ(muc(mentions).precision, 1.0 / 3);
  EXPECT_DOUBLE_EQ(b_cubed(mentions).recall, 1);
  EXPECT_DOUBLE_EQ(b_cubed(mentions).precision, (0.5 + 0.5 + 0.25 + 0.25) / 4);
  EXPECT_DOUBLE_EQ(ceaf_e(mentions).precision, 2.0 * 2 / 6);
  EXPECT_DOUBLE_EQ(ceaf_e(mentions).recall, 2.0 * 2 / 6 / 3);
}

TEST(Clusters, ConllIsTheMeanOfTheThree) {
  EXPECT_NEAR(conll_f1(kSixMentions), (2.0 / 3 + 7.0 / 9 + 2.6 / 3) / 3, 1e-12);
  EXPECT_DOUBLE_EQ(conll_f1({}), 0);
}

}  // namespace
}  // namespace tidings::quality
