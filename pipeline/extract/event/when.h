#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// What dates the event: the time nearest to it among the dependents of its hosts (carrier.h). Times that name no date
// (durations, "recently") date nothing.
[[nodiscard]] std::optional<record::Time> time_of(const ParsedDocument& parsed, const Match& match);

// Is the day of `time` after the one of publication? Days are compared as they are written; what is less exact than a
// day lies nowhere.
[[nodiscard]] bool lies_ahead(const std::optional<record::Time>& time, const record::Document& document);

// Is `time` a month after that of publication?
[[nodiscard]] bool lies_in_month_ahead(const std::optional<record::Time>& time, const record::Document& document);

// Of two times, or places: kSilent where one holds the other ("in January", "on January 5").
enum class Accord : std::uint8_t { kExcluded, kSilent, kAgrees };
[[nodiscard]] Accord accord_of(const record::Time& first, const record::Time& second);

[[nodiscard]] bool is_more_exact(const record::Time& first, const record::Time& second);

// Did it lie years back when the article came out? Then it is history and no news.
[[nodiscard]] bool lies_far_back(const std::optional<record::Time>& time, const record::Document& document);

}  // namespace tidings::extract
