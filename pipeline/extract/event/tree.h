#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/language/reader.h"

namespace tidings::extract {

using Word = std::uint32_t;  // index of a word among all words of a document
inline constexpr Word kNoWord = UINT32_MAX;

struct WordRange {
  Word begin = 0;
  Word end = 0;  // one past the last
};

// Trees of a document's sentences with their lemmas, to be walked from the words up and down. Borrows forms and
// reading; made anew for each document, keeps its memory.
class Tree {
 public:
  void build(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends,
             const language::Reading& reading);

  [[nodiscard]] Word size() const { return static_cast<Word>(forms_.size()); }
  [[nodiscard]] std::string_view form(Word word) const { return forms_[word]; }
  // In small letters, names too: what a trigger or a word of a list is compared with.
  [[nodiscard]] std::string_view lemma(Word word) const;
  [[nodiscard]] language::Upos upos(Word word) const { return reading_->upos[word]; }
  [[nodiscard]] language::Xpos xpos(Word word) const { return reading_->xpos[word]; }
  // As the parser has it, mended (mend.h), but for what contradicts the parts of speech: below a verb a `compound`
  // before it is its subject and an `acl` its complement.
  [[nodiscard]] language::Relation relation(Word word) const;
  [[nodiscard]] Word head(Word word) const;                       // kNoWord of a root
  [[nodiscard]] std::span<const Word> children(Word word) const;  // in the order of the text
  [[nodiscard]] std::uint32_t sentence(Word word) const { return sentences_[word]; }
  [[nodiscard]] WordRange sentence_of(Word word) const;

  // Or an adjective with a copula: "is willing to meet" has subject and clause as "agrees to meet" has them.
  [[nodiscard]] bool is_verb(Word word) const;
  [[nodiscard]] bool is_noun(Word word) const;
  // The first child in this relation.
  [[nodiscard]] Word child(Word word, language::Relation relation) const;
  // The preposition before the word: the lemma of its `case`, without the clitic of possession; empty where there is
  // none.
  [[nodiscard]] std::string_view preposition(Word word) const;
  // What introduces the clause of a verb: the lemma of its first `mark`; empty where there is none.
  [[nodiscard]] std::string_view mark(Word verb) const;
  // Is `word` below `above`, or the same?
  [[nodiscard]] bool is_below(Word word, Word above) const;

 private:
  void index();

  std::span<const std::string_view> forms_;
  const language::Reading* reading_ = nullptr;
  std::string lemmas_;
  std::vector<std::uint32_t> lemma_ends_;
  std::vector<Word> heads_;
  std::vector<language::Relation> relations_;
  std::vector<std::uint32_t> first_child_;  // of children_; one more than there are words
  std::vector<Word> children_;
  std::vector<std::uint32_t> sentences_;
};

}  // namespace tidings::extract
