#include "pipeline/language/model_words.h"

#include <gtest/gtest.h>

#include <string>

namespace tidings::language {
namespace {

TEST(WordForm, IsLowerCaseWithoutAccentsDigitsAndCurlyQuotes) {
  EXPECT_EQ(WordForm("NATO").normal(), "nato");
  EXPECT_EQ(WordForm("Ærøskøbing").normal(), "aroskobing");
  EXPECT_EQ(WordForm("1,250.75").normal(), "0,000.00");
  EXPECT_EQ(WordForm("’s").normal(), "'s");
  EXPECT_EQ(WordForm("“").normal(), "\"");
  EXPECT_EQ(WordForm("``").normal(), "\"");
  EXPECT_EQ(WordForm("日本").normal(), "日本");
  EXPECT_EQ(WordForm("").normal(), "");
}

TEST(WordForm, GivesPartsByLetters) {
  const WordForm word("Żółw日");
  EXPECT_EQ(word.letters(), 5U);
  EXPECT_EQ(word.normal(0, 3), "zol");
  EXPECT_EQ(word.normal(3, 5), "w日");
}

TEST(WordForm, HasAShapeOfAtMostSixLetters) {
  EXPECT_EQ(WordForm("McDonald").shape(), "XxXxxx");
  EXPECT_EQ(WordForm("U.S.").shape(), "X.X.");
  EXPECT_EQ(WordForm("1999-2004").shape(), "dddddd");
  EXPECT_EQ(WordForm("Élan").shape(), "Xxxx");
}

TEST(WordForm, KeepsTheTwoEndsOfAVeryLongWord) {
  const std::string word = "begin" + std::string(1'000'000, 'x') + "end";
  const WordForm form(word);
  EXPECT_EQ(form.letters(), WordForm::kLettersMax);
  EXPECT_TRUE(form.normal().starts_with("beginx"));
  EXPECT_TRUE(form.normal().ends_with("xend"));
}

TEST(WordForm, TakesAnyBytes) {
  for (int first = 0; first < 256; ++first) {
    for (const char* rest : {"", "\x80", "\xBF\xBF", "a\xC3", "\xE2\x80"}) {
      const std::string bytes = std::string(1, static_cast<char>(first)) + rest;
      std::string many;
      for (int i = 0; i < 50; ++i) many += bytes;
      EXPECT_LE(WordForm(bytes).letters(), bytes.size());
      EXPECT_LE(WordForm(many).letters(), WordForm::kLettersMax);
    }
  }
}

TEST(WordForm, HashesByKind) {
  EXPECT_NE(hash_of('p', "the"), hash_of('s', "the"));
  EXPECT_EQ(hash_of('w', ""), (0xCBF29CE484222325 ^ 'w') * 0x100000001B3);
  EXPECT_LT(bucket_of(hash_of('w', "the"), 100), 100U);
}

}  // namespace
}  // namespace tidings::language
