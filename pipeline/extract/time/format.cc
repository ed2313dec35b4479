#include "pipeline/extract/time/format.h"

#include <fmt/format.h>

#include <array>

namespace tidings::extract::timex {
namespace {

bool is_clock_unit(Unit unit) { return unit == Unit::kSecond || unit == Unit::kMinute || unit == Unit::kHour; }

struct UnitName {
  std::string_view letter;
  int times;
};

UnitName name_of(Unit unit) {
  switch (unit) {
    case Unit::kSecond:
      return {"S", 1};
    case Unit::kMinute:
      return {"M", 1};
    case Unit::kHour:
      return {"H", 1};
    case Unit::kWeekend:
      return {"WE", 1};
    case Unit::kWeek:
      return {"W", 1};
    case Unit::kFortnight:
      return {"W", 2};
    case Unit::kMonth:
      return {"M", 1};
    case Unit::kQuarter:
    case Unit::kSeason:
      return {"M", 3};
    case Unit::kHalf:
      return {"M", 6};
    case Unit::kYear:
      return {"Y", 1};
    case Unit::kDecade:
      return {"DE", 1};
    case Unit::kCentury:
      return {"CE", 1};
    case Unit::kMillennium:
      return {"ML", 1};
    default:
      return {"D", 1};
  }
}

std::string decimal(int thousandths) {
  if (thousandths % 1000 == 0) return fmt::format("{}", thousandths / 1000);
  std::string text = fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
  while (text.back() == '0') text.pop_back();
  return text;
}

// Hours and minutes with a fraction become the next smaller unit: 1.5 hours are 1H30M.
std::string amount(int count, Unit unit) {
  if (count == kNo) return fmt::format("X{}", name_of(unit).letter);
  const int fraction = count % 1000;
  if (unit == Unit::kHour && fraction != 0) {
    const int minutes = fraction * 60 / 1000;
    return count >= 1000 ? fmt::format("{}H{}M", count / 1000, minutes) : fmt::format("{}M", minutes);
  }
  const auto [letter, times] = name_of(unit);
  return decimal(count * times) + std::string(letter);
}

}  // namespace

std::string date_value(Day day) {
  const Civil c = civil_of(day);
  return fmt::format("{}-{:02}-{:02}", year_value(c.year), c.month, c.day);
}

std::string month_value(int year, int month) { return fmt::format("{}-{:02}", year_value(year), month); }

std::string year_value(int year) { return year > 0 ? fmt::format("{:04}", year) : fmt::format("BC{:04}", 1 - year); }

std::string decade_value(int year) {
  return year > 0 ? fmt::format("{:03}X", year / 10) : fmt::format("BC{:03}X", (1 - year) / 10);
}

std::string century_value(int year) {
  return year > 0 ? fmt::format("{:02}XX", year / 100) : fmt::format("BC{:02}XX", (1 - year) / 100);
}

std::string week_value(Day monday) {
  const IsoWeek week = iso_week_of(monday);
  return fmt::format("{:04}-W{:02}", week.year, week.week);
}

std::string season_value(int year, int season) {
  constexpr std::array<std::string_view, 4> kNames{"SP", "SU", "FA", "WI"};
  return fmt::format("{}-{}", year_value(year), kNames.at(static_cast<std::size_t>(season)));
}

std::string_view part_value(int part) {
  constexpr std::array<std::string_view, 8> kNames{"TDA", "TMO", "T12:00", "TAF", "TEV", "TNI", "T24:00", "TDT"};
  return kNames.at(static_cast<std::size_t>(part));
}

std::string clock_value(const Form& form, int offset) {
  std::string value = fmt::format("T{:02}:{:02}", form.hour, form.minute);
  if (has(form.second)) value += fmt::format(":{:02}", form.second);
  if (offset == kNo) return value;
  if (offset == 0) return value + "Z";
  const int minutes = std::abs(offset);
  return value + fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string duration_value(const Form& form) {
  std::string date, time;
  for (const auto& [unit, count] :
       {std::pair{form.unit, form.count}, std::pair{form.unit2, form.count2}, std::pair{form.unit3, form.count3}}) {
    if (unit != Unit::kNone) (is_clock_unit(unit) ? time : date) += amount(count, unit);
  }
  return "P" + date + (time.empty() ? "" : "T" + time);
}

std::string set_value(const Form& form) {
  std::string time;
  if (has(form.hour)) time = clock_value(form, kNo);
  if (!has(form.hour) && has(form.part)) time = part_value(form.part);
  if (has(form.weekday)) return fmt::format("XXXX-WXX-{}{}", form.weekday, time);
  if (has(form.month) && has(form.day)) return fmt::format("XXXX-{:02}-{:02}", form.month, form.day);
  if (has(form.month)) return fmt::format("XXXX-{:02}", form.month);
  if (has(form.season)) return "XXXX" + season_value(1, form.season).substr(4);
  if (!time.empty()) return "XXXX-XX-XX" + time;
  return duration_value(form);
}

Granularity granularity_of(Unit unit) {
  switch (unit) {
    case Unit::kSecond:
      return Granularity::kSecond;
    case Unit::kMinute:
      return Granularity::kMinute;
    case Unit::kHour:
      return Granularity::kHour;
    case Unit::kDay:
    case Unit::kNight:
      return Granularity::kDay;
    case Unit::kWeekend:
      return Granularity::kWeekend;
    case Unit::kWeek:
    case Unit::kFortnight:
      return Granularity::kWeek;
    case Unit::kMonth:
      return Granularity::kMonth;
    case Unit::kQuarter:
      return Granularity::kQuarter;
    case Unit::kSeason:
      return Granularity::kSeason;
    case Unit::kHalf:
      return Granularity::kHalf;
    case Unit::kYear:
      return Granularity::kYear;
    case Unit::kDecade:
      return Granularity::kDecade;
    case Unit::kCentury:
    case Unit::kMillennium:
      return Granularity::kCentury;
    case Unit::kNone:
      break;
  }
  return Granularity::kVague;
}

}  // namespace tidings::extract::timex
