#include "pipeline/language/tags.h"

#include <gtest/gtest.h>

namespace tidings::language {
namespace {

template <typename T>
void expect_round_trip(int count) {
  for (int i = 0; i < count; ++i) {
    T tag{};
    ASSERT_TRUE(from_string(to_string(static_cast<T>(i)), tag));
    EXPECT_EQ(static_cast<int>(tag), i) << to_string(static_cast<T>(i));
  }
}

TEST(Tags, EveryNameLeadsBackToItsTag) {
  expect_round_trip<Upos>(17);
  expect_round_trip<Xpos>(50);
  expect_round_trip<Relation>(51);
  expect_round_trip<NameTag>(kNameTags);
}

TEST(Tags, StandForTheNamesOfTheStandard) {
  EXPECT_EQ(to_string(Upos::kPropn), "PROPN");
  EXPECT_EQ(to_string(Xpos::kVbd), "VBD");
  EXPECT_EQ(to_string(Xpos::kPrpPoss), "PRP$");
  EXPECT_EQ(to_string(Xpos::kHyph), "HYPH");
  EXPECT_EQ(to_string(Relation::kNsubjPass), "nsubj:pass");
  EXPECT_EQ(to_string(Relation::kOblAgent), "obl:agent");
  EXPECT_EQ(to_string(NameTag::kInOrganisation), "I-ORG");
}

TEST(Tags, RefuseAnUnknownName) {
  Relation relation = Relation::kObj;
  EXPECT_FALSE(from_string("nsubj:imaginary", relation));
  EXPECT_EQ(relation, Relation::kObj);
}

}  // namespace
}  // namespace tidings::language
