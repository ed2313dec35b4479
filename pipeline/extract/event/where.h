#pragma once

#include <optional>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// Where it happened: what "in", "at", "near", "on the border with" put beside one of its hosts (carrier.h), and of a
// visit where it leads. A city comes before a country.
struct Where {
  record::Place place;
  bool whole = false;   // a whole country
  bool beside = false;  // "near the border with Norland": of the two countries the other may be meant
};
// "the border with Norland": is the word what lies beyond one?
[[nodiscard]] bool is_beyond_border(const Tree& tree, Word word);

[[nodiscard]] std::optional<Where> place_of(const ParsedDocument& parsed, const Match& match);

}  // namespace tidings::extract
