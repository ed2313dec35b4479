// The five articles of the shared reference material, where present: what must be gone is gone and recorded, what must
// stay stays, and no word is lost. Only openings and structure are named here, none of their text is repeated.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/normalise/conservation.h"
#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Read {
  std::string body;
  record::Document document;
};

class Articles : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("TIDINGS_SHARED");
    folder_ = std::filesystem::path(shared != nullptr ? shared : TIDINGS_SHARED_DEFAULT) / "articles";
    if (!std::filesystem::is_directory(folder_))
      GTEST_SKIP() << "the shared reference material is not here: no " << folder_;
  }

  Read article(const std::string& number) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (!entry.path().filename().string().starts_with(number)) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::stringstream body;
      body << file.rdbuf();
      auto document = run(input_of(body.str(), entry.path().string()));
      EXPECT_TRUE(document);
      return {body.str(), std::move(*document)};
    }
    ADD_FAILURE() << "no article " << number << " in " << folder_;
    return {};
  }

  std::filesystem::path folder_;
};

std::vector<std::string> whys(const record::Document& document) {
  std::vector<std::string> all;
  for (const auto& removal : document.removed) all.emplace_back(removal.why);
  return all;
}

TEST_F(Articles, LoseNoWord) {
  for (const auto* number : {"000", "001", "002", "003", "004"}) {
    const auto [body, document] = article(number);
    EXPECT_EQ(first_word_lost(body, document), "") << number;
    EXPECT_EQ(document.language, "en");
  }
}

TEST_F(Articles, GiveTheirDate) {
  const std::vector<std::pair<std::string, std::string>> kDates = {{"000", "2022-01-21"},
                                                                   {"001", "2022-01-20"},
                                                                   {"002", "2022-01-09"},
                                                                   {"003", "2022-01-21"},
                                                                   {"004", "2022-01-21T09:59"}};
  for (const auto& [number, date] : kDates) {
    const auto document = article(number).document;
    ASSERT_TRUE(document.published) << number;
    EXPECT_EQ(document.published->value, date) << number;
    EXPECT_EQ(document.published->found, record::Found::kHeader) << number;
    EXPECT_EQ(document.text.find("date 2022"), std::string::npos) << number;
  }
}

TEST_F(Articles, LoseTheirFurnitureAndNothingElse) {
  EXPECT_THAT(whys(article("000").document), ElementsAre("date"));
  EXPECT_THAT(whys(article("001").document), ElementsAre("date"));
  EXPECT_THAT(whys(article("002").document), ElementsAre("date", "related", "related"));
  EXPECT_THAT(whys(article("003").document), ElementsAre("date", "caption", "credit"));
  EXPECT_THAT(whys(article("004").document), ElementsAre("icons", "date", "title"));
  EXPECT_THAT(removals(article("002").document)[1], "related: Related materials:");
  EXPECT_THAT(removals(article("003").document)[1], StartsWith("caption: Legend: "));
  EXPECT_THAT(removals(article("003").document)[2], "credit: Reuters");
  EXPECT_THAT(removals(article("004").document)[0], StartsWith("icons: icon bookmark"));
}

TEST_F(Articles, KeepHeadingsStandfirstAndPullQuote) {
  const auto holds = [](const record::Document& document, const std::string& line) {
    return ("\n\n" + document.text + "\n\n").find("\n\n" + line + "\n\n") != std::string::npos;
  };
  const auto second = article("002").document;
  EXPECT_TRUE(holds(second, "Security guarantees"));
  EXPECT_TRUE(holds(second, "Forecasts for the future"));
  EXPECT_NE(second.text.find("1997 Sergey Ryabkov Deputy Foreign Minister\n\n"), std::string::npos);
  EXPECT_TRUE(holds(article("003").document, "Lavrov quells hopes"));
  const auto fourth = article("004").document;
  EXPECT_THAT(fourth.title, StartsWith("Lavrov & Blinken meet"));
  EXPECT_TRUE(fourth.text.starts_with(fourth.title + "\n\nWashington’s top diplomat"));
  EXPECT_EQ(fourth.text.find(fourth.title, 1), std::string::npos);
  for (const auto* number : {"000", "001", "002", "003"}) EXPECT_THAT(article(number).document.title, IsEmpty());
}

TEST_F(Articles, KeepTheBracketedRussianAndSayWhatItIs) {
  const auto document = article("002").document;
  ASSERT_EQ(document.foreign.size(), 1U);
  EXPECT_EQ(document.foreign[0].language, "ru");
  const auto span = document.foreign[0].span;
  const record::CodePoints points(document.text);
  EXPECT_EQ(points.text_of({span.begin - 1, span.begin}), "[");
  EXPECT_EQ(points.text_of({span.end, span.end + 1}), "]");
}

TEST_F(Articles, FallIntoSentences) {
  const auto count = [&](const char* number) { return article(number).document.sentences.size(); };
  EXPECT_EQ(count("000"), 20U);
  EXPECT_EQ(count("001"), 31U);
  EXPECT_EQ(count("002"), 34U);
  EXPECT_EQ(count("003"), 31U);
  EXPECT_EQ(count("004"), 14U);
}

}  // namespace
}  // namespace tidings::normalise
