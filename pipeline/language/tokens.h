#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/language/sentences.h"

namespace tidings::language {

enum class TokenKind : std::uint8_t {
  kWord,         // also clitics, abbreviations with their period, and letters mixed with digits ("20th", "G7")
  kNumber,       // digits and what may stand between them: 1,200.5  20:36  2022-01-21  9/11
  kPunctuation,  // one mark, or a run of one mark ("...", "--", "!!")
  kSymbol,       // currency signs, %, &, emoji, control characters
  kAddress,      // URL, e-mail, domain, file name, @handle, #tag
  kEmoticon,
};

// One syntactic word as Universal Dependencies cuts English: "don't" is "do" and "n't", "cannot" is "can" and "not",
// "Lavrov's" is "Lavrov" and "'s", "long-term" is three tokens, "non-member" is one. Bytes of the text, end exclusive.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  bool space_before = false;  // white space, or the begin of the sentence, stands before it
  bool joined = false;        // with the token before it one written word: the "n't" of "don't"
  friend bool operator==(const Token&, const Token&) = default;
};

[[nodiscard]] constexpr std::string_view text_of(const Token& token, std::string_view text) {
  return text.substr(token.begin, token.end - token.begin);
}

// Appends the tokens of one sentence of `text`. Every byte of the sentence that is no white space belongs to exactly
// one token; any bytes are taken, a byte that is no UTF-8 is a symbol. Linear time in any input, no allocation besides
// `tokens`; thread-safe. `text` is shorter than 4 GiB.
void tokenise(std::string_view text, const Sentence& sentence, std::vector<Token>& tokens);

}  // namespace tidings::language
