#include "pipeline/record/article_reader.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>

#include "pipeline/record/reason.h"

namespace tidings::record {
namespace {

using namespace std::string_view_literals;

struct Refused {
  std::string_view name;
  std::string json;
  std::string_view code;
  std::string_view detail;  // has to be part of what is said
};

class ARefusedArticle : public testing::TestWithParam<Refused> {};

TEST_P(ARefusedArticle, SaysWhy) {
  ArticleReader reader;
  const auto article = read_article(GetParam().json, reader);
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().fault, Fault::kBadInput);
  EXPECT_EQ(article.error().code, GetParam().code);
  EXPECT_NE(article.error().detail.find(GetParam().detail), std::string::npos) << article.error().detail;
}

std::string nested(int levels) {
  return R"({"text":"x","deep":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Reader, ARefusedArticle,
    testing::Values(
        Refused{"Empty", "", reason::kEmptyBody, "empty"}, Refused{"OnlySpace", " \n", reason::kEmptyBody, "empty"},
        Refused{"NotJson", "The fleet sailed.", reason::kBadJson, ""},
        Refused{"CutOff", R"({"text":"The fl)", reason::kBadJson, ""},
        Refused{"Array", R"([{"text":"x"}])", reason::kBadJson, "an array where an object should be"},
        Refused{"String", R"("x")", reason::kBadJson, "a string where an object should be"},
        Refused{"TrailingGarbage", R"({"text":"x"} y)", reason::kBadJson, ""},
        Refused{"TwoObjects", R"({"text":"x"}{"text":"y"})", reason::kBadJson, ""},
        Refused{"BadUnknownField", R"({"text":"x","other":tru})", reason::kBadJson, ""},
        Refused{"RawLineEnd", "{\"text\":\"x\ny\"}", reason::kBadJson, ""},
        Refused{"TooDeep", nested(100000), reason::kBadJson, "nested deeper than 64 levels"},
        Refused{"BrokenUtf8", "{\"text\":\"caf\xe9\"}", reason::kBadEncoding, "byte 12"},
        Refused{"HighSurrogate", R"({"text":"\ud83d"})", reason::kBadJson, ""},
        Refused{"LowSurrogate", R"({"text":"\ude00 x"})", reason::kBadJson, "string"},
        Refused{"TwoHighSurrogates", R"({"text":"\ud83d\ud83d"})", reason::kBadJson, "string"},
        Refused{"HighSurrogateThenLetter", R"({"text":"\ud83d\u0041"})", reason::kBadJson, "string"},
        Refused{"RawNul", std::string("{\"text\":\"x\0y\"}"sv), reason::kBadJson, ""},
        Refused{"EscapedNul", R"({"text":"x\u0000y"})", reason::kBadArticle, "text: holds NUL"},
        Refused{"NullText", R"({"text":null})", reason::kBadArticle, "text: null where a string should be"},
        Refused{"ArrayText", R"({"text":["x"]})", reason::kBadArticle, "text: an array where"},
        Refused{"NumberId", R"({"id":17,"text":"x"})", reason::kBadArticle, "id: a number where a string should be"},
        Refused{"ObjectUrl", R"({"url":{},"text":"x"})", reason::kBadArticle, "url: an object where"},
        Refused{"BooleanTitle", R"({"title":true,"text":"x"})", reason::kBadArticle, "title: a boolean where"},
        Refused{"Neither", R"({"title":"x"})", reason::kBadArticle, "neither"},
        Refused{"Both", R"({"text":"x","html":"y"})", reason::kBadArticle, "both"},
        Refused{"Twice", R"({"text":"x","text":"y"})", reason::kBadArticle, "text: given twice"},
        Refused{"TwiceByEscape", R"({"text":"x","te\u0078t":"y"})", reason::kBadArticle, "text: given twice"},
        Refused{"EmptyText", R"({"text":""})", reason::kEmptyBody, "text: nothing"},
        Refused{"BlankHtml", R"({"html":" \n\t"})", reason::kEmptyBody, "html: nothing"}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(ReadArticle, TakesEveryField) {
  ArticleReader reader;
  const auto article = read_article(
      R"({"id":"a1","source":"Gazette","url":"https://example.org/1","title":"Fleet sails","text":"The fleet \"sailed\".\nToday.",
          "published":"1805-10-21","language":"en","unknown":{"deep":[1,2.5,null]}})",
      reader);
  ASSERT_TRUE(article) << article.error().detail;
  EXPECT_EQ(article->id, "a1");
  EXPECT_EQ(article->source, "Gazette");
  EXPECT_EQ(article->url, "https://example.org/1");
  EXPECT_EQ(article->title, "Fleet sails");
  EXPECT_EQ(article->text, "The fleet \"sailed\".\nToday.");
  EXPECT_EQ(article->html, "");
  EXPECT_EQ(article->published, "1805-10-21");
  EXPECT_EQ(article->language, "en");
}

TEST(ReadArticle, TakesHtmlInsteadOfText) {
  ArticleReader reader;
  const auto article = read_article(R"({"html":"<p>The fleet sailed.</p>"})", reader);
  ASSERT_TRUE(article);
  EXPECT_EQ(article->html, "<p>The fleet sailed.</p>");
}

TEST(ReadArticle, LetsAnEmptyOptionalFieldCountAsAbsent) {
  ArticleReader reader;
  const auto article = read_article(R"({"id":"","text":"x"})", reader);
  ASSERT_TRUE(article);
  EXPECT_TRUE(article->id.empty());
}

TEST(ReadArticle, ReadsPairsOfSurrogates) {
  ArticleReader reader;
  const auto article = read_article(R"({"text":"\ud83d\ude00"})", reader);
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text, "\U0001F600");
}

TEST(ReadArticle, GoesOnAfterARefusal) {
  ArticleReader reader;
  EXPECT_FALSE(read_article("{", reader));
  EXPECT_FALSE(read_article(nested(500), reader));
  EXPECT_TRUE(read_article(R"({"text":"x"})", reader));
}

TEST(ReadArticle, TakesAHugeArticleAndKeepsTheDepthLimitAfterIt) {
  ArticleReader reader;
  const std::string body(3'000'000, 'x');
  const auto article = read_article(R"({"text":")" + body + "\"}", reader);
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text.size(), body.size());
  EXPECT_FALSE(read_article(nested(65), reader));
  EXPECT_TRUE(read_article(nested(60), reader));
}

TEST(ReadArticle, NeedsNoPaddingBehindTheBytes) {  // the asan build sees any read beyond them
  ArticleReader reader;
  constexpr auto kJson = R"({"text":"the last byte is a brace"})"sv;
  const auto exact = std::make_unique<char[]>(kJson.size());
  std::memcpy(exact.get(), kJson.data(), kJson.size());
  EXPECT_TRUE(read_article({exact.get(), kJson.size()}, reader));
}

}  // namespace
}  // namespace tidings::record
