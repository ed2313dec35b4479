#pragma once

#include <string>

#include "pipeline/extract/time/calendar.h"
#include "pipeline/extract/time/form.h"

// TIMEX3 values as ISO 8601 writes them.
namespace tidings::extract::timex {

[[nodiscard]] std::string date_value(Day day);                        // 1911-05-03
[[nodiscard]] std::string month_value(int year, int month);           // 1911-05
[[nodiscard]] std::string year_value(int year);                       // 1911, BC0490
[[nodiscard]] std::string week_value(Day monday);                     // 1911-W18
[[nodiscard]] std::string decade_value(int year);                     // 191X
[[nodiscard]] std::string century_value(int year);                    // 19XX
[[nodiscard]] std::string season_value(int year, int season);         // 1911-SU
[[nodiscard]] std::string_view part_value(int part);                  // MO
[[nodiscard]] std::string clock_value(const Form& form, int offset);  // T09:30+01:00; kNo: no zone
[[nodiscard]] std::string duration_value(const Form& form);           // P2D, PT1H30M, PXY
[[nodiscard]] std::string set_value(const Form& form);                // P1D, XXXX-WXX-5T16:00

[[nodiscard]] Granularity granularity_of(Unit unit);

}  // namespace tidings::extract::timex
