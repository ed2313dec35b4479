#include <fmt/format.h>

#include "pipeline/extract/time/format.h"
#include "pipeline/extract/time/resolver.h"

namespace tidings::extract::timex {

using std::chrono::days;

std::optional<Period> Resolver::relative(const Form& f) {
  if (f.base == Base::kNarrative && f.rel_unit == Unit::kNone && f.rel == 0 && !has(f.month) && !has(f.season) &&
      !has(f.weekday)) {
    return that_time();
  }
  const auto base = base_of(f);
  if (!base) return std::nullopt;
  if (f.rel_unit == Unit::kNone) return relative_field(f, *base);
  if (f.rel_unit == Unit::kDay) return relative_day(f, *base);
  return in_container(f, *base);
}

std::optional<Period> Resolver::that_time() {
  const auto last = anchors_.last();
  if (!last) return std::nullopt;
  out_.basis = "narrative";
  return period_at(last->day, last->granularity);
}

std::optional<Day> Resolver::base_of(const Form& f) {
  const bool day = f.rel_unit == Unit::kDay || f.rel_unit == Unit::kWeek || f.rel_unit == Unit::kWeekend;
  if (f.near && !anchors_.narrative()) {
    const auto near = anchors_.near_day(sentence_);
    out_.basis = near && near != anchors_.published() ? "narrative" : "publication";
    return near;
  }
  const bool now =
      f.base == Base::kPublication && (!anchors_.narrative() || (f.rel_unit == Unit::kDay && anchors_.published()));
  const auto spoken = day ? anchors_.day() : anchors_.any_day();
  const auto base = now && anchors_.published() ? anchors_.published() : spoken;
  out_.basis = now || base == anchors_.published() ? "publication" : "narrative";
  return base;
}

std::optional<Period> Resolver::relative_day(const Form& f, Day base) {
  const Day day = base + days{f.rel};
  if (has(f.month) && has(f.day)) {  // "tomorrow, January 10"
    Form date = f;
    date.rel = kNo;
    date.rel_unit = Unit::kNone;
    const auto said = place(date);
    if (said && said->day != day) out_.conflicts.push_back(fmt::format("it would be {}", date_value(day)));
    if (said) return said;
    return std::nullopt;
  }
  check_weekday(f, day);
  return on_day(day);
}

std::optional<Period> Resolver::relative_field(const Form& f, Day base) {
  if (has(f.weekday) && has(f.month) && has(f.day)) {  // "this Friday (June 15)"
    Form date = f;
    date.rel = kNo;
    return place(date);
  }
  if (has(f.weekday)) return relative_weekday(f, base);
  const int year = civil_of(base).year;
  std::optional<Period> best;
  for (int candidate = year - 2; candidate <= year + 2; ++candidate) {
    Form full = f;
    full.rel = kNo;
    const auto found = in_year(full, candidate);
    if (!found) continue;
    const int length = found->granularity == Granularity::kMonth ? 30
                       : found->granularity == Granularity::kDay ? 0
                                                                 : 91;
    if (f.rel < 0 && found->day + days{length} <= base) best = found;
    if (f.rel > 0 && found->day > base && !best) best = found;
    if (f.rel == 0 && candidate == year) best = found;
  }
  return best;
}

std::optional<Period> Resolver::relative_weekday(const Form& f, Day base) {
  const int own = weekday_of(base);
  if (f.base == Base::kNarrative || f.rel < 0) {
    const int back = (own - f.weekday + 6) % 7 + 1, ahead = (f.weekday - own + 6) % 7 + 1;
    return on_day(f.rel < 0 ? base - days{back} : f.rel > 0 ? base + days{ahead} : base - days{back % 7});
  }
  if (f.rel == 0 || f.near) return on_day(base + days{(f.weekday - own + 7) % 7});
  return on_day(monday_of(base) + days{7 + f.weekday - 1});
}

std::optional<Period> Resolver::in_container(const Form& f, Day base) {
  const Civil c = civil_of(base);
  const Day month = *day_of(c.year, c.month, 1);
  switch (f.rel_unit) {
    case Unit::kWeek: {
      const Day monday = monday_of(base) + days{7 * f.rel};
      if (has(f.weekday)) return on_day(monday + days{f.weekday - 1});
      return period_at(monday, Granularity::kWeek);
    }
    case Unit::kFortnight:
      return period_at(base + days{14 * f.rel}, Granularity::kWeek);
    case Unit::kWeekend: {
      const bool over = f.near && tense_ != Tense::kFuture && weekday_of(base) < 6;  // "over the weekend"
      return period_at(monday_of(base) + days{7 * (f.rel - (over ? 1 : 0))}, Granularity::kWeekend);
    }
    case Unit::kNight:
      return on_day(base + days{f.rel});
    case Unit::kMonth: {
      const Civil of = civil_of(add_months(month, f.rel));
      if (!has(f.day)) return period_at(*day_of(of.year, of.month, 1), Granularity::kMonth);
      const auto day = day_of(of.year, of.month, f.day);
      return day ? std::optional(on_day(*day)) : std::nullopt;
    }
    case Unit::kQuarter:
      return period_at(add_months(month, 3 * f.rel), Granularity::kQuarter);
    case Unit::kHalf:
      return period_at(add_months(month, 6 * f.rel), Granularity::kHalf);
    case Unit::kYear: {
      Form full = f;
      full.rel = kNo;
      return in_year(full, c.year + f.rel);
    }
    case Unit::kDecade:
      return period_at(add_months(month, 120 * f.rel), Granularity::kDecade);
    case Unit::kCentury:
      return period_at(add_months(month, 1200 * f.rel), Granularity::kCentury);
    default:
      return std::nullopt;
  }
}

std::optional<Period> Resolver::nth_of(const Form& f) {
  Form whole = f;
  whole.nth = kNo;
  whole.unit = Unit::kNone;
  whole.weekday = kNo;
  const auto in = place(whole);
  if (!in) return std::nullopt;
  const Civil c = civil_of(in->day);
  const Day end = end_of(*in);
  const bool last = f.nth < 0;
  if (has(f.weekday) && in->granularity == Granularity::kMonth) {
    return f.nth > 5 ? std::nullopt : std::optional(on_day(nth_weekday(c.year, c.month, f.weekday, f.nth)));
  }
  switch (f.unit) {
    case Unit::kDay: {
      const Day day = last ? end - days{1} : in->day + days{f.nth - 1};
      return day < end ? std::optional(on_day(day)) : std::nullopt;
    }
    case Unit::kWeek: {
      // A week belongs to the month that has its Thursday.
      Day thursday = last ? monday_of(end - days{1}) + days{3} : monday_of(in->day) + days{3};
      if (last && thursday >= end) thursday -= days{7};
      if (!last && thursday < in->day) thursday += days{7};
      if (!last) thursday += days{7 * (f.nth - 1)};
      return period_at(thursday, Granularity::kWeek);
    }
    case Unit::kWeekend:
      return period_at(last ? end - days{1} : in->day + days{7 * (f.nth - 1)}, Granularity::kWeekend);
    case Unit::kMonth:
      return period_at(last ? end - days{1} : add_months(in->day, f.nth - 1), Granularity::kMonth);
    case Unit::kQuarter:
      return period_at(last ? end - days{1} : add_months(in->day, 3 * (f.nth - 1)), Granularity::kQuarter);
    case Unit::kYear:
      if (in->granularity > Granularity::kDecade) return std::nullopt;
      return period_at(add_months(in->day, 12 * ((last ? 10 : f.nth) - 1)), Granularity::kYear);
    default:
      return std::nullopt;
  }
}

}  // namespace tidings::extract::timex
