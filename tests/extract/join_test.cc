#include "pipeline/extract/event/join.h"

#include <gmock/gmock.h>

namespace tidings::extract {
namespace {

Telling talks(const std::string& time, std::uint32_t sentence) {
  record::Actor one, other;
  one.code = "PER", other.code = "BOL";
  Telling telling;
  telling.sentence = sentence;
  telling.mutual = true;
  telling.event.picture.status = record::Status::kPlanned;
  telling.event.picture.actors = {one, other};
  telling.event.picture.time = record::Time{time, "Friday", {sentence, sentence + 1}, "weekday", {}};
  telling.event.evidence.push_back({"They will meet.", {sentence, sentence + 1}, {}, "consult.meet", {}, {}});
  return telling;
}

TEST(Join, TheMoreExactTimeKeepsWhatIsWrongWithTheOther) {
  auto misprinted = talks("1912-06-14", 1);
  misprinted.event.picture.time->conflicts = {"1912-07-14 is no Friday"};
  const auto joined = join({misprinted, talks("1912-06-14T11:00", 2)});
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_EQ(joined[0].event.picture.time->value, "1912-06-14T11:00");
  EXPECT_THAT(joined[0].event.picture.time->conflicts, testing::ElementsAre("1912-07-14 is no Friday"));
}

}  // namespace
}  // namespace tidings::extract
