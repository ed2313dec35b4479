#pragma once

#include <optional>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// Where it happened: the place that "in", "at", "near" or "on" puts beside the trigger.
[[nodiscard]] std::optional<record::Place> place_of(const ParsedDocument& parsed, const Match& match);

}  // namespace tidings::extract
