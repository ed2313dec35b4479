#pragma once

#include <string>
#include <vector>

// Articles as another paper prints them that has taken them over.
namespace tidings::quality {

struct NearCopy {
  std::string how;   // "cut", "reordered", "edited", "headline", "all"
  std::string text;  // clean, the title in its first line
};

// Cut: the last third of the sentences left out. Reordered: paragraphs, and the sentences in them, the other way round.
// Edited: every word that a sub-editor has another for, small words left out now and then, a credit at the end.
// Headline: another title. All: everything at once. `text` is clean, the title its first line, paragraphs parted by
// empty lines.
[[nodiscard]] std::vector<NearCopy> near_copies(const std::string& text);

}  // namespace tidings::quality
