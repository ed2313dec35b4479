#include "pipeline/extract/time/calendar.h"

#include <array>

namespace tidings::extract::timex {
namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = -9998, kLastYear = 2199;

Day at(int year, int month, int day) {
  return Day{chrono::year{year} / chrono::month{static_cast<unsigned>(month)} /
             chrono::day{static_cast<unsigned>(day)}};
}

// A day of each year: fixed (`weekday` 0), the nth weekday of a month, or so many days from Easter (`month` 0).
struct Feast {
  int month, day, weekday, days;
};

constexpr std::array<Feast, 41> kFeasts{{
    {1, 1, 0, 0},   {12, 31, 0, 0}, {12, 25, 0, 0}, {12, 24, 0, 0}, {12, 26, 0, 0}, {1, 6, 0, 0},  {1, 7, 0, 0},
    {2, 14, 0, 0},  {3, 17, 0, 0},  {4, 1, 0, 0},   {5, 1, 0, 0},   {5, 9, 0, 0},   {7, 4, 0, 0},  {7, 14, 0, 0},
    {10, 31, 0, 0}, {11, 1, 0, 0},  {11, 5, 0, 0},  {11, 11, 0, 0}, {3, 8, 0, 0},   {4, 22, 0, 0}, {2, 2, 0, 0},
    {6, 19, 0, 0},  {6, 14, 0, 0},  {1, 3, 1, 0},   {2, 3, 1, 0},   {5, -1, 1, 0},  {9, 1, 1, 0},  {10, 2, 1, 0},
    {11, 4, 4, 0},  {11, 4, 4, 1},  {11, 4, 4, 4},  {5, 2, 7, 0},   {6, 3, 7, 0},   {0, 0, 0, 0},  {0, 0, 0, -2},
    {0, 0, 0, 1},   {0, 0, 0, -7},  {0, 0, 0, -46}, {0, 0, 0, 39},  {0, 0, 0, 49},  {-1, 0, 0, 0},
}};

}  // namespace

std::optional<Day> day_of(int year, int month, int day) {
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (year < kFirstYear || year > kLastYear || month < 1 || day < 1 || !date.ok()) return std::nullopt;
  return Day{date};
}

Civil civil_of(Day day) {
  const chrono::year_month_day date{day};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int weekday_of(Day day) { return static_cast<int>(chrono::weekday{day}.iso_encoding()); }

Day monday_of(Day day) { return day - chrono::days{weekday_of(day) - 1}; }

IsoWeek iso_week_of(Day day) {
  const Day thursday = monday_of(day) + chrono::days{3};
  const int year = civil_of(thursday).year;
  return {year, static_cast<int>((thursday - at(year, 1, 1)).count() / 7) + 1};
}

std::optional<Day> monday_of_week(int year, int week) {
  if (year < 1 || year > kLastYear || week < 1 || week > 53) return std::nullopt;
  const Day monday = monday_of(at(year, 1, 4)) + chrono::days{7 * (week - 1)};
  if (iso_week_of(monday).year != year) return std::nullopt;
  return monday;
}

int days_in_month(int year, int month) {
  const chrono::year_month_day_last last{chrono::year{year},
                                         chrono::month_day_last{chrono::month{static_cast<unsigned>(month)}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Day add_months(Day day, int months) {
  const Civil civil = civil_of(day);
  const int all = civil.year * 12 + civil.month - 1 + months;
  const int year = all >= 0 ? all / 12 : (all - 11) / 12;
  const int month = all - year * 12 + 1;
  const int last = days_in_month(year, month);
  return at(year, month, civil.day < last ? civil.day : last);
}

// The anonymous Gregorian computus.
Day easter_of(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int g = (8 * b + 13) / 25, h = (19 * a + b - b / 4 - g + 15) % 30;
  const int m = (a + 11 * h) / 319, r = (2 * (b % 4) + 2 * (c / 4) - c % 4 - h + m + 32) % 7;
  const int month = (h - m + r + 90) / 25;
  return at(year, month, (h - m + r + month + 19) % 32);
}

// Meeus' Julian computus, carried over to the Gregorian calendar.
Day orthodox_easter_of(int year) {
  const int d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
  return at(year, month, day) + chrono::days{year / 100 - year / 400 - 2};
}

Day nth_weekday(int year, int month, int weekday, int n) {
  if (n < 0) {
    const Day last = at(year, month, days_in_month(year, month));
    return last - chrono::days{(weekday_of(last) - weekday + 7) % 7};
  }
  const Day first = at(year, month, 1);
  return first + chrono::days{(weekday - weekday_of(first) + 7) % 7 + 7 * (n - 1)};
}

Day day_of(Holiday holiday, int year) {
  const Feast& feast = kFeasts.at(static_cast<std::size_t>(holiday));
  if (feast.month < 0) return orthodox_easter_of(year);
  const Day base = feast.month == 0     ? easter_of(year)
                   : feast.weekday != 0 ? nth_weekday(year, feast.month, feast.weekday, feast.day)
                                        : at(year, feast.month, feast.day);
  return base + chrono::days{feast.days};
}

}  // namespace tidings::extract::timex
