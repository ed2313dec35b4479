#include "pipeline/language/text_reader.h"

#include "pipeline/language/clause_roots.h"
#include "pipeline/language/datelines.h"

namespace tidings::language {

void TextReader::read(std::string_view text, std::span<const Sentence> sentences, TextReading& reading) {
  reading.tokens.clear();
  reading.forms.clear();
  reading.ends.clear();
  reading.cut = 0;
  for (const Sentence& sentence : sentences) {
    const auto before = reading.tokens.size();
    tokenise(text, sentence, reading.tokens);
    if (reading.tokens.size() - before > Reader::kSentenceMax) ++reading.cut;
    reading.ends.push_back(static_cast<std::uint32_t>(reading.tokens.size()));
  }
  for (const Token& token : reading.tokens) reading.forms.push_back(text_of(token, text));
  part_datelines(reading);
  reader_.read(reading.forms, stretches_, reading.words);
  mend_clause_roots(stretches_, reading.words);
  names_.find(reading.forms, stretches_, reading.words, reading.names);
  trees_.mend(reading.names, reading.forms, reading.words);
}

void TextReader::part_datelines(TextReading& reading) {
  reading.datelines.clear();
  stretches_.clear();
  std::uint32_t begin = 0;
  for (const auto end : reading.ends) {
    const auto size = end - begin;
    const auto words =
        dateline_of(std::span(reading.forms).subspan(begin, size), std::span(reading.tokens).subspan(begin, size));
    reading.datelines.push_back(begin + words);
    if (words > 0) stretches_.push_back(begin + words);
    stretches_.push_back(end);
    begin = end;
  }
}

}  // namespace tidings::language
