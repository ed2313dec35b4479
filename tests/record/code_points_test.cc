#include "pipeline/record/code_points.h"

#include <gtest/gtest.h>

#include <string>

namespace tidings::record {
namespace {

// The naive truth: count the bytes that do not continue a character.
std::uint32_t count_before(std::string_view text, std::size_t byte) {
  std::uint32_t count = 0;
  for (const char c : text.substr(0, byte)) count += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1U : 0U;
  return count;
}

TEST(CodePoints, AreTheBytesOfAsciiText) {
  const CodePoints points("The fleet sailed.");
  EXPECT_EQ(points.size(), 17U);
  EXPECT_EQ(points.index_of(9), 9U);
  EXPECT_EQ(points.byte_of(17), 17U);
}

TEST(CodePoints, OfAnEmptyTextAreNone) {
  const CodePoints points("");
  EXPECT_EQ(points.size(), 0U);
  EXPECT_EQ(points.index_of(0), 0U);
  EXPECT_EQ(points.byte_of(0), 0U);
}

TEST(CodePoints, CountCharactersOfEveryLengthAsOne) {
  const std::string text = "a\u00e9\u20ac\U0001F600z";
  const CodePoints points(text);
  EXPECT_EQ(points.size(), 5U);
  EXPECT_EQ(points.index_of(1 + 2 + 3), 3U);
  EXPECT_EQ(points.byte_of(4), 10U);
  EXPECT_EQ(points.text_of({1, 3}), "\u00e9\u20ac");
  EXPECT_EQ(points.span_of(1, 6), (Span{1, 3}));
}

TEST(CodePoints, AgreeWithCountingOneByOneAcrossBlocks) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += i % 3 == 0 ? "\u0416" : i % 7 == 0 ? "\U0001F30D" : "x";
  const CodePoints points(text);
  std::uint32_t index = 0;
  for (std::size_t byte = 0; byte <= text.size(); ++byte) {
    ASSERT_EQ(points.index_of(byte), count_before(text, byte)) << byte;
    if (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xc0U) == 0x80U) continue;
    ASSERT_EQ(points.byte_of(index++), byte);
  }
}

TEST(CodePoints, CanBeReused) {
  CodePoints points("\u0416\u0416");
  points.assign("abc");
  EXPECT_EQ(points.size(), 3U);
  EXPECT_EQ(points.index_of(2), 2U);
}

}  // namespace
}  // namespace tidings::record
