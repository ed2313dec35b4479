#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/record/event.h"

// Calendar of the values that events carry: ISO 8601 and TIMEX3.
namespace tidings::correlate {

// Days since 1970-01-01, both ends included.
struct Days {
  std::int32_t first = 0;
  std::int32_t last = 0;

  [[nodiscard]] std::int32_t length() const { return last - first + 1; }
  [[nodiscard]] bool overlaps(const Days& other) const { return first <= other.last && other.first <= last; }
  [[nodiscard]] bool covers(const Days& other) const { return first <= other.first && other.last <= last; }
  friend bool operator==(const Days&, const Days&) = default;
};

// Of a day, week, weekend, month, quarter, season, year, decade or an interval of these; nothing for lengths, parts
// that recur and what is no calendar date.
[[nodiscard]] std::optional<Days> days_of(std::string_view value);

// Seconds since 1970-01-01 UTC; a bare day counts as its end, a time without a zone as UTC.
[[nodiscard]] std::optional<std::int64_t> instant_of(std::string_view published);

// When something without a date will have been: reports are about the last days, plans about the next weeks,
// wishes about these days.
[[nodiscard]] std::optional<Days> days_about(std::string_view published, record::Status status);

// How exact a value is: the more characters of the calendar, the more exact; a clock time is beyond a day.
[[nodiscard]] int exactness(std::string_view value);

}  // namespace tidings::correlate
