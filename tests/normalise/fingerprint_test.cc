#include "pipeline/normalise/fingerprint.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace tidings::normalise {
namespace {

int apart(std::string_view one, std::string_view other) { return distance(fingerprint_of(one), fingerprint_of(other)); }

// A sentence and what an editor makes of it: a word changed, dropped or added, or two words in another order.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kEdited = {{
    {"The bridge at Orsk fell into the river on Monday morning, the mayor of the town said.",
     "The bridge at Orsk fell into the river Monday morning, the mayor of the town said."},
    {"Nobody was hurt, but the market stayed empty for a week, as the traders could not cross.",
     "Nobody was hurt, but the market remained empty for a week, as the traders could not cross."},
    {"The council bought the ferry back in June for twice the price that it had been paid for it in the spring.",
     "The council bought back the ferry in June for twice the price that it had been paid for it in the spring."},
    {"Under the treaty the two towns will share the cost of a new bridge and keep the old toll until it is paid.",
     "Under the treaty, the two towns will share the cost of the new bridge and keep the old toll until it is paid."},
    {"The mayor told the guild of masons that the town would not pay for a third arch before the winter.",
     "Mayor Tam Orrin told the guild of masons that the town would not pay for a third arch before the winter."},
    {"Two arches of the bridge had been repaired in 1908, when a barge struck the middle pier in a flood.",
     "Two arches of the bridge were repaired in 1908, when a barge struck the middle pier in a flood."},
    {"Traders from Vell have asked the governor for a guard on the road until the ferry runs again.",
     "Traders from Vell have asked the governor for a guard on the northern road until the ferry runs again."},
    {"The price of tar rose by a third in the week after the fall, the chamber of commerce reported on Friday.",
     "The price of tar rose by a third in the week after the fall, the chamber of commerce reported Friday."},
    {"A commission of five engineers will begin its work on the quay next Tuesday, an official said.",
     "A commission of five engineers will start its work on the quay next Tuesday, an official said."},
    {"He denied that the stones of the middle pier had been sold to a builder of villas in the hills.",
     "He denied that stones of the middle pier had been sold to a builder of villas in the hills."},
}};

TEST(Fingerprint, OfALightlyEditedSentenceIsNear) {
  for (const auto& [original, edited] : kEdited) EXPECT_LE(apart(original, edited), kNearDistance) << edited;
}

TEST(Fingerprint, OfAnUnrelatedSentenceIsFar) {
  for (std::size_t one = 0; one < kEdited.size(); ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      EXPECT_GT(apart(kEdited[one].first, kEdited[other].first), kNearDistance + 4);
    }
  }
}

TEST(Fingerprint, SeesNoMarksSpacesOrCapitals) {
  EXPECT_EQ(apart("“The bridge fell,” he said.", "the  BRIDGE fell he said"), 0);
  EXPECT_EQ(apart("Élan Ödön", "élan ödön"), 0);
}

TEST(Fingerprint, SeesTheOrderOfWords) {
  EXPECT_GT(apart("Orsk sold the ferry to Vell.", "Vell sold the ferry to Orsk."), 0);
}

TEST(Fingerprint, OfNoWordsIsZero) {
  EXPECT_EQ(fingerprint_of("").bits, 0U);
  EXPECT_EQ(fingerprint_of(" … ! –").bits, 0U);
}

TEST(Fingerprint, IsFrozen) {
  // It is published and compared across years: changing how it is made needs a new version of the document.
  EXPECT_EQ(fingerprint_of("The bridge at Orsk fell into the river on Monday.").bits, 8601773575084416869U);
}

TEST(Fingerprint, OfAWholeIsMadeOfItsSentences) {
  const auto first = fingerprint_of(kEdited[0].first);
  const auto second = fingerprint_of(kEdited[1].first);
  EXPECT_EQ(combine({}), record::Fingerprint{});
  EXPECT_EQ(combine(std::vector<Weighted>{{first, 10}}), first);
  EXPECT_EQ(combine(std::vector<Weighted>{{first, 10}, {second, 5}}), first);  // the heavier one wins
  EXPECT_EQ(combine(std::vector<Weighted>{{first, 4}, {second, 4}}).bits, first.bits & second.bits);
}

TEST(Fingerprint, OfAWholeStaysNearWhenOneSentenceGoes) {
  std::vector<Weighted> all;
  for (const auto& [original, edited] : kEdited)
    all.push_back({fingerprint_of(original), static_cast<std::uint32_t>(original.size())});
  const auto whole = combine(all);
  all.pop_back();
  EXPECT_LE(distance(whole, combine(all)), kNearDistance);
}

}  // namespace
}  // namespace tidings::normalise
