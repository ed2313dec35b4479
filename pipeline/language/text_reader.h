#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/language/name_trees.h"
#include "pipeline/language/names.h"
#include "pipeline/language/reader.h"
#include "pipeline/language/sentences.h"
#include "pipeline/language/tokens.h"

namespace tidings::language {

// All that is read of one text. Words are counted through the whole text.
struct TextReading {
  std::vector<Token> tokens;
  std::vector<std::string_view> forms;  // parts of the text
  std::vector<std::uint32_t> ends;      // of each sentence, one past its last word
  Reading words;
  std::vector<Name> names;
  std::vector<std::uint32_t>
      datelines;          // of each sentence, one past the last word of its dateline; its begin without one
  std::uint32_t cut = 0;  // sentences over Reader::kSentenceMax words, which are read in stretches
};

// From sentences to tokens, tags, names and trees that agree with one another. A dateline is no part of the sentence
// that it stands before: it has a tree of its own. One for each worker; allocates nothing once its memory and the
// reading's have grown. Model and dictionary are shared and must outlive it.
class TextReader {
 public:
  TextReader(const Model& model, const NameDictionary& dictionary) : reader_(model), names_(dictionary) {}

  // `sentences` of `text` in order, in bytes. Replaces what `reading` held; it refers to `text`.
  void read(std::string_view text, std::span<const Sentence> sentences, TextReading& reading);

 private:
  void part_datelines(TextReading& reading);

  Reader reader_;
  NameFinder names_;
  NameTrees trees_;
  std::vector<std::uint32_t> stretches_;  // ends of what is parsed as one sentence
};

}  // namespace tidings::language
