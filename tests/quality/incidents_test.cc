// The incidents of the five articles of the shared reference material, and of the sample feed, hold what is reached.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "bench/quality/incident_score.h"
#include "bench/quality/orders.h"
#include "bench/quality/treebank.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using testing::IsEmpty;

struct Articles {
  Articles(const std::filesystem::path& folder, const std::filesystem::path& gold_file)
      : documents(support::read_documents(folder)), gold(*read_gold(gold_file)) {
    const auto knowledge = support::load_knowledge();
    told = told_in(documents, *knowledge);
  }
  std::map<std::string, record::Document> documents;
  Gold gold;
  std::vector<Told> told;
};

class FiveArticles : public testing::Test {
 protected:
  void SetUp() override {
    const auto shared = shared_folder();
    if (!std::filesystem::exists(shared / "gold/incidents.yaml")) {
      std::cerr << "the reference material is not there: set TIDINGS_SHARED\n";
      GTEST_SKIP();
    }
    articles_ = std::make_unique<Articles>(shared / "articles", shared / "gold/incidents.yaml");
  }

  std::unique_ptr<Articles> articles_;
};

TEST_F(FiveArticles, TellEveryIncidentThatAReleaseMustFind) {
  const auto all = pointers(articles_->told);
  const auto pictures = pictures_of(correlated(all), all);
  const auto scored = score(articles_->gold, pictures, Names(articles_->documents));
  for (const auto& match : scored.matches) {
    if (!match.happening->must) continue;
    EXPECT_NE(match.incident, nullptr) << match.happening->id;
    EXPECT_THAT(match.wrong, IsEmpty()) << match.happening->id;
  }
  EXPECT_THAT(scored.never, IsEmpty());
}

TEST_F(FiveArticles, GiveTheSamePicturesInEveryOrder) {
  const auto tried = try_orders(articles_->told, 0);
  EXPECT_EQ(tried.orders, 120);
  EXPECT_THAT(tried.differences, IsEmpty());
}

TEST(SampleFeed, SaysNothingThatMustNeverComeOut) {
  const std::filesystem::path root = TIDINGS_SOURCE_DIR;
  const Articles sample(root / "deploy/sample/feed", root / "deploy/sample/gold.yaml");
  const auto all = pointers(sample.told);
  const auto pictures = pictures_of(correlated(all), all);
  EXPECT_THAT(score(sample.gold, pictures, Names(sample.documents)).never, IsEmpty());
}

}  // namespace
}  // namespace tidings::quality
