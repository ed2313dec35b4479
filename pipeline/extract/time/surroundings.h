#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/extract/time/lexer.h"

namespace tidings::extract::timex {

// What a text and its lexemes say around a place; lower-case words, "" beyond the sentence.
class Surroundings {
 public:
  Surroundings(const Text& text, std::span<const Lexeme> lexemes) : text_(text), lexemes_(lexemes) {}

  [[nodiscard]] std::string_view word(std::size_t lexeme, int offset = 0) const;
  [[nodiscard]] const Lexeme* at(std::size_t lexeme, int offset) const;  // null beyond the sentence
  [[nodiscard]] bool is_one_of(std::size_t lexeme, int offset, std::string_view words) const;
  [[nodiscard]] std::optional<language::Xpos> xpos(std::size_t lexeme, int offset = 0) const;
  [[nodiscard]] bool in_person_name(std::size_t lexeme) const;
  [[nodiscard]] bool is_noun(std::size_t lexeme, int offset) const;
  [[nodiscard]] bool is_plural_noun(std::size_t lexeme, int offset) const;
  [[nodiscard]] const Text& text() const { return text_; }
  [[nodiscard]] std::span<const Lexeme> lexemes() const { return lexemes_; }

 private:
  const Text& text_;
  std::span<const Lexeme> lexemes_;
  mutable std::string lower_;
};

}  // namespace tidings::extract::timex
