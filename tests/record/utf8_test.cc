#include "pipeline/record/utf8.h"

#include <gtest/gtest.h>

namespace tidings::record {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, TakesEveryLengthAndNul) {
  EXPECT_TRUE(is_utf8("a\u00e9\u20ac\U0001F600\0b"sv));
  EXPECT_EQ(utf8_prefix("a\u00e9\u20ac\U0001F600"), 10U);
}

TEST(Utf8, SaysWhereItEnds) {
  EXPECT_EQ(utf8_prefix("abc\xff"), 3U);
  EXPECT_EQ(utf8_prefix("\xc3\xa9\xe2\x82"), 2U);    // a character cut off at the end
  EXPECT_EQ(utf8_prefix("ab\xc0\xaf"), 2U);          // overlong
  EXPECT_EQ(utf8_prefix("ab\xed\xa0\x80"), 2U);      // a surrogate
  EXPECT_EQ(utf8_prefix("ab\xf4\x90\x80\x80"), 2U);  // above U+10FFFF
  EXPECT_EQ(utf8_prefix("ab\x80"), 2U);              // continues nothing
}

TEST(Utf8, ReplacesWhatIsNone) {
  EXPECT_EQ(to_utf8_lossy("caf\xe9 \xff!"), "caf\uFFFD \uFFFD!");
  EXPECT_EQ(to_utf8_lossy("fine"), "fine");
}

}  // namespace
}  // namespace tidings::record
