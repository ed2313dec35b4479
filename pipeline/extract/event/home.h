#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/extract/parsed_document.h"

namespace tidings::extract {

// The country of those of whom nothing else is known; empty where there is none or more than one.
struct Home {
  std::string of_sentence;  // the only one that the sentence names
  std::string of_story;     // the only one named before the sentence
  bool named = false;       // the sentence itself names one, or more
};

// Of each sentence. Countries of whose press the text does not cite; none where it names one that somebody only
// accuses, thanks or urges, and not those beyond a border, where a war is, or
// whence somebody comes.
[[nodiscard]] std::vector<Home> homes_of(const ParsedDocument& parsed);

// "attacked the town, killing three": is an attack aimed at something else than those who suffer?
[[nodiscard]] bool aims_elsewhere(const ParsedDocument& parsed, Word trigger, const std::vector<Word>& suffer);

}  // namespace tidings::extract
