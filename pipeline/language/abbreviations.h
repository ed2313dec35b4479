#pragma once

#include <string_view>

namespace tidings::language {

// What a full stop after a word tells of the end of a sentence.
enum class Abbreviation {
  kNone,        // an ordinary word: the stop ends the sentence
  kTitle,       // "Gen.", "St.": a name follows
  kBeforeName,  // "e.g.", "vs.": something always follows
  kNumber,      // "No.", "Fig.": a stop for the number that follows
  kMonth,       // "Jan.": a day may follow
  kTrailing,    // "Inc.", "etc.": may stand at the end of a sentence or inside it
};

// `word` without its stop, as printed. Constant time.
[[nodiscard]] Abbreviation abbreviation_of(std::string_view word);

// "The", "However", …: capitalised words that begin a sentence far more often than they are part of a name.
[[nodiscard]] bool begins_sentences(std::string_view word);

// "said", "asked", …: `"Why?" Mara asked` goes on after the quotation.
[[nodiscard]] bool is_speech_verb(std::string_view word);

}  // namespace tidings::language
