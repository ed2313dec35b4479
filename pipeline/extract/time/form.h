#pragma once

#include <cstdint>

#include "pipeline/extract/time/times.h"

// What an expression says, before anything is known of when it was said.
namespace tidings::extract::timex {

inline constexpr int kNo = -32768;  // a field that is not there

enum class Unit : std::int8_t {
  kNone,
  kSecond,
  kMinute,
  kHour,
  kDay,
  kNight,
  kWeekend,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kSeason,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kMillennium,
};

enum class Part : std::int8_t { kDawn, kMorning, kNoon, kAfternoon, kEvening, kNight, kMidnight, kDaytime };
enum class Season : std::int8_t { kSpring, kSummer, kAutumn, kWinter };

enum class Kind : std::int8_t {
  kCalendar,  // a date or clock time, with whatever of its fields was said
  kOffset,    // so many units from somewhere: "two days later", "three weeks from Monday"
  kDuration,
  kSet,
  kVague,   // a fixed value: PAST_REF
  kPrefix,  // "early", "the end of": something only before a date
  kNth,     // "the last week", "the first ten days": something only in a date
  kZone,    // "Moscow time": something only after a clock
};

// Where a relative date is counted from.
enum class Base : std::int8_t { kPublication, kNarrative };

struct Form {
  Kind kind = Kind::kCalendar;
  Base base = Base::kPublication;
  std::uint32_t begin = 0, end = 0;   // bytes
  std::uint32_t first = 0, last = 0;  // lexemes
  bool bc = false;
  bool plural = false;  // weekdays: "Mondays"
  bool weak = false;    // only part of something larger, nothing by itself
  bool fiscal = false;
  bool quantity = false;      // a prefix of amounts: "about"
  bool like_anchor = false;   // an offset as exact as what it is counted from
  bool year_sure = true;      // false: four digits that are a year because of where they stand
  bool exchangeable = false;  // day and month could be the other way round
  int year = kNo, month = kNo, day = kNo, weekday = kNo;
  int decade = kNo;   // 199: the 1990s; 9: of the century at hand
  int century = kNo;  // 20: 1900 to 1999
  int season = kNo, quarter = kNo, half = kNo, week = kNo, holiday = kNo;
  int hour = kNo, minute = kNo, second = kNo, part = kNo;
  bool half_day_known = false;  // am or pm was said, or the hour says it
  bool ambiguous_hour = false;  // "at 8"
  int zone = kNo;               // index of Zones
  int zone_offset = kNo;        // minutes east of UTC
  bool local_time = false;      // "local time"
  Unit rel_unit = Unit::kNone;  // the container: "next year", "that day", "today"
  int rel = kNo;
  Unit unit = Unit::kNone;   // what is counted
  int count = kNo;           // thousandths; kNo: an unknown number of them
  Unit unit2 = Unit::kNone;  // "3 hours 30 minutes"
  int count2 = kNo;
  Unit unit3 = Unit::kNone;
  int count3 = kNo;
  int direction = 0;  // of an offset
  int nth = kNo;      // of `unit`, -1: the last
  TimeMod mod = TimeMod::kNone;
  const char* vague = nullptr;
  bool near = false;          // "the day": the one spoken of just now, else today
  bool second_clock = false;  // the same instant as the form before it, by another clock
  bool to_next = false;       // the form after it ends a range that this one begins
};

[[nodiscard]] inline bool has(int field) { return field != kNo; }
[[nodiscard]] inline bool has_clock(const Form& form) { return has(form.hour); }

[[nodiscard]] bool dated(const Form& f);   // says which day, or part of one
[[nodiscard]] bool timed(const Form& f);   // says when in a day
[[nodiscard]] bool yeared(const Form& f);  // says which year, by number or relation
[[nodiscard]] bool calendar(const Form& f);
[[nodiscard]] bool contained(const Form& f);  // "this year", "that day"
[[nodiscard]] bool only_clock(const Form& f);
[[nodiscard]] bool only_weekday(const Form& f);
[[nodiscard]] bool only_year(const Form& f);
[[nodiscard]] bool under_year(const Form& f);  // what a year makes complete
[[nodiscard]] bool period(const Form& f);      // something that has a begin, a middle and an end

}  // namespace tidings::extract::timex
