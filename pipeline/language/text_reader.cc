#include "pipeline/language/text_reader.h"

#include "pipeline/language/clause_roots.h"

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
  reader_.read(reading.forms, reading.ends, reading.words);
  mend_clause_roots(reading.ends, reading.words);
  names_.find(reading.forms, reading.ends, reading.words, reading.names);
  trees_.mend(reading.names, reading.forms, reading.words);
}

}  // namespace tidings::language
