#include "pipeline/extract/time/period.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "pipeline/extract/time/format.h"

namespace tidings::extract::timex {

using std::chrono::days;

int season_month(int season) {
  constexpr std::array<int, 4> kMonths{3, 6, 9, 12};
  return kMonths.at(static_cast<std::size_t>(season));
}

Period on_day(Day day) { return {Granularity::kDay, day, date_value(day)}; }

std::optional<Period> period_at(Day day, Granularity granularity) {
  const Civil c = civil_of(day);
  if (c.year < kFirstYear || c.year > kLastYear) return std::nullopt;
  switch (granularity) {
    case Granularity::kCentury:
      return Period{granularity, *day_of(c.year / 100 * 100, 1, 1), century_value(c.year)};
    case Granularity::kDecade:
      return Period{granularity, *day_of(c.year / 10 * 10, 1, 1), decade_value(c.year)};
    case Granularity::kYear:
      return Period{granularity, *day_of(c.year, 1, 1), year_value(c.year)};
    case Granularity::kHalf:
      return Period{granularity, *day_of(c.year, c.month <= 6 ? 1 : 7, 1),
                    fmt::format("{}-H{}", year_value(c.year), c.month <= 6 ? 1 : 2)};
    case Granularity::kQuarter:
      return Period{granularity, *day_of(c.year, (c.month - 1) / 3 * 3 + 1, 1),
                    fmt::format("{}-Q{}", year_value(c.year), (c.month - 1) / 3 + 1)};
    case Granularity::kSeason: {
      const int year = c.month <= 2 ? c.year - 1 : c.year;
      const int season = c.month <= 2 || c.month == 12 ? 3 : c.month / 3 - 1;
      return Period{granularity, *day_of(year, season_month(season), 1), season_value(year, season)};
    }
    case Granularity::kMonth:
      return Period{granularity, *day_of(c.year, c.month, 1), month_value(c.year, c.month)};
    case Granularity::kWeek:
      return Period{granularity, monday_of(day), week_value(monday_of(day))};
    case Granularity::kWeekend:
      return Period{granularity, monday_of(day) + days{5}, week_value(monday_of(day)) + "-WE"};
    default:
      return on_day(day);
  }
}

Day end_of(const Period& period) {
  switch (period.granularity) {
    case Granularity::kMonth:
      return add_months(period.day, 1);
    case Granularity::kQuarter:
    case Granularity::kSeason:
      return add_months(period.day, 3);
    case Granularity::kHalf:
      return add_months(period.day, 6);
    case Granularity::kDecade:
      return add_months(period.day, 120);
    default:
      return add_months(period.day, 12);
  }
}

std::optional<Period> shift(const Form& form, Day base, int minutes, Granularity granularity) {
  Day day = base;
  for (const auto& [unit, count] :
       {std::pair{form.unit, form.count}, std::pair{form.unit2, form.count2}, std::pair{form.unit3, form.count3}}) {
    if (unit == Unit::kNone) continue;
    if (!has(count) || count > 100'000'000) return std::nullopt;
    const int n = count / 1000 * form.direction;
    if (std::abs(n) > 5000) return std::nullopt;
    switch (unit) {
      case Unit::kSecond:
      case Unit::kMinute:
      case Unit::kHour: {
        if (!has(minutes)) return std::nullopt;
        const int step = unit == Unit::kHour ? 60 * count / 1000 : unit == Unit::kMinute ? count / 1000 : 0;
        const int all = minutes + form.direction * step;
        const int over = all >= 0 ? all / (24 * 60) : -((-all + (24 * 60) - 1) / (24 * 60));
        Period found = {Granularity::kMinute, day + days{over}, ""};
        found.value = date_value(found.day) +
                      fmt::format("T{:02}:{:02}", (all - over * (24 * 60)) / 60, (all - over * (24 * 60)) % 60);
        return found;
      }
      case Unit::kDay:
      case Unit::kNight:
        day += days{n};
        break;
      case Unit::kWeekend:
      case Unit::kWeek:
        day += days{7 * count / 1000 * form.direction};
        break;
      case Unit::kFortnight:
        day += days{14 * n};
        break;
      case Unit::kMonth:
        day = add_months(day, n);
        break;
      case Unit::kQuarter:
      case Unit::kSeason:
        day = add_months(day, 3 * n);
        break;
      case Unit::kHalf:
        day = add_months(day, 6 * n);
        break;
      case Unit::kYear:
        day = add_months(day, 12 * count / 1000 * form.direction);
        break;
      case Unit::kDecade:
        day = add_months(day, 120 * count / 1000 * form.direction);
        break;
      case Unit::kCentury:
        day = add_months(day, 1200 * n);
        break;
      default:
        return std::nullopt;
    }
    const int year = civil_of(day).year;
    if (year < kFirstYear || year > kLastYear) return std::nullopt;
  }
  if (granularity == Granularity::kVague) {
    const Unit last = form.unit3 != Unit::kNone ? form.unit3 : form.unit2 != Unit::kNone ? form.unit2 : form.unit;
    granularity = granularity_of(last);
  }
  return period_at(day, granularity);
}

}  // namespace tidings::extract::timex
