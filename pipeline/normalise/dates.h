#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::normalise {

// A point in time as printed, as ISO 8601: "1911-05-03", "1911-05-03T09:59" (the zone was not told),
// "1911-05-03T09:59:30+02:00", "1911-05-03T07:59Z".
struct PrintedDate {
  std::string value;
  bool update = false;  // "Updated 3 May 1911": not the first publication
};

// Understands the whole of `text` as a date with or without a time, or not at all: ISO 8601 (also without separators
// and with a space for the T), RFC 2822, "3 May, 1911 09:59", "May 3rd, 1911 at 9:59 a.m. GMT", "Wednesday, May 3,
// 1911", "03.05.1911", "5/23/1911" (where day and month cannot be mistaken), seconds or milliseconds since 1970; words
// such as "Published:" before it. What is impossible (30 February, 25:00) or absurd (before 1500, after 2199, the very
// second the Unix clock begins) is no date.
[[nodiscard]] std::optional<PrintedDate> parse_date(std::string_view text);

// In UTC with seconds; nothing where absurd.
[[nodiscard]] std::optional<std::string> format_time(std::chrono::system_clock::time_point time);

}  // namespace tidings::normalise
