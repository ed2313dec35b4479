#pragma once

#include <string>
#include <string_view>

namespace tidings::quality {

// Is a word of English, as a text has it ("negotiations", "bailed out"), one of the verbs and nouns by which PLOVER's
// manual describes its sixteen types? The list was written from the manual's headings and definitions and knows nothing
// of the lexicon, so that what it asks for may be what the lexicon lacks. Of several words the first may be such a verb
// or the last such a noun.
[[nodiscard]] bool is_plover_like(std::string_view words);

}  // namespace tidings::quality
