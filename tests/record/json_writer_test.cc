#include "pipeline/record/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

#include "pipeline/record/base64.h"

namespace tidings::record {
namespace {

std::string written(const auto& value) {
  std::string out;
  JsonWriter(out).value(value);
  return out;
}

TEST(JsonWriter, PutsCommasBetweenAndNowhereElse) {
  std::string out = "before ";
  JsonWriter json(out);
  json.begin_object().field("a", 1).field("b", "x").key("c").begin_array().value(true).value(false).begin_array();
  json.end_array().end_array().key("d").begin_object().end_object().key("e").raw("{}").end_object();
  EXPECT_EQ(out, R"(before {"a":1,"b":"x","c":[true,false,[]],"d":{},"e":{}})");
}

TEST(JsonWriter, WritesPlainDecimals) {
  EXPECT_EQ(written(0.87), "0.87");
  EXPECT_EQ(written(1.0), "1");
  EXPECT_EQ(written(-3.5), "-3.5");
  EXPECT_EQ(written(1e17), "100000000000000000");
  EXPECT_EQ(written(0.000000125), "0.000000125");
  EXPECT_EQ(written(std::numeric_limits<double>::denorm_min()).size(), 326U);
  EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonWriter, WritesNumbersThatAreNoIntegersOf64BitsAsFractions) {
  EXPECT_EQ(written(1e18), "1000000000000000000.0");
  EXPECT_EQ(written(-1.25e21), "-1250000000000000000000.0");
  EXPECT_EQ(written(std::numeric_limits<double>::max()).size(), 311U);
}

TEST(JsonWriter, EscapesWhatJsonDemandsWhereverItStands) {
  EXPECT_EQ(written("\"\\\n\r\t\b\x1f\x7f/"), "\"\\\"\\\\\\n\\r\\t\\u0008\\u001f\x7f/\"");
  for (std::size_t place = 0; place < 40; ++place) {
    for (const char c : {'"', '\\', '\x01', '\x1f'}) {
      std::string text(40, '\xc3');  // bytes with the high bit set must not be taken for control characters
      text[place] = c;
      const auto json = written(text);
      const auto escape = c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '\x01' ? "\\u0001" : "\\u001f";
      ASSERT_EQ(json, "\"" + text.substr(0, place) + escape + text.substr(place + 1) + "\"");
    }
  }
  for (int c = 0x20; c < 0x100; ++c) {
    if (c == '"' || c == '\\') continue;
    const std::string text(9, static_cast<char>(c));
    ASSERT_EQ(written(text), "\"" + text + "\"") << c;
  }
}

TEST(JsonWriter, LeavesNoFieldBehindForAnEmptyText) {
  std::string out;
  JsonWriter(out).begin_object().field_if("a", "").field_if("b", "x").end_object();
  EXPECT_EQ(out, R"({"b":"x"})");
}

TEST(JsonWriter, WritesFingerprintsAndSpans) {
  EXPECT_EQ(written(Fingerprint{0x0123456789abcdefULL}), "\"0123456789abcdef\"");
  EXPECT_EQ(written(Fingerprint{0x1f}), "\"000000000000001f\"");
  EXPECT_EQ(written(Span{3, 17}), "[3,17]");
}

TEST(JsonWriter, WritesBytesThatAreNoTextInBase64) {
  std::string out;
  JsonWriter(out).begin_object().bytes("body", "caf\u00e9").bytes("value", "caf\xe9").end_object();
  EXPECT_EQ(out, "{\"body\":\"caf\u00e9\",\"value_base64\":\"Y2Fm6Q==\"}");
}

TEST(Base64, MatchesTheStandardsExamples) {  // RFC 4648, section 10
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, GoesOnOverItsPieces) {
  const std::string bytes(10'000'000, 'M');
  const auto text = to_base64(bytes);
  ASSERT_EQ(text.size(), (bytes.size() + 2) / 3 * 4);
  EXPECT_EQ(text.substr(text.size() - 8), "TU1NTQ==");
  EXPECT_EQ(text.find('='), text.size() - 2);
}

}  // namespace
}  // namespace tidings::record
