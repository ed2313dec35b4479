#include "pipeline/store/batch.h"

#include <gmock/gmock.h>

namespace tidings::store {
namespace {

using testing::ElementsAre;

TEST(Batch, KeepsItsChangesInOrder) {
  Batch batch;
  batch.put("a", "1");
  batch.erase("b");
  EXPECT_THAT(batch.changes(), ElementsAre(Batch::Change{"a", "1"}, Batch::Change{"b", std::nullopt}));
  EXPECT_EQ(batch.bytes(), 3U);
}

TEST(Batch, TakesOverAnotherAndLeavesItEmpty) {
  Batch batch;
  Batch other;
  batch.put("a", "1");
  other.put("b", "22");
  batch.append(std::move(other));
  EXPECT_THAT(batch.changes(), ElementsAre(Batch::Change{"a", "1"}, Batch::Change{"b", "22"}));
  EXPECT_EQ(batch.bytes(), 5U);
  EXPECT_TRUE(other.empty());  // NOLINT(bugprone-use-after-move): this is what is promised
  EXPECT_EQ(other.bytes(), 0U);
}

}  // namespace
}  // namespace tidings::store
