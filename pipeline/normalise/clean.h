#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/document.h"
#include "pipeline/record/result.h"

namespace tidings::normalise {

// Brings `utf8` into one form and writes it to `out`:
//   every kind of line end becomes "\n", more than two empty lines become two, and no line has white space at its ends;
//   every run of spaces (also tabs, non-breaking and typographic ones) becomes one space;
//   what has no width and no meaning here is dropped silently: soft hyphens, zero-width spaces, marks of direction;
//   joiners stay between characters that are not ASCII, where scripts and emoji need them;
//   control characters are dropped, and one removal of `why::kControl` lists them;
//   Unicode NFC.
// Error: kBadInput, reason::kBadEncoding, where more than 1 byte in 50 (and more than 4) is a control character: that
// is no text. `buffer` is memory to work in.
[[nodiscard]] record::Result<void> clean(std::string_view utf8, std::string& out, std::string& buffer,
                                         std::vector<record::Removal>& removed);

// Joins the lines of a text whose lines were broken at a fixed width, as mail and old wires have them: every line end
// inside a paragraph becomes a space, in place. Told by the width: no line would have had room for the next line's
// first word.
void unwrap(std::string& text);

}  // namespace tidings::normalise
