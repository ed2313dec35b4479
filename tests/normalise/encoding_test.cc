#include "pipeline/normalise/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Decoded {
  std::string text;
  std::string error;
  std::vector<record::Removal> removed;
};

Decoded decoded(std::string_view bytes, std::string_view charset = {}) {
  Decoded result;
  std::string buffer;
  const auto text = decode(bytes, charset, buffer, result.removed);
  if (text)
    result.text = *text;
  else
    result.error = text.error().code;
  return result;
}

TEST(Encoding, TakesUtf8AsItIs) { EXPECT_EQ(decoded("Café “Orsk” мост").text, "Café “Orsk” мост"); }

TEST(Encoding, TakesTheByteOrderMarkOff) { EXPECT_EQ(decoded("\xEF\xBB\xBFOrsk").text, "Orsk"); }

TEST(Encoding, ReadsUtf16OfBothOrders) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decoded("\xFF\xFEO\0r\0s\0k\0\x1C\x20"sv).text, "Orsk“");
  EXPECT_EQ(decoded("\xFE\xFF\0O\0r\0s\0k\x20\x1C"sv).text, "Orsk“");
}

TEST(Encoding, RefusesBrokenUtf16) {
  std::string bytes("\xFF\xFE");
  for (int i = 0; i < 20; ++i) bytes.append("\x00\xD8 \x00", 4);
  EXPECT_EQ(decoded(bytes).error, "bad_encoding");
}

TEST(Encoding, ReadsWindows1252) {
  const auto result = decoded("The caf\xE9 in Orsk \x96 \x93old\x94 \x97 was closed, it\x92s said.");
  EXPECT_EQ(result.text, "The café in Orsk – “old” — was closed, it’s said.");
  EXPECT_THAT(result.removed, IsEmpty());
}

TEST(Encoding, ReplacesAFewBrokenBytesOfUtf8AndRecordsThem) {
  const auto result = decoded("“The café”\xFF was – it’s said – closed.");
  EXPECT_EQ(result.text, "“The café”\xEF\xBF\xBD was – it’s said – closed.");
  ASSERT_THAT(result.removed, SizeIs(1));
  EXPECT_EQ(result.removed[0].why, why::kBrokenBytes);
  EXPECT_EQ(result.removed[0].text, "ff");
}

TEST(Encoding, ReplacesACutOffLastCharacter) {
  const auto result = decoded("The bridge fell \xE2\x80");
  EXPECT_EQ(result.text, "The bridge fell \xEF\xBF\xBD");
  EXPECT_EQ(result.removed.at(0).text, "e2 80");
}

TEST(Encoding, BelievesTheSendersCharset) {
  EXPECT_EQ(decoded("\xEC\xEE\xF1\xF2", "windows-1251").text, "мост");
  EXPECT_EQ(decoded("caf\xE9", "no-such-charset").text, "café");
}

TEST(Encoding, DetectsWhatIsMostlyNotAscii) {
  // Windows-1251: a sentence in Russian about a bridge that fell into the river.
  EXPECT_THAT(decoded("\xCC\xEE\xF1\xF2 \xF3\xEF\xE0\xEB \xE2 \xF0\xE5\xEA\xF3, \xE8 \xED\xE8\xEA\xF2\xEE \xED\xE5 "
                      "\xEF\xEE\xF1\xF2\xF0\xE0\xE4\xE0\xEB. \xDD\xF2\xEE \xF1\xEA\xE0\xE7\xE0\xEB \xEC\xFD\xF0 "
                      "\xE3\xEE\xF0\xEE\xE4\xE0.")
                  .text,
              ::testing::StartsWith("Мост упал в реку"));
}

TEST(Encoding, RefusesWhatIsTextInNoEncoding) {
  std::string bytes;
  for (int i = 0; i < 64; ++i) bytes += "\x81\x8D\x8F\x90\x9D";
  EXPECT_EQ(decoded(bytes).error, "bad_encoding");
}

TEST(Encoding, RefusesWhatADetectedCharsetHasNoCharactersFor) {
  std::string bytes;
  for (int i = 0; i < 8 * 128; ++i) bytes.push_back(static_cast<char>(0x80 + i % 128));
  EXPECT_EQ(decoded(bytes).error, "bad_encoding");
}

}  // namespace
}  // namespace tidings::normalise
