#include "pipeline/extract/time/form.h"

namespace tidings::extract::timex {

bool dated(const Form& f) { return has(f.day) || has(f.weekday) || has(f.holiday) || f.rel_unit == Unit::kDay; }
bool timed(const Form& f) { return has_clock(f) || has(f.part); }
bool yeared(const Form& f) { return has(f.year) || (f.rel_unit == Unit::kYear && has(f.rel)); }
bool calendar(const Form& f) { return f.kind == Kind::kCalendar; }
bool contained(const Form& f) { return has(f.rel) && f.rel_unit != Unit::kNone; }

bool only_clock(const Form& f) {
  return calendar(f) && timed(f) && !dated(f) && !has(f.month) && !has(f.year) && !contained(f);
}
bool only_weekday(const Form& f) {
  return calendar(f) && has(f.weekday) && !has(f.day) && !has(f.month) && !has(f.rel) && !timed(f);
}
bool only_year(const Form& f) {
  return calendar(f) && yeared(f) && !has(f.month) && !has(f.season) && !has(f.quarter) && !dated(f);
}
bool under_year(const Form& f) {
  return calendar(f) && !yeared(f) && !contained(f) && !has(f.rel) &&
         (has(f.month) || has(f.season) || has(f.quarter) || has(f.half) || has(f.week) || has(f.holiday)) &&
         !has(f.weekday);
}
bool period(const Form& f) {
  return calendar(f) &&
         (has(f.year) || has(f.month) || has(f.season) || has(f.decade) || has(f.century) || has(f.rel) ||
          has(f.part) || has(f.weekday) || has(f.quarter) || has(f.holiday) || has(f.half));
}

}  // namespace tidings::extract::timex
