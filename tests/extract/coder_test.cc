#include "pipeline/extract/coder.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/knowledge.h"

namespace tidings::extract {
namespace {

constexpr std::string_view kSaid = "The president of Norway said that the border would be closed. ";  // one quote

void add(record::Document& document, std::string_view sentence) {  // of ASCII
  const auto begin = static_cast<std::uint32_t>(document.text.size());
  document.text += sentence;
  document.sentences.push_back({begin, static_cast<std::uint32_t>(document.text.size() - 1)});
}

record::Document article_of(std::size_t sentences, std::string_view sentence) {
  record::Document document;
  document.language = "en";
  for (std::size_t i = 0; i < sentences; ++i) add(document, sentence);
  return document;
}

// A sentence of at least so many bytes.
std::string longer_than(std::size_t bytes) {
  std::string sentence = "Norway attacked Sweden";
  while (sentence.size() < bytes) sentence += ", and the president of Norway said that the border would be closed";
  return sentence + ". ";
}

Told told_of(const record::Document& document) {
  static const auto knowledge = support::load_knowledge();
  Told told;
  if (knowledge) {
    Coder(*knowledge).code(document, told);
  } else {
    ADD_FAILURE() << "no knowledge";
  }
  return told;
}

TEST(Coder, ReadsTheFirstTwoThousandSentences) {
  const auto document = article_of(20'000, kSaid);
  const auto told = told_of(document);
  ASSERT_EQ(told.quotes.size(), 2000U);
  EXPECT_EQ(told_of(article_of(2000, kSaid)).quotes.size(), 2000U);
  EXPECT_LE(told.quotes.back().span.end, document.sentences[1999].end);
}

TEST(Coder, ReadsTheFirst128KiB) {
  const std::string padded =
      std::string(kSaid.substr(0, kSaid.size() - 2)) + std::string(1000 - kSaid.size(), ' ') + ". ";
  const auto told = told_of(article_of(1500, padded));
  EXPECT_EQ(told.quotes.size(), 131U);  // of 1,000 bytes each
}

TEST(Coder, PassesOverASentenceOfMoreThan16KiB) {
  record::Document document;
  document.language = "en";
  add(document, longer_than(16 * 1024));
  add(document, kSaid);
  const auto told = told_of(document);
  EXPECT_TRUE(told.events.empty());
  ASSERT_EQ(told.quotes.size(), 1U);
  EXPECT_GE(told.quotes.front().span.begin, document.sentences[1].begin);
}

TEST(Coder, ReadsTheWordsOfALongSentenceBelowThat) {
  record::Document document;
  document.language = "en";
  add(document, longer_than(8 * 1024));
  EXPECT_FALSE(told_of(document).quotes.empty());
}

TEST(Coder, TellsNothingOfASentenceOf8MiB) {
  const auto told = told_of(article_of(1, longer_than(8UL << 20U)));
  EXPECT_TRUE(told.events.empty());
  EXPECT_TRUE(told.quotes.empty());
}

}  // namespace
}  // namespace tidings::extract
