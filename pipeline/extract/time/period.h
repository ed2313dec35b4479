#pragma once

#include <optional>
#include <string>

#include "pipeline/extract/time/calendar.h"
#include "pipeline/extract/time/form.h"

namespace tidings::extract::timex {

// A day or a longer time of the calendar.
struct Period {
  Granularity granularity = Granularity::kVague;
  Day day{};  // the first of it
  std::string value;
};

inline constexpr int kFirstYear = -9990, kLastYear = 2199;  // what is beyond is absurd

[[nodiscard]] Period on_day(Day day);
// The period of that size that holds the day.
[[nodiscard]] std::optional<Period> period_at(Day day, Granularity granularity);
[[nodiscard]] Day end_of(const Period& period);  // the first day after it
[[nodiscard]] int season_month(int season);      // the first of it

// The time that is as far from `base` as the form counts, in its direction. `minutes`: of the day of `base`; kNo: not
// known, and nothing for a form that counts hours. kVague: as exact as the unit counted.
[[nodiscard]] std::optional<Period> shift(const Form& form, Day base, int minutes, Granularity granularity);

}  // namespace tidings::extract::timex
