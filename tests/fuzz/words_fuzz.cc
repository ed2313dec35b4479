#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "pipeline/language/characters.h"
#include "pipeline/language/lemma.h"
#include "pipeline/language/model_words.h"
#include "pipeline/language/sentences.h"
#include "pipeline/language/tokens.h"
#include "pipeline/record/result.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using language::Sentence;
using language::Token;
using record::ensure;

constexpr auto kTags = std::to_array<language::WordTags>(
    {{"VERB", "VBD"}, {"VERB", "VBN"}, {"VERB", "VBG"}, {"VERB", "VBZ"}, {"VERB", "VB"},   {"AUX", "VBZ"},
     {"AUX", "MD"},   {"NOUN", "NN"},  {"NOUN", "NNS"}, {"NOUN", "NNP"}, {"PROPN", "NNP"}, {"PROPN", "NNPS"},
     {"ADJ", "JJ"},   {"ADJ", "JJR"},  {"ADJ", "JJS"},  {"ADJ", "NNP"},  {"ADV", "RBR"},   {"ADV", "RBS"},
     {"NUM", "CD"},   {"PRON", "PRP"}, {"PART", "POS"}, {"PUNCT", "."},  {"SYM", "$"},     {"X", "FW"}});

void ensure_space(std::string_view text, std::size_t begin, std::size_t end) {
  for (auto at = begin; at < end;) {
    const auto c = language::char_at(text, at);
    ensure(c.cls == language::CharClass::kSpace, "what is left out is white space");
    at += c.length;
  }
}

void check_token(std::string_view text, const Token& token) {
  const auto form = language::text_of(token, text);
  std::string buffer;
  for (const auto tags : kTags) {
    const auto lemma = language::lemma_of(form, tags, buffer);
    ensure(!lemma.empty(), "a token has a lemma");
  }
  const language::WordForm word(form);
  ensure(word.letters() <= language::WordForm::kLettersMax, "a word has a bound");
}

void check_sentence(std::string_view text, const Sentence& sentence) {
  std::vector<Token> tokens;
  language::tokenise(text, sentence, tokens);
  std::size_t last = sentence.begin;
  for (const auto& token : tokens) {
    ensure(last <= token.begin && token.begin < token.end, "tokens follow each other");
    ensure_space(text, last, token.begin);
    check_token(text, token);
    last = token.end;
  }
  ensure(last <= sentence.end, "tokens lie inside their sentence");
  ensure_space(text, last, sentence.end);
}

}  // namespace

void run(std::string_view input) {
  std::vector<Sentence> sentences;
  language::split_sentences(input, sentences);
  std::size_t last = 0;
  for (const auto& sentence : sentences) {
    ensure(last <= sentence.begin && sentence.begin < sentence.end, "sentences follow each other");
    ensure_space(input, last, sentence.begin);
    check_sentence(input, sentence);
    last = sentence.end;
  }
  ensure(last <= input.size(), "sentences lie inside the text");
  ensure_space(input, last, input.size());
}

}  // namespace tidings::fuzz
