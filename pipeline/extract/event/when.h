#pragma once

#include <optional>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// What dates the event: the time nearest to it in the tree, below it sooner than above it. Times that name no date
// (durations, "recently") date nothing.
[[nodiscard]] std::optional<record::Time> time_of(const ParsedDocument& parsed, const Match& match);

// Is the day of `time` after the one of publication? Days are compared as they are written; what is less exact than a
// day lies nowhere.
[[nodiscard]] bool lies_ahead(const std::optional<record::Time>& time, const record::Document& document);

}  // namespace tidings::extract
