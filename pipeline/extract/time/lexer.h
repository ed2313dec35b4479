#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/text.h"
#include "pipeline/extract/time/patterns.h"

namespace tidings::extract::timex {

// A word, number, or part of one ("8am" is two), with what it can be; number words that belong together are one.
struct Lexeme {
  std::uint32_t begin = 0, end = 0;  // bytes
  std::uint32_t token = 0;           // the first of it
  std::uint32_t sentence = 0;
  bool capital = false;
  bool dotted = false;  // a clock written with a period
  bool digits = false;
  std::uint8_t count = 0;
  std::array<Term, 7> terms{};

  void add(Symbol symbol, int value) {
    if (count < terms.size()) terms[count++] = {symbol, value};
  }
  [[nodiscard]] const Term* find(Symbol symbol) const {
    for (std::uint8_t i = 0; i < count; ++i) {
      if (terms[i].symbol == symbol) return &terms[i];
    }
    return nullptr;
  }
};

// Replaces what `lexemes` held by those of `text`.
void lex(const Text& text, const Vocabulary& vocabulary, std::vector<Lexeme>& lexemes);

}  // namespace tidings::extract::timex
