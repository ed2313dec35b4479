#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/extract/time/form.h"

namespace tidings::extract::timex {

// What a match says.
enum class Action : std::uint8_t {
  kDate,       // the fields as they stand
  kContainer,  // "next year", "that day"
  kField,      // "last March", "this morning": a field of the container that {rel} points to
  kDeictic,    // "yesterday"
  kAgo,        // before the time of publication
  kFromNow,    // after it
  kLater,      // after the time spoken of
  kEarlier,    // before it
  kAfter,      // after what is named next
  kBefore,     // before what is named next
  kDuration,
  kSet,
  kVague,
  kPrefix,
  kNth,
  kClock,
  kPast,  // "20 past eight"
  kTo,    // "ten to nine"
  kHoliday,
  kLocal,          // "local time"
  kZone,           // "GMT +8"
  kOrdinalPeriod,  // third quarter, second half
  kCentury,
  kFiscal,
};

// What must hold around a match.
enum class Guard : std::uint8_t {
  kNone,
  kYear,       // four digits that count nothing
  kMonthWeak,  // "May", not "may"
  kMonth,      // nobody's name
  kWeekdayWeak,
  kSeason,
  kSeasonWeak,  // not to fall
  kSlash,
  kTheDay,  // "the 10th", of nothing
  kRate,    // "a year" after an amount
  kPlural,  // "for decades"
  kHour,    // "at 8", only in something larger
  kClock,   // "2015" and "8.30" are none
  kDecade,
  kHourRange,
  kWeak,  // only in something larger
  kPartBare,
  kCapital,
  kAdjective,     // "current", "recent" before a noun
  kTemporalNoun,  // "the past", not before a noun
  kNotOf,         // not before "of"
  kOf,            // only before "of"
  kList,          // "May 5 and 7", not "May 5, 12 people"
  kLength,        // not "a second try", "a quarter of", "a year-long"
  kLastCapital,   // "this May", not "this may"
  kYears,         // two years, the second of two digits
  kQuantity,      // "about" before an amount
};

struct Rule {
  const char* pattern;  // with macros <…> of rules.cc
  Action action;
  Guard guard = Guard::kNone;
  int arg = 0;
  const char* vague = nullptr;
};

[[nodiscard]] std::span<const Rule> rules();

// The macros of a pattern replaced.
[[nodiscard]] std::string expand_macros(std::string_view pattern);

}  // namespace tidings::extract::timex
