#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/text.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// TIMEX3's four classes.
enum class TimeType : std::uint8_t { kDate, kTime, kDuration, kSet };

// How exact a date or time is; of durations and sets the unit they count in. kVague: PAST_REF, "decades".
enum class Granularity : std::uint8_t {
  kVague,
  kCentury,
  kDecade,
  kYear,
  kHalf,
  kQuarter,
  kSeason,
  kMonth,
  kWeek,
  kWeekend,
  kDay,
  kPart,  // of a day: morning, night
  kHour,
  kMinute,
  kSecond
};

// TIMEX3's `mod`.
enum class TimeMod : std::uint8_t { kNone, kStart, kMid, kEnd, kMoreThan, kLessThan, kApprox, kBefore, kAfter };

// One expression of time. `time.value` is empty where it names no time there is (February 30) or none that can be
// known. Its `basis` is one of: explicit, publication, narrative (the day the text speaks of), weekday, clocks (a zone
// told by a second clock), duration, set, vague.
struct TimeExpression {
  record::Time time;
  TimeType type = TimeType::kDate;
  Granularity granularity = Granularity::kVague;
  TimeMod mod = TimeMod::kNone;
  // Of a duration that is counted from a known time ("the last three days"): when it begins and ends, end exclusive.
  std::string begin, end;
  // Begin of a range ("from May to July"): the index, in the same list, of the expression that ends it.
  std::optional<std::uint32_t> until;
};

// What is known of an article besides its text; empty where it is not.
struct TimeContext {
  std::string_view published;  // ISO 8601; see record::Published
  std::string_view source;     // with `url` it tells whether 3/4 is in March or in April
  std::string_view url;
};

// Finds and resolves every expression of date, time, duration and set. Immutable after construction, which takes tens
// of milliseconds: share one. A pure function of its arguments, safe to call from any thread; time is linear in the
// number of tokens. Works from tokens alone; tags tell "may" from "May" and a parse tells tense, by which "on Friday"
// is the last one or the next one.
class Times {
 public:
  Times();
  ~Times();
  Times(Times&&) noexcept;
  Times& operator=(Times&&) noexcept;

  // In the order of the text, no two overlapping.
  [[nodiscard]] std::vector<TimeExpression> operator()(const Text& text, const TimeContext& context) const;

 private:
  struct Grammar;
  std::unique_ptr<const Grammar> grammar_;
};

[[nodiscard]] std::string_view to_string(TimeType type);  // "DATE"
[[nodiscard]] std::string_view to_string(Granularity granularity);
[[nodiscard]] std::string_view to_string(TimeMod mod);  // "START"; empty for none

}  // namespace tidings::extract
