#pragma once

#include <cstdint>

#include "pipeline/extract/time/form.h"
#include "pipeline/extract/time/patterns.h"

namespace tidings::extract::timex {

// Which of two numbers is the day.
enum class DayOrder : std::uint8_t { kUnknown, kDayFirst, kMonthFirst };

// One symbol of a match, and the lexeme that it is.
struct Capture {
  Symbol symbol = 0;
  std::int32_t value = 0;
  std::uint32_t lexeme = 0;
};

// Says in a form what one captured class says, in whatever expression it stands.
void take(Form& form, const Capture& c, DayOrder order);

}  // namespace tidings::extract::timex
