#include "pipeline/normalise/normalise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "pipeline/normalise/fingerprint.h"
#include "pipeline/normalise/why.h"
#include "pipeline/record/article_reader.h"
#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

using ::testing::ElementsAre;

const std::string kText =
    "The bridge at Orsk fell into the river on Monday. “Nobody was hurt,” the mayor said.\n\nThe ferry runs.";

TEST(Normalise, MakesADocumentOfPlainText) {
  const auto document = read(kText + "\n");
  EXPECT_EQ(document.text, kText);
  EXPECT_EQ(document.language, "en");
  EXPECT_THAT(sentences(document), ElementsAre("The bridge at Orsk fell into the river on Monday.",
                                               "“Nobody was hurt,” the mayor said.", "The ferry runs."));
  EXPECT_EQ(document.sentence_fingerprints.size(), document.sentences.size());
  EXPECT_FALSE(document.published);
}

TEST(Normalise, CountsSpansInCodePoints) {
  EXPECT_THAT(read("“Ö” is here now. It is é.").sentences, ElementsAre(record::Span{0, 16}, record::Span{17, 25}));
}

TEST(Normalise, CarriesTheFieldsOfAJsonArticle) {
  const auto document =
      read(R"({"id":"a-7","source":"The Courier","url":"https://example.org/7","title":"Bridge  falls",
    "text":"The bridge at Orsk fell into the river.","published":"Wed, 03 May 1911 09:59:00 GMT","language":"en"})");
  EXPECT_EQ(document.id, "a-7");
  EXPECT_EQ(document.source, "The Courier");
  EXPECT_EQ(document.url, "https://example.org/7");
  EXPECT_EQ(document.title, "Bridge falls");
  EXPECT_EQ(document.text, "Bridge falls\n\nThe bridge at Orsk fell into the river.");
  EXPECT_EQ(document.published->value, "1911-05-03T09:59:00Z");
  EXPECT_EQ(document.published->found, record::Found::kField);
}

TEST(Normalise, MakesAnIdOfSourceUrlAndBody) {
  const auto id = [](std::string_view body) { return read(body).id; };
  EXPECT_EQ(id(kText).size(), 32U);
  EXPECT_EQ(id(kText), id(kText + "\n"));  // a trailing line end is not part of the body
  EXPECT_EQ(id(kText), id(kText + "\r\n"));
  EXPECT_NE(id(kText), id(kText + " It rained."));
  EXPECT_NE(id(R"({"source":"a","text":"The ferry runs."})"), id(R"({"source":"b","text":"The ferry runs."})"));
  EXPECT_NE(id(R"({"url":"a","text":"The ferry runs."})"), id(R"({"source":"a","text":"The ferry runs."})"));
}

TEST(Normalise, TellsVersionsOfOneArticleByTheirBody) {
  const auto hash = [](std::string_view body) { return read(body).body_hash; };
  EXPECT_EQ(hash(R"({"id":"7","text":"The ferry runs."})"),
            hash(R"({"id":"8","title":"x y","text":"The ferry runs.\n"})"));
  EXPECT_NE(hash(R"({"id":"7","text":"The ferry runs."})"), hash(R"({"id":"7","text":"The ferry ran."})"));
}

TEST(Normalise, FallsBackFromFieldToHeaderToQueue) {
  auto input = input_of(R"({"published":"some day","text":"date 1911-05-03 The ferry runs again at Orsk."})");
  input.from = record::From::kQueue;
  input.timestamp = std::chrono::system_clock::time_point(std::chrono::seconds(1642759140));
  EXPECT_EQ(run(input)->published->value, "1911-05-03");
  EXPECT_EQ(run(input)->published->found, record::Found::kHeader);

  input.body = R"({"published":"some day","text":"The ferry runs again at Orsk."})";
  EXPECT_EQ(run(input)->published->value, "2022-01-21T09:59:00Z");
  EXPECT_EQ(run(input)->published->found, record::Found::kQueue);

  input.timestamp = std::chrono::system_clock::time_point(std::chrono::milliseconds(-1));
  EXPECT_FALSE(run(input)->published);
}

TEST(Normalise, AnswersABrokenInputWithItsOwnError) {
  auto input = input_of("half of i");
  input.broken = record::Error{record::Fault::kBadInput, "truncated", "ends early"};
  EXPECT_EQ(refusal(input), "truncated");
}

TEST(Normalise, NamesWhatItCannotRead) {
  const auto reason = [](std::string_view body, std::string_view name = "feed/a") {
    return refusal(input_of(body, name));
  };
  EXPECT_EQ(reason("<html><p>The bridge fell.</p></html>"), "unsupported_format");
  EXPECT_EQ(reason("The bridge fell.", "feed/a.html"), "unsupported_format");
  EXPECT_EQ(reason(R"({"html":"<p>The bridge fell.</p>"})"), "unsupported_format");
  EXPECT_EQ(reason("{\"text\": \"The bridge"), "bad_json");
  EXPECT_EQ(reason("[{\"text\": \"The bridge fell.\"}]"), "bad_json");
  EXPECT_EQ(reason(R"({"title":"Bridge falls"})"), "bad_article");
  EXPECT_EQ(reason(R"({"text":7})"), "bad_article");
  EXPECT_EQ(reason(""), "empty_body");
  EXPECT_EQ(reason(" \n\t\r\n "), "empty_body");
  EXPECT_EQ(reason("\xEF\xBB\xBF \n"), "empty_body");
  EXPECT_EQ(reason(R"({"text":"  "})"), "empty_body");
  EXPECT_EQ(reason("\x81\x8D\x8F\x90\x9D\x81\x8D\x8F\x90\x9D"), "bad_encoding");
  EXPECT_EQ(reason(std::string_view("a\0b\0c\0d\0e\0f\0g\0h\0", 16)), "bad_encoding");
}

TEST(Normalise, ReadsJsonInOtherEncodings) {
  std::string utf16("\xFF\xFE");
  for (const char c : std::string_view(R"({"text":"The ferry runs."})")) utf16 += {c, '\0'};
  EXPECT_EQ(read(utf16).text, "The ferry runs.");
}

TEST(Normalise, KeepsWhyInItsBoundedSet) {
  const std::set<std::string_view> known(why::kAll.begin(), why::kAll.end());
  EXPECT_EQ(known.size(), why::kAll.size());
  const auto document = read("date 1911-05-03\nBy Mara Vell\nShare\nRead more\nMenu\nReuters\n© 1911\n\n" + kText);
  EXPECT_GE(document.removed.size(), 6U);
  for (const auto& removal : document.removed) EXPECT_TRUE(known.contains(removal.why)) << removal.why;
}

TEST(Normalise, IsTheSameWithAUsedScratch) {
  const Normalise normalise;
  Normalise::Scratch used;
  EXPECT_TRUE(normalise(input_of(std::string(3'000'000, 'a') + " bridge."), used));
  EXPECT_FALSE(normalise(input_of("{"), used));
  EXPECT_TRUE(normalise(input_of(R"({"title":"Bridge falls at Orsk","text":"It fell. icon"})"), used));
  const auto again = normalise(input_of(kText), used);
  ASSERT_TRUE(again);
  const auto fresh = read(kText);
  EXPECT_EQ(again->text, fresh.text);
  EXPECT_EQ(again->title, fresh.title);
  EXPECT_EQ(again->sentences, fresh.sentences);
  EXPECT_EQ(again->sentence_fingerprints, fresh.sentence_fingerprints);
  EXPECT_EQ(again->id, fresh.id);
}

}  // namespace
}  // namespace tidings::normalise
