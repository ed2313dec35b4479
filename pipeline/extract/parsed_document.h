#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/actor/mentions.h"
#include "pipeline/extract/event/tree.h"
#include "pipeline/extract/time/times.h"
#include "pipeline/language/model.h"
#include "pipeline/language/name_dictionary.h"
#include "pipeline/language/text_reader.h"
#include "pipeline/record/code_points.h"
#include "pipeline/record/document.h"

namespace tidings::extract {

// A document as far as it is read before events are looked for: trees, who is spoken of, and when.
struct ParsedDocument {
  const record::Document* document = nullptr;
  std::string_view text;  // of the document, as far as it is read
  record::CodePoints points;
  language::TextReading reading;
  Tree tree;
  Mentions mentions;
  std::vector<TimeExpression> times;
  std::vector<Word> time_words;  // by time: the word by which it hangs in its tree, or kNoWord

  [[nodiscard]] const Mention* mention_of(Word word) const {
    const auto index = mentions.of_word[word];
    return index == Mentions::kNone ? nullptr : &mentions.all[index];
  }
  [[nodiscard]] record::Span span_of(Word begin, Word end) const {
    return points.span_of(reading.tokens[begin].begin, reading.tokens[end - 1].end);
  }
  [[nodiscard]] bool is_title(Word word) const { return !document->title.empty() && tree.sentence(word) == 0; }
};

// One for each worker: it keeps the memory it works in. What it was given must outlive it.
class DocumentParser {
 public:
  DocumentParser(const language::Model& model, const language::NameDictionary& dictionary, const Times& times)
      : reader_(model, dictionary), mentions_of_(dictionary), times_of_(times) {}

  // Replaces what `parsed` held; it refers to `document`.
  void parse(const record::Document& document, ParsedDocument& parsed);

 private:
  language::TextReader reader_;
  MentionFinder mentions_of_;
  const Times& times_of_;
  std::vector<language::Sentence> sentences_;
};

}  // namespace tidings::extract
