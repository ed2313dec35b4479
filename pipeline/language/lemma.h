#pragma once

#include <string>
#include <string_view>

namespace tidings::language {

// What a word is, as a tagger says it: universal part of speech ("VERB") and Penn tag ("VBD").
struct WordTags {
  std::string_view upos;
  std::string_view xpos;
};

// The dictionary form of a token as Universal Dependencies writes it: "took" VERB VBD is "take", "n't" is "not",
// "States" PROPN NNPS is "State", "1,200" is "1200". Capitals stay on names, demonyms and acronyms only. The view
// points into `form`, into static storage or into `buffer`, whose content is replaced; no allocation once `buffer` has
// grown. Thread-safe with a buffer per thread; linear in the length of `form`.
[[nodiscard]] std::string_view lemma_of(std::string_view form, WordTags tags, std::string& buffer);

}  // namespace tidings::language
