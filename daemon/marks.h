#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/extract/coder.h"
#include "pipeline/record/document.h"

namespace tidings::daemon {

enum class Mark : std::uint8_t { kQuote, kActor, kTime, kPlace, kTrigger };
inline constexpr std::size_t kMarks = 5;

// A stretch of a document's text that is marked throughout in the same way.
struct Piece {
  std::string_view text;
  std::uint8_t marks = 0;           // a bit for each Mark
  std::vector<std::size_t> events;  // those of which a trigger ends here: indices in Told::events

  [[nodiscard]] bool has(Mark mark) const { return (marks >> static_cast<unsigned>(mark) & 1U) != 0; }
};

// The whole text, in its order; refers to the document.
[[nodiscard]] std::vector<Piece> pieces_of(const record::Document& document, const extract::Told& told);

}  // namespace tidings::daemon
