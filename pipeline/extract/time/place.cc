#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "pipeline/extract/time/format.h"
#include "pipeline/extract/time/resolver.h"

namespace tidings::extract::timex {

using std::chrono::days;

namespace {

int days_between(Day a, Day b) { return static_cast<int>((b - a).count()); }

}  // namespace

std::optional<Period> Resolver::place(const Form& f) {
  if (has(f.nth) && f.unit != Unit::kNone) return nth_of(f);
  if (has(f.rel)) return relative(f);
  if (has(f.year)) return in_year(f, f.year);
  if (has(f.decade)) return decade(f);
  if (has(f.century)) return century(f);
  if (has(f.month) || has(f.holiday)) return without_year(f);
  if (has(f.day)) return day_of_some_month(f);
  if (has(f.weekday)) return weekday(f);
  if (has(f.season) || has(f.quarter) || has(f.half) || has(f.week)) return period_without_year(f);
  const bool timed = has_clock(f) || has(f.part);
  if (!timed || (!has_clock(f) && in_general(f))) return std::nullopt;
  const auto day = anchors_.day_for_clock(sentence_);
  if (!day) return std::nullopt;
  out_.basis = day == anchors_.published() ? "publication" : "narrative";
  return on_day(*day);
}

bool Resolver::in_general(const Form& f) const {
  const auto part = static_cast<Part>(f.part);
  // "struck the port overnight" is of one night; "an overnight train" of any.
  if (around_.word(f.first) == "overnight" && !around_.is_noun(f.last, 1)) return false;
  const bool long_one = part != Part::kNoon && part != Part::kMidnight && part != Part::kDawn;
  return long_one && f.first == f.last && f.mod == TimeMod::kNone;
}

std::optional<Period> Resolver::decade(const Form& f) {
  int decade = f.decade;
  if (decade < 10) {
    out_.basis = "publication";
    decade += 190;
  }
  const auto first = day_of(decade * 10, 1, 1);
  return first ? period_at(*first, Granularity::kDecade) : std::nullopt;
}

std::optional<Period> Resolver::century(const Form& f) {
  if (f.century < 1 || f.century > 21) return std::nullopt;
  const int begin = (f.century - 1) * 100;
  return Period{Granularity::kCentury, *day_of(f.bc ? 1 - begin : begin, 1, 1),
                fmt::format("{}{:02}XX", f.bc ? "BC" : "", f.century - 1)};
}

std::optional<Period> Resolver::in_year(const Form& f, int year) {
  if (has(f.holiday)) return on_day(day_of(static_cast<Holiday>(f.holiday), year));
  if (has(f.month) && has(f.day)) {
    const auto day = day_of(year, f.month, f.day);
    if (!day) return std::nullopt;
    check_weekday(f, *day);
    check_order(f);
    return on_day(*day);
  }
  const auto first = day_of(year, has(f.month) ? f.month : 1, 1);
  if (!first) return std::nullopt;
  if (has(f.month)) return period_at(*first, Granularity::kMonth);
  if (has(f.season))
    return Period{Granularity::kSeason, *day_of(year, season_month(f.season), 1), season_value(year, f.season)};
  if (has(f.quarter)) return period_at(add_months(*first, 3 * (f.quarter - 1)), Granularity::kQuarter);
  if (has(f.half)) return period_at(add_months(*first, 6 * (f.half - 1)), Granularity::kHalf);
  if (has(f.week)) {
    const auto monday = monday_of_week(year, f.week);
    return monday ? period_at(*monday, Granularity::kWeek) : std::nullopt;
  }
  if (f.fiscal) return Period{Granularity::kYear, *first, "FY" + year_value(year)};
  return period_at(*first, Granularity::kYear);
}

void Resolver::check_weekday(const Form& f, Day day) {
  if (!has(f.weekday) || weekday_of(day) == f.weekday) return;
  constexpr std::array<std::string_view, 7> kNames{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
  out_.conflicts.push_back(
      fmt::format("{} is no {}", date_value(day), kNames.at(static_cast<std::size_t>(f.weekday - 1))));
}

void Resolver::check_order(const Form& f) {
  if (f.exchangeable) out_.conflicts.push_back("day and month may be the other way round");
}

std::optional<YearBase> Resolver::year_base() const {
  if (before_ != nullptr && before_->to_next && previous_) return YearBase{*previous_, Granularity::kDay, true};
  return anchors_.base_for_year(sentence_);
}

std::optional<Period> Resolver::without_year(const Form& f) {
  if (f.month == 9 && f.day == 11 && around_.word(f.first) == "9/11" && around_.word(f.first, -1) != "on") {
    return in_year(f, 2001);
  }
  const auto base = year_base();
  if (!base) return std::nullopt;
  out_.basis = base->narrative ? "narrative" : "publication";
  const auto found = nearest(*base, [&](int year) -> std::optional<Period> {
    Form full = f;
    full.weekday = kNo;
    full.exchangeable = false;
    return in_year(full, year);
  });
  if (!found) return std::nullopt;
  if (has(f.weekday) && found->granularity == Granularity::kDay) return with_weekday(f, *base, *found);
  if (f.exchangeable) check_order(f);
  return found;
}

template <typename Make>
std::optional<Period> Resolver::nearest(const YearBase& base, const Make& make) {
  const int year = civil_of(base.day).year;
  std::optional<Period> best;
  int least = 0;
  for (int candidate = year - 1; candidate <= year + 1; ++candidate) {
    const auto found = make(candidate);
    if (!found) continue;
    const int cost = distance(base, *found);
    if (!best || cost < least) best = found, least = cost;
  }
  return best;
}

int Resolver::distance(const YearBase& base, const Period& found) const {
  constexpr int kWrongSide = 60;  // days that a tense may be wrong about
  if (base.narrative) {
    if (base.granularity == Granularity::kYear) return civil_of(base.day).year == civil_of(found.day).year ? 0 : 1;
    // A story goes on in its year; December is followed by January.
    const int ahead = days_between(base.day, found.day);
    if (before_ != nullptr && before_->to_next && ahead < 0) return 2000;  // a range does not end before it begins
    const int other_year = civil_of(base.day).year == civil_of(found.day).year ? 0 : 200;
    return (ahead >= 0 ? ahead / 2 : -ahead) + other_year;
  }
  const int length = found.granularity == Granularity::kDay ? 0 : found.granularity == Granularity::kMonth ? 30 : 91;
  const int ahead = days_between(base.day, found.day);            // to its begin
  const int behind = days_between(found.day, base.day) - length;  // from its end
  const int away = ahead > 0 ? ahead : behind > 0 ? behind : 0;
  const bool wrong =
      (tense_ == Tense::kPast && ahead > kWrongSide) || (tense_ == Tense::kFuture && behind > kWrongSide);
  return wrong ? away + 1000 : away;
}

std::optional<Period> Resolver::with_weekday(const Form& f, const YearBase& base, const Period& found) {
  constexpr int kFar = 200, kNear = 40;
  if (weekday_of(found.day) == f.weekday) return found;
  const int year = civil_of(found.day).year;
  for (const int other : {year - 1, year + 1}) {
    const auto day = day_of(other, f.month, f.day);
    if (day && weekday_of(*day) == f.weekday && std::abs(days_between(base.day, *day)) < kFar) return on_day(*day);
  }
  check_weekday(f, found.day);
  for (const int months : {1, -1}) {
    const Day first = add_months(*day_of(year, f.month, 1), months);
    const Civil c = civil_of(first);
    const auto day = day_of(c.year, c.month, f.day);
    if (!day || weekday_of(*day) != f.weekday || std::abs(days_between(base.day, *day)) > kNear) continue;
    out_.basis = "weekday";
    return on_day(*day);
  }
  return found;
}

std::optional<Period> Resolver::day_of_some_month(const Form& f) {
  const auto base = year_base();
  if (!base) return std::nullopt;
  out_.basis = base->narrative ? "narrative" : "publication";
  std::optional<Period> best;
  int least = 0;
  const Day first = *day_of(civil_of(base->day).year, civil_of(base->day).month, 1);
  const int reach = has(f.weekday) ? 12 : 1;
  for (int months = -reach; months <= reach; ++months) {
    const Civil c = civil_of(add_months(first, months));
    const auto day = day_of(c.year, c.month, f.day);
    if (!day || (has(f.weekday) && weekday_of(*day) != f.weekday)) continue;
    int cost = std::abs(days_between(base->day, *day));
    if (base->narrative && months == 0) cost = 0;
    if (!base->narrative && tense_ == Tense::kFuture && *day < base->day) cost += 40;
    if (!base->narrative && tense_ == Tense::kPast && *day > base->day) cost += 40;
    if (!best || cost < least) best = on_day(*day), least = cost;
  }
  return best;
}

// "They have fought since April 2021. Holm left on Monday": a day of the week is near to what the text was written for,
// whatever else it tells of; in a history, to what came before it.
std::optional<YearBase> Resolver::weekday_base() const {
  if (anchors_.narrative() || (before_ != nullptr && before_->to_next)) return year_base();
  const auto published = anchors_.published();
  return published ? std::optional(YearBase{*published, Granularity::kDay, false}) : std::nullopt;
}

std::optional<Period> Resolver::weekday(const Form& f) {
  const auto base = weekday_base();
  if (!base) return std::nullopt;
  out_.basis = "weekday";
  const int ahead = (f.weekday - weekday_of(base->day) + 7) % 7;
  if (base->narrative) return on_day(base->day + days{ahead});
  const bool back = tense_ == Tense::kPast || tense_ == Tense::kUnknown;
  return on_day(base->day + days{back && ahead > 0 ? ahead - 7 : ahead});
}

std::optional<Period> Resolver::period_without_year(const Form& f) {
  const auto base = anchors_.base_for_year(sentence_);
  if (!base) return std::nullopt;
  out_.basis = base->narrative ? "narrative" : "publication";
  return nearest(*base, [&](int year) { return in_year(f, year); });
}

}  // namespace tidings::extract::timex
