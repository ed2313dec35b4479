#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

// Dates of the proleptic Gregorian calendar, without zones. The year 0 is 1 BC, -1 is 2 BC.
namespace tidings::extract::timex {

using Day = std::chrono::sys_days;

// Nothing for a day there is not (February 30) or a year beyond 2199 or before 9999 BC.
[[nodiscard]] std::optional<Day> day_of(int year, int month, int day);

struct Civil {
  int year = 0;
  int month = 0;
  int day = 0;
};
[[nodiscard]] Civil civil_of(Day day);

[[nodiscard]] int weekday_of(Day day);  // 1: Monday … 7: Sunday
[[nodiscard]] Day monday_of(Day day);   // of its week

struct IsoWeek {
  int year = 0;  // may differ from that of the day
  int week = 0;  // 1 to 53
};
[[nodiscard]] IsoWeek iso_week_of(Day day);
[[nodiscard]] std::optional<Day> monday_of_week(int year, int week);  // nothing where the year has no such week

[[nodiscard]] int days_in_month(int year, int month);
[[nodiscard]] Day add_months(Day day, int months);  // the last of the month where it is shorter

[[nodiscard]] Day easter_of(int year);
[[nodiscard]] Day orthodox_easter_of(int year);

// The nth such weekday of a month; n = -1: the last.
[[nodiscard]] Day nth_weekday(int year, int month, int weekday, int n);

// Feasts and memorial days, in the order of the table in calendar.cc; see rules.cc for their names.
enum class Holiday : std::int8_t {
  kNewYear,
  kNewYearsEve,
  kChristmas,
  kChristmasEve,
  kBoxingDay,
  kEpiphany,
  kOrthodoxChristmas,
  kValentine,
  kSaintPatrick,
  kAprilFools,
  kMayDay,
  kVictoryDay,
  kIndependenceDay,
  kBastilleDay,
  kHalloween,
  kAllSaints,
  kGuyFawkes,
  kArmistice,
  kWomensDay,
  kEarthDay,
  kGroundhogDay,
  kJuneteenth,
  kFlagDay,
  kMartinLutherKing,
  kPresidents,
  kMemorial,
  kLabor,
  kColumbus,
  kThanksgiving,
  kBlackFriday,
  kCyberMonday,
  kMothers,
  kFathers,
  kEaster,
  kGoodFriday,
  kEasterMonday,
  kPalmSunday,
  kAshWednesday,
  kAscension,
  kPentecost,
  kOrthodoxEaster,
};
[[nodiscard]] Day day_of(Holiday holiday, int year);

}  // namespace tidings::extract::timex
