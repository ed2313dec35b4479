#include "pipeline/language/tokens.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>

namespace tidings::language {
namespace {

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  tokenise(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
  return tokens;
}

// The tokens of `text` parted by one space, for tests that read like the text.
std::string cut(std::string_view text) {
  std::string out;
  for (const auto& token : tokens_of(text)) {
    if (!out.empty()) out += ' ';
    out += text_of(token, text);
  }
  return out;
}

TEST(Tokenise, PartsCliticsFromTheirWord) {
  EXPECT_EQ(cut("They don't, can't and cannot; she'd've won't."),
            "They do n't , ca n't and can not ; she 'd 've wo n't .");
  EXPECT_EQ(cut("It’s what we’re told, isn’t it?"), "It ’s what we ’re told , is n’t it ?");
  EXPECT_EQ(cut("Gonna DON'T dont"), "Gon na DO N'T do nt");
}

TEST(Tokenise, PartsPossessives) {
  EXPECT_EQ(cut("the minister's and the ministers' plans"), "the minister 's and the ministers ' plans");
  EXPECT_EQ(cut("NATO’s offer"), "NATO ’s offer");
}

TEST(Tokenise, MarksWhatIsWrittenTogether) {
  const auto tokens = tokens_of("didn't go");
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_FALSE(tokens[0].joined);
  EXPECT_TRUE(tokens[1].joined);
  EXPECT_FALSE(tokens[1].space_before);
  EXPECT_TRUE(tokens[2].space_before);
}

TEST(Tokenise, TellsAQuotationMarkFromAPossessive) {
  EXPECT_EQ(cut("he said 'no questions' twice"), "he said ' no questions ' twice");
  const auto tokens = tokens_of("the 'two sides' met");
  EXPECT_EQ(tokens[4].kind, TokenKind::kPunctuation);
  EXPECT_FALSE(tokens[4].joined);
}

TEST(Tokenise, KeepsNamesWithApostrophes) {
  EXPECT_EQ(cut("O'Hara left Sana'a at five o'clock"), "O'Hara left Sana'a at five o'clock");
}

TEST(Tokenise, SplitsHyphensAsTheTreebanksDo) {
  EXPECT_EQ(cut("a long-term US-led plan of a 26-year-old"), "a long - term US - led plan of a 26 - year - old");
  EXPECT_EQ(cut("non-members re-elected the co-founder in mid-May by e-mail"),
            "non-members re-elected the co-founder in mid-May by e-mail");
  EXPECT_EQ(cut("pre- and post-war"), "pre- and post-war");
  EXPECT_EQ(cut("Uh-oh, a career-wise choice"), "Uh-oh , a career-wise choice");
}

TEST(Tokenise, KeepsPeriodsOfAbbreviationsAndInitials) {
  EXPECT_EQ(cut("Mr. J. K. Smith of Acme Inc. met U.S. envoys at 5 p.m. today."),
            "Mr. J. K. Smith of Acme Inc. met U.S. envoys at 5 p.m. today .");
  EXPECT_EQ(cut("Article No. 5, but no."), "Article No. 5 , but no .");
  EXPECT_EQ(cut("He lives in the U.S."), "He lives in the U.S.");
  EXPECT_EQ(cut("They had a plan B."), "They had a plan B .");
}

TEST(Tokenise, PartsSentencesThatLackASpace) { EXPECT_EQ(cut("He came.They left"), "He came . They left"); }

TEST(Tokenise, ReadsNumbersAndUnits) {
  EXPECT_EQ(cut("$5m, US$ 3bn and 1,200.50 € for 35km at 20:36"), "$ 5 m , US$ 3 bn and 1,200.50 € for 35 km at 20:36");
  EXPECT_EQ(cut("50% of the 20th and 50,000th in the 1990s"), "50 % of the 20th and 50,000th in the 1990s");
  EXPECT_EQ(cut("5-10 on 2022-01-21, call 555-0199 or 16,17"), "5 - 10 on 2022-01-21 , call 555-0199 or 16 , 17");
  EXPECT_EQ(cut("9/11 and/or the 1990's"), "9/11 and / or the 1990's");
  EXPECT_EQ(tokens_of("20:36")[0].kind, TokenKind::kNumber);
}

TEST(Tokenise, KeepsAddressesWhole) {
  EXPECT_EQ(cut("(see https://example.org/a-b?c=d_(e).)"), "( see https://example.org/a-b?c=d_(e) . )");
  EXPECT_EQ(cut("write to j.doe@example.co.uk, visit example.com/path or @desk #news"),
            "write to j.doe@example.co.uk , visit example.com/path or @desk #news");
  EXPECT_EQ(tokens_of("example.com")[0].kind, TokenKind::kAddress);
}

TEST(Tokenise, CutsMarks) {
  EXPECT_EQ(cut("“No…” – he said -- wait... what?!"), "“ No … ” – he said -- wait ... what ?!");
  EXPECT_EQ(cut("(Reuters)—[...] AT&T"), "( Reuters ) — [...] AT&T");
  EXPECT_EQ(cut("fine :-) ok"), "fine :-) ok");
  EXPECT_EQ(cut("diplomacy, ”said the envoy"), "diplomacy , ” said the envoy");
}

TEST(Tokenise, ReadsOtherScripts) {
  EXPECT_EQ(cut("no [президенту РФ] 東京、café"), "no [ президенту РФ ] 東京 、 café");
  EXPECT_EQ(cut("👩‍🚀👍🏽 go"), "👩‍🚀 👍🏽 go");
}

TEST(Tokenise, ReadsOnlyTheSentence) {
  const std::string_view text = "One two. Three four.";
  std::vector<Token> tokens;
  tokenise(text, {9, 20}, tokens);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(text_of(tokens[0], text), "Three");
  EXPECT_TRUE(tokens[0].space_before);
}

// What the header promises of any bytes: the tokens part exactly what is no white space, in order.
void expect_exact_cover(std::string_view text) {
  std::size_t at = 0;
  for (const auto& token : tokens_of(text)) {
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(at, token.begin);
    for (std::size_t gap = at; gap < token.begin; ++gap)
      ASSERT_TRUE(static_cast<unsigned char>(text[gap]) <= 32) << gap;
    at = token.end;
  }
  for (std::size_t gap = at; gap < text.size(); ++gap) ASSERT_TRUE(static_cast<unsigned char>(text[gap]) <= 32) << gap;
}

TEST(Tokenise, CoversAnyBytesExactly) {
  std::mt19937 random(7);
  const std::string_view parts[] = {"a",    "Z",        "'", "’", ".",     "-",  "1", " ",  "@", "/",  "n't", "'s",
                                    "\xff", "\xe2\x80", "é", "$", "http:", ":)", ",", "\"", "[", "co", "U.",  "%"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto left = 1 + random() % 12; left > 0; --left) text += parts[random() % std::size(parts)];
    ASSERT_NO_FATAL_FAILURE(expect_exact_cover(text)) << text;
  }
  expect_exact_cover(std::string_view("\0a\0\x7f", 4));
}

double seconds_for(const std::string& text) {
  const auto start = std::clock();  // processor time, so that a busy machine fails nothing
  std::vector<Token> tokens;
  tokenise(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(Tokenise, TakesLinearTimeInAbsurdInput) {
  for (const std::string_view unit : {"x",  ".",     "(", "'",    "a-",  "a.b", "Aa.",  "1-", "1,",  "1/",  "a@",  "a'",
                                      "w/", "http:", "#", "-a@!", "A.)", "é",   "\xff", "1x", "a/b", "no ", "no. "}) {
    std::string text;
    while (text.size() < 1'000'000) text += unit;
    EXPECT_LT(seconds_for(text), 60.0) << unit;  // a quadratic scan would need hours
  }
}

}  // namespace
}  // namespace tidings::language
