#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tidings::language {

// Bytes of the text given, end exclusive, no white space at either end.
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

// The one sentence splitter of the project. `text` is UTF-8; a line end is a hard break (paragraphs and headings never
// share a sentence). Every byte that is no white space belongs to exactly one sentence. Appends to `sentences`; linear
// time in any input; thread-safe.
void split_sentences(std::string_view text, std::vector<Sentence>& sentences);

}  // namespace tidings::language
