#include "pipeline/normalise/format.h"

#include <gtest/gtest.h>

#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

Format told(std::string_view body, std::string_view name = "feed/article", std::string_view content_type = {}) {
  auto input = input_of(body, name);
  input.content_type = content_type;
  return tell_format(input, body);
}

TEST(Format, IsToldByTheContentTypeFirst) {
  EXPECT_EQ(told("The bridge fell.", "a.json", "text/plain; charset=utf-8"), Format::kText);
  EXPECT_EQ(told("The bridge fell.", "a.txt", "application/json"), Format::kJson);
  EXPECT_EQ(told("The bridge fell.", "a.txt", "application/vnd.orsk+json"), Format::kJson);
  for (const auto type : {"text/html", "application/rss+xml", "application/xml", "text/xml; charset=utf-8", "image/png",
                          "application/pdf"}) {
    EXPECT_EQ(told("The bridge fell.", "a.txt", type), Format::kUnsupported) << type;
  }
}

TEST(Format, IsToldByTheNameNext) {
  EXPECT_EQ(told("The bridge fell.", "a.jsonl"), Format::kJson);
  EXPECT_EQ(told("{\"text\":\"x\"}", "a.txt"), Format::kText);
  EXPECT_EQ(told("{\"text\":\"x\"}", "a.json.gz"), Format::kJson);
  EXPECT_EQ(told("The bridge fell.", "a.HTML"), Format::kUnsupported);
  EXPECT_EQ(told("The bridge fell.", "a.rss.zst"), Format::kUnsupported);
}

TEST(Format, IsNotToldByTheNameOfATopic) {
  auto input = input_of("The bridge fell.", "news.json");
  input.from = record::From::kQueue;
  EXPECT_EQ(tell_format(input, input.body), Format::kText);
}

TEST(Format, IsToldByTheContentLast) {
  EXPECT_EQ(told(" {\n \"text\": \"x\"}"), Format::kJson);
  EXPECT_EQ(told("[{\"text\": \"x\"}]"), Format::kJson);  // a list: refused as bad JSON, not read as text
  EXPECT_EQ(told("The bridge fell."), Format::kText);
  EXPECT_EQ(told("[Editor's note: it fell.]"), Format::kText);
  EXPECT_EQ(told("{sic} The bridge fell."), Format::kText);
  EXPECT_EQ(told("< 5 percent of the bridges fell."), Format::kText);
}

TEST(Format, RefusesMarkupAndBinariesWhateverTheyAreCalled) {
  for (const auto body : {"<!DOCTYPE html><p>x", "  <html lang=en>", "<?xml version='1.0'?>", "<rss version=\"2.0\">",
                          "<feed xmlns=''>", "%PDF-1.4", "PK\3\4", "\x89PNG\r\n", "{\\rtf1 x}"}) {
    EXPECT_EQ(told(body, "a.txt", "text/plain"), Format::kUnsupported) << body;
  }
}

TEST(Format, ReadsTheCharset) {
  EXPECT_EQ(charset_of("text/plain; charset=windows-1251"), "windows-1251");
  EXPECT_EQ(charset_of("text/plain; Charset=\"KOI8-R\"; format=flowed"), "KOI8-R");
  EXPECT_EQ(charset_of("text/plain"), "");
}

}  // namespace
}  // namespace tidings::normalise
