#include "pipeline/extract/time/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "pipeline/extract/time/anchor.h"
#include "pipeline/extract/time/format.h"
#include "pipeline/extract/time/tense.h"

namespace tidings::extract::timex {
namespace {

using std::chrono::days;

constexpr int kDayMinutes = 24 * 60;
constexpr int kFirstYear = -9990, kLastYear = 2199;

int days_between(Day a, Day b) { return static_cast<int>((b - a).count()); }

// First month of each season.
int season_month(int season) {
  constexpr std::array<int, 4> kMonths{3, 6, 9, 12};
  return kMonths.at(static_cast<std::size_t>(season));
}

class Resolver {
 public:
  Resolver(const Surroundings& around, const Anchors& start, const Zones& zones, int told_by)
      : around_(around), anchors_(start), zones_(zones), told_by_(told_by) {}

  Resolved one(Form& form, const Form* before) {
    form_ = &form;
    before_ = before;
    out_ = {};
    sentence_ = around_.lexemes()[form.first].sentence;
    const auto& ends = around_.text().ends;
    tense_ = tense_at(around_.text(), around_.lexemes()[form.first].token, sentence_ == 0 ? 0 : ends[sentence_ - 1],
                      ends[sentence_]);
    anchors_.enter(sentence_);
    switch (form.kind) {
      case Kind::kDuration:
        duration();
        break;
      case Kind::kSet:
        set();
        break;
      case Kind::kVague:
        vague(form.vague);
        break;
      case Kind::kOffset:
        offset();
        break;
      default:
        calendar();
    }
    return std::move(out_);
  }

  // The earliest minute of the day of publication that the text looks ahead to; kNo: none.
  [[nodiscard]] int ahead() const { return ahead_; }

 private:
  struct Found {
    Granularity granularity = Granularity::kVague;
    Day day{};  // the first of it
    std::string value;
  };

  void none() {
    out_.value.clear();
    out_.granularity = Granularity::kVague;
  }

  void give(const Found& found) {
    out_.value = found.value;
    out_.granularity = found.granularity;
  }

  void vague(const char* value) {
    out_.type = TimeType::kDate;
    out_.value = value != nullptr ? value : "";
    out_.basis = "vague";
  }

  // ---- lengths and sets

  void duration() {
    Form& f = *form_;
    const bool in = around_.word(f.first, -1) == "in";
    const bool ahead =
        in && has(f.count) && !f.weak && tense_ != Tense::kPast && anchors_.published() && !anchors_.narrative();
    if (ahead && around_.lexemes()[f.first].find(kRel) == nullptr && around_.word(f.first) != "the") {
      f.base = Base::kPublication;
      f.direction = 1;
      if (const auto found = shifted(true)) {
        give(*found);
        out_.type = found->granularity >= Granularity::kPart ? TimeType::kTime : TimeType::kDate;
        out_.basis = "publication";
        return;
      }
    }
    length();
    has(f.nth) ? span_in_period() : span_in_time();
  }

  // "the first ten days of 1911"
  void span_in_period() {
    Form& f = *form_;
    Form period = f;
    period.kind = Kind::kCalendar;
    period.nth = kNo;
    period.unit = Unit::kNone;
    const auto in = place(period);
    if (!in || in->granularity < Granularity::kDecade || in->granularity > Granularity::kMonth) return;
    f.direction = f.nth < 0 ? -1 : 1;
    const Day from = f.nth < 0 ? end_of(*in) : in->day;
    const auto to = shift(from, kNo, Granularity::kDay);
    if (!to) return;
    out_.begin = f.nth < 0 ? to->value : date_value(from);
    out_.end = f.nth < 0 ? date_value(from) : to->value;
  }

  static Day end_of(const Found& period) {
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

  // "the last three days", "within two hours": from when to when.
  void span_in_time() {
    Form& f = *form_;
    const bool within = around_.word(f.first, -1) == "within" && tense_ != Tense::kPast && !anchors_.narrative();
    if ((f.direction == 0 && !within) || !has(f.count)) return;
    const auto base = f.base == Base::kPublication && !anchors_.narrative() ? anchors_.published() : anchors_.day();
    if (!base) return;
    if (within) f.direction = 1;
    const bool clock = f.unit == Unit::kHour || f.unit == Unit::kMinute || f.unit == Unit::kSecond;
    const bool quarters = f.unit == Unit::kQuarter;
    Day from = quarters ? at(*base, Granularity::kQuarter)->day : *base;
    if (f.direction > 0 && quarters) from = add_months(from, 3);
    if (f.direction > 0 && !quarters && !clock && !within) from += days{1};
    const int minutes = anchors_.published_minutes();
    const auto to = shift(from, clock ? minutes : kNo, Granularity::kDay);
    if (!to) return;
    const std::string near = date_value(from) + (clock ? fmt::format("T{:02}:{:02}", minutes / 60, minutes % 60) : "");
    out_.begin = f.direction > 0 ? near : to->value;
    out_.end = f.direction > 0 ? to->value : near;
  }

  void length() {
    out_.type = TimeType::kDuration;
    out_.value = duration_value(*form_);
    out_.granularity = granularity_of(form_->unit);
    out_.basis = "duration";
  }

  void set() {
    out_.type = TimeType::kSet;
    out_.value = set_value(*form_);
    out_.granularity = granularity_of(form_->unit);
    out_.basis = "set";
  }

  // ---- so many units from somewhere

  void offset() {
    Form& f = *form_;
    const bool anchored = has(f.day) || has(f.month) || has(f.year) || has(f.weekday) || has(f.holiday) || has(f.rel);
    if (!has(f.count) || f.unit == Unit::kNone) {
      vague(f.direction < 0 ? "PAST_REF" : "FUTURE_REF");
      return;
    }
    if (f.like_anchor) return like_anchor();
    const auto found = anchored ? shifted_from_date() : shifted(f.base == Base::kPublication && exact_weeks());
    if (!found) {
      if (anchored) return none();
      return length();
    }
    give(*found);
    out_.type = found->granularity >= Granularity::kPart ? TimeType::kTime : TimeType::kDate;
    out_.basis = anchored ? "explicit" : f.base == Base::kPublication ? "publication" : "narrative";
    anchors_.mention(found->day, found->granularity, sentence_, tense_ == Tense::kFuture);
  }

  void like_anchor() {
    const auto last = anchors_.last();
    const auto found = last ? shift(last->day, kNo, last->granularity) : std::nullopt;
    if (!found) return none();
    give(*found);
    out_.basis = "narrative";
  }

  [[nodiscard]] bool exact_weeks() const { return form_->direction > 0; }

  std::optional<Found> shifted_from_date() {
    Form date = *form_;
    date.kind = Kind::kCalendar;
    date.unit = Unit::kNone;
    const int weekday = has(date.day) || date.rel_unit != Unit::kNone ? date.weekday : kNo;
    if (has(weekday)) date.weekday = kNo;
    const auto base = place(date);
    if (!base) return std::nullopt;
    auto found = shift(base->day, kNo, base->granularity);
    if (found && has(weekday) && found->granularity == Granularity::kDay) {
      const int ahead = (weekday - weekday_of(found->day) + 7) % 7;
      found = on_day(found->day + days{ahead});
    }
    return found;
  }

  // From publication or from the time spoken of.
  std::optional<Found> shifted(bool to_the_day) {
    const bool from_publication = form_->base == Base::kPublication && anchors_.published() && !anchors_.narrative();
    const auto base = from_publication ? anchors_.published() : anchors_.day();
    if (!base) return std::nullopt;
    const bool at_publication = from_publication || (anchors_.published() == base && !has(anchors_.minutes()));
    const int minutes = at_publication ? anchors_.published_minutes() : anchors_.minutes();
    const bool coarse = form_->unit >= Unit::kWeek && !to_the_day;
    auto found = shift(*base, minutes, coarse ? Granularity::kVague : Granularity::kDay);
    if (found && has(form_->weekday)) {
      const int ahead = (form_->weekday - weekday_of(found->day) + 7) % 7;
      found = on_day(found->day + days{ahead > 3 && !coarse ? ahead - 7 : ahead});
    }
    return found;
  }

  // kVague: as exact as the unit counted.
  std::optional<Found> shift(Day base, int minutes, Granularity granularity) const {
    Day day = base;
    for (const auto& [unit, count] : {std::pair{form_->unit, form_->count}, std::pair{form_->unit2, form_->count2},
                                      std::pair{form_->unit3, form_->count3}}) {
      if (unit == Unit::kNone) continue;
      if (!has(count) || count > 100'000'000) return std::nullopt;
      const int n = count / 1000 * form_->direction;
      if (std::abs(n) > 5000) return std::nullopt;
      switch (unit) {
        case Unit::kSecond:
        case Unit::kMinute:
        case Unit::kHour: {
          if (!has(minutes)) return std::nullopt;
          const int step = unit == Unit::kHour ? 60 * count / 1000 : unit == Unit::kMinute ? count / 1000 : 0;
          const int all = minutes + form_->direction * step;
          const int over = all >= 0 ? all / kDayMinutes : -((-all + kDayMinutes - 1) / kDayMinutes);
          Found found = {Granularity::kMinute, day + days{over}, ""};
          found.value = date_value(found.day) +
                        fmt::format("T{:02}:{:02}", (all - over * kDayMinutes) / 60, (all - over * kDayMinutes) % 60);
          return found;
        }
        case Unit::kDay:
        case Unit::kNight:
          day += days{n};
          break;
        case Unit::kWeekend:
        case Unit::kWeek:
          day += days{7 * count / 1000 * form_->direction};
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
          day = add_months(day, 12 * count / 1000 * form_->direction);
          break;
        case Unit::kDecade:
          day = add_months(day, 120 * count / 1000 * form_->direction);
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
      const Unit last = form_->unit3 != Unit::kNone   ? form_->unit3
                        : form_->unit2 != Unit::kNone ? form_->unit2
                                                      : form_->unit;
      granularity = granularity_of(last);
    }
    return at(day, granularity);
  }

  // ---- dates and clock times

  static Found on_day(Day day) { return {Granularity::kDay, day, date_value(day)}; }

  // The period of that size that holds the day.
  static std::optional<Found> at(Day day, Granularity granularity) {
    const Civil c = civil_of(day);
    if (c.year < kFirstYear || c.year > kLastYear) return std::nullopt;
    switch (granularity) {
      case Granularity::kCentury:
        return Found{granularity, *day_of(c.year / 100 * 100, 1, 1), century_value(c.year)};
      case Granularity::kDecade:
        return Found{granularity, *day_of(c.year / 10 * 10, 1, 1), decade_value(c.year)};
      case Granularity::kYear:
        return Found{granularity, *day_of(c.year, 1, 1), year_value(c.year)};
      case Granularity::kHalf:
        return Found{granularity, *day_of(c.year, c.month <= 6 ? 1 : 7, 1),
                     fmt::format("{}-H{}", year_value(c.year), c.month <= 6 ? 1 : 2)};
      case Granularity::kQuarter:
        return Found{granularity, *day_of(c.year, (c.month - 1) / 3 * 3 + 1, 1),
                     fmt::format("{}-Q{}", year_value(c.year), (c.month - 1) / 3 + 1)};
      case Granularity::kSeason: {
        const int year = c.month <= 2 ? c.year - 1 : c.year;
        const int season = c.month <= 2 || c.month == 12 ? 3 : c.month / 3 - 1;
        return Found{granularity, *day_of(year, season_month(season), 1), season_value(year, season)};
      }
      case Granularity::kMonth:
        return Found{granularity, *day_of(c.year, c.month, 1), month_value(c.year, c.month)};
      case Granularity::kWeek:
        return Found{granularity, monday_of(day), week_value(monday_of(day))};
      case Granularity::kWeekend:
        return Found{granularity, monday_of(day) + days{5}, week_value(monday_of(day)) + "-WE"};
      default:
        return on_day(day);
    }
  }

  void calendar() {
    const Form& f = *form_;
    if (absurd(f)) return none();
    const bool timed = has_clock(f) || has(f.part);
    out_.type = timed ? TimeType::kTime : TimeType::kDate;
    auto found = f.second_clock ? by_other_clock() : place(f);
    if (!found) {
      if (!timed || named_day(f)) return none();
      out_.value = (has_clock(f) ? "" : "XXXX-XX-XX") + time_of_day(f, kNo);
      out_.granularity = has_clock(f) ? Granularity::kMinute : Granularity::kPart;
      return;
    }
    if (!timed) {
      give(*found);
      mention(*found, kNo);
      return;
    }
    if (found->granularity != Granularity::kDay) {
      give(*found);
      return;
    }
    const bool day_was_said = named_day(f);
    if (!day_was_said && !f.second_clock) found->day = not_later_than_told(found->day);
    const int offset = zone_of(f, found->day);
    out_.value = date_value(found->day) + time_of_day(f, offset);
    out_.granularity = !has_clock(f) ? Granularity::kPart : has(f.second) ? Granularity::kSecond : Granularity::kMinute;
    const int minutes = has_clock(f) ? f.hour * 60 + f.minute : kNo;
    const bool today = anchors_.published() == found->day;
    if (today && has(minutes) && tense_ == Tense::kFuture) ahead_ = has(ahead_) ? std::min(ahead_, minutes) : minutes;
    mention(*found, minutes);
  }

  static bool named_day(const Form& f) {
    return has(f.day) || has(f.weekday) || has(f.month) || has(f.year) || has(f.rel) || has(f.holiday);
  }

  void mention(const Found& found, int minutes) {
    previous_ = found.day;
    if (anchors_.narrative() && out_.basis == "publication") return;  // "today" is no time of a history
    anchors_.mention(found.day, found.granularity, sentence_, tense_ == Tense::kFuture);
    if (has(minutes)) anchors_.mention_minutes(minutes);
  }

  static bool absurd(const Form& f) {
    if (has(f.year) && (f.year > kLastYear || f.year < kFirstYear)) return true;
    if (has(f.month) && (f.month < 1 || f.month > 12)) return true;
    if (has(f.day) && (f.day < 1 || f.day > 31)) return true;
    if (has_clock(f) && (f.hour > 24 || f.minute > 59 || (f.hour == 24 && f.minute > 0))) return true;
    return has(f.week) && (f.week < 1 || f.week > 53);
  }

  static std::string time_of_day(const Form& f, int offset) {
    if (has_clock(f)) return clock_value(f, offset);
    return std::string(part_value(f.part));
  }

  [[nodiscard]] int zone_of(const Form& f, Day day) const {
    if (!has_clock(f)) return kNo;
    if (has(f.zone_offset)) return f.zone_offset;
    return has(f.zone) ? zones_.offset_of(f.zone, day, f.hour * 60 + f.minute) : kNo;
  }

  // What is told in the past tense happened before it was told.
  [[nodiscard]] Day not_later_than_told(Day day) const {
    const Form& f = *form_;
    const int told = has(anchors_.published_minutes()) ? anchors_.published_minutes() : told_by_;
    if (day != anchors_.published() || !has_clock(f) || !has(told) || tense_ != Tense::kPast) return day;
    return f.hour * 60 + f.minute > told ? day - days{1} : day;
  }

  std::optional<Found> by_other_clock() {
    const auto base = anchors_.day();
    if (!base || before_ == nullptr || !has_clock(*before_)) return std::nullopt;
    const int own = zone_of(*form_, *base), other = zone_of(*before_, *base);
    if (!has(own) || !has(other)) return on_day(*base);
    const int minutes = before_->hour * 60 + before_->minute - other + own;
    out_.basis = "clocks";
    return on_day(*base + days{minutes < 0 ? -1 : minutes >= kDayMinutes ? 1 : 0});
  }

  // Which day or period a form names.
  std::optional<Found> place(const Form& f) {
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

  // "at night", "by night": of no certain day.
  [[nodiscard]] bool in_general(const Form& f) const {
    const auto part = static_cast<Part>(f.part);
    const bool long_one = part != Part::kNoon && part != Part::kMidnight && part != Part::kDawn;
    return long_one && f.first == f.last && f.mod == TimeMod::kNone;
  }

  std::optional<Found> decade(const Form& f) {
    int decade = f.decade;
    if (decade < 10) {
      out_.basis = "publication";
      decade += 190;
    }
    const auto first = day_of(decade * 10, 1, 1);
    return first ? at(*first, Granularity::kDecade) : std::nullopt;
  }

  static std::optional<Found> century(const Form& f) {
    if (f.century < 1 || f.century > 21) return std::nullopt;
    const int begin = (f.century - 1) * 100;
    return Found{Granularity::kCentury, *day_of(f.bc ? 1 - begin : begin, 1, 1),
                 fmt::format("{}{:02}XX", f.bc ? "BC" : "", f.century - 1)};
  }

  // Everything that a year makes complete.
  std::optional<Found> in_year(const Form& f, int year) {
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
    if (has(f.month)) return at(*first, Granularity::kMonth);
    if (has(f.season))
      return Found{Granularity::kSeason, *day_of(year, season_month(f.season), 1), season_value(year, f.season)};
    if (has(f.quarter)) return at(add_months(*first, 3 * (f.quarter - 1)), Granularity::kQuarter);
    if (has(f.half)) return at(add_months(*first, 6 * (f.half - 1)), Granularity::kHalf);
    if (has(f.week)) {
      const auto monday = monday_of_week(year, f.week);
      return monday ? at(*monday, Granularity::kWeek) : std::nullopt;
    }
    if (f.fiscal) return Found{Granularity::kYear, *first, "FY" + year_value(year)};
    return at(*first, Granularity::kYear);
  }

  void check_weekday(const Form& f, Day day) {
    if (!has(f.weekday) || weekday_of(day) == f.weekday) return;
    constexpr std::array<std::string_view, 7> kNames{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                     "Friday", "Saturday", "Sunday"};
    out_.conflicts.push_back(
        fmt::format("{} is no {}", date_value(day), kNames.at(static_cast<std::size_t>(f.weekday - 1))));
  }

  void check_order(const Form& f) {
    if (f.exchangeable) out_.conflicts.push_back("day and month may be the other way round");
  }

  // May 3; May; Easter.
  [[nodiscard]] std::optional<YearBase> year_base() const {
    if (before_ != nullptr && before_->to_next && previous_) return YearBase{*previous_, Granularity::kDay, true};
    return anchors_.base_for_year(sentence_);
  }

  std::optional<Found> without_year(const Form& f) {
    if (f.month == 9 && f.day == 11 && around_.word(f.first) == "9/11" && around_.word(f.first, -1) != "on") {
      return in_year(f, 2001);
    }
    const auto base = year_base();
    if (!base) return std::nullopt;
    out_.basis = base->narrative ? "narrative" : "publication";
    const auto found = nearest(*base, [&](int year) -> std::optional<Found> {
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

  // Of the years around, the one that is nearest, unless the tense says that it is on the other side.
  template <typename Make>
  std::optional<Found> nearest(const YearBase& base, const Make& make) {
    const int year = civil_of(base.day).year;
    std::optional<Found> best;
    int least = 0;
    for (int candidate = year - 1; candidate <= year + 1; ++candidate) {
      const auto found = make(candidate);
      if (!found) continue;
      const int cost = distance(base, *found);
      if (!best || cost < least) best = found, least = cost;
    }
    return best;
  }

  int distance(const YearBase& base, const Found& found) const {
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

  // "Friday, December 21": a weekday and a date that agree, or what comes nearest to both.
  std::optional<Found> with_weekday(const Form& f, const YearBase& base, const Found& found) {
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

  // "the 10th"; "Tuesday the 10th".
  std::optional<Found> day_of_some_month(const Form& f) {
    const auto base = year_base();
    if (!base) return std::nullopt;
    out_.basis = base->narrative ? "narrative" : "publication";
    std::optional<Found> best;
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

  std::optional<Found> weekday(const Form& f) {
    const auto base = year_base();
    if (!base) return std::nullopt;
    out_.basis = "weekday";
    const int ahead = (f.weekday - weekday_of(base->day) + 7) % 7;
    if (base->narrative) return on_day(base->day + days{ahead});
    const bool back = tense_ == Tense::kPast || tense_ == Tense::kUnknown;
    return on_day(base->day + days{back && ahead > 0 ? ahead - 7 : ahead});
  }

  // "spring", "the fourth quarter", "week 23".
  std::optional<Found> period_without_year(const Form& f) {
    const auto base = anchors_.base_for_year(sentence_);
    if (!base) return std::nullopt;
    out_.basis = base->narrative ? "narrative" : "publication";
    return nearest(*base, [&](int year) { return in_year(f, year); });
  }

  // ---- "next year", "that day", "last March"

  std::optional<Found> relative(const Form& f) {
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

  std::optional<Found> that_time() {
    const auto last = anchors_.last();
    if (!last) return std::nullopt;
    out_.basis = "narrative";
    return at(last->day, last->granularity);
  }

  std::optional<Day> base_of(const Form& f) {
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

  std::optional<Found> relative_day(const Form& f, Day base) {
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

  std::optional<Found> relative_field(const Form& f, Day base) {
    if (has(f.weekday) && has(f.month) && has(f.day)) {  // "this Friday (June 15)"
      Form date = f;
      date.rel = kNo;
      return place(date);
    }
    if (has(f.weekday)) return relative_weekday(f, base);
    const int year = civil_of(base).year;
    std::optional<Found> best;
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

  static std::optional<Found> relative_weekday(const Form& f, Day base) {
    const int own = weekday_of(base);
    if (f.base == Base::kNarrative || f.rel < 0) {
      const int back = (own - f.weekday + 6) % 7 + 1, ahead = (f.weekday - own + 6) % 7 + 1;
      return on_day(f.rel < 0 ? base - days{back} : f.rel > 0 ? base + days{ahead} : base - days{back % 7});
    }
    if (f.rel == 0 || f.near) return on_day(base + days{(f.weekday - own + 7) % 7});
    return on_day(monday_of(base) + days{7 + f.weekday - 1});
  }

  // The container itself, or what else was said of it: "Friday next week", "October of next year".
  std::optional<Found> in_container(const Form& f, Day base) {
    const Civil c = civil_of(base);
    const Day month = *day_of(c.year, c.month, 1);
    switch (f.rel_unit) {
      case Unit::kWeek: {
        const Day monday = monday_of(base) + days{7 * f.rel};
        if (has(f.weekday)) return on_day(monday + days{f.weekday - 1});
        return at(monday, Granularity::kWeek);
      }
      case Unit::kFortnight:
        return at(base + days{14 * f.rel}, Granularity::kWeek);
      case Unit::kWeekend: {
        const bool over = f.near && tense_ != Tense::kFuture && weekday_of(base) < 6;  // "over the weekend"
        return at(monday_of(base) + days{7 * (f.rel - (over ? 1 : 0))}, Granularity::kWeekend);
      }
      case Unit::kNight:
        return on_day(base + days{f.rel});
      case Unit::kMonth: {
        const Civil of = civil_of(add_months(month, f.rel));
        if (!has(f.day)) return at(*day_of(of.year, of.month, 1), Granularity::kMonth);
        const auto day = day_of(of.year, of.month, f.day);
        return day ? std::optional(on_day(*day)) : std::nullopt;
      }
      case Unit::kQuarter:
        return at(add_months(month, 3 * f.rel), Granularity::kQuarter);
      case Unit::kHalf:
        return at(add_months(month, 6 * f.rel), Granularity::kHalf);
      case Unit::kYear: {
        Form full = f;
        full.rel = kNo;
        return in_year(full, c.year + f.rel);
      }
      case Unit::kDecade:
        return at(add_months(month, 120 * f.rel), Granularity::kDecade);
      case Unit::kCentury:
        return at(add_months(month, 1200 * f.rel), Granularity::kCentury);
      default:
        return std::nullopt;
    }
  }

  // "the last week of March", "the second day of 1911", "the third Friday of May"
  std::optional<Found> nth_of(const Form& f) {
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
        return at(thursday, Granularity::kWeek);
      }
      case Unit::kWeekend:
        return at(last ? end - days{1} : in->day + days{7 * (f.nth - 1)}, Granularity::kWeekend);
      case Unit::kMonth:
        return at(last ? end - days{1} : add_months(in->day, f.nth - 1), Granularity::kMonth);
      case Unit::kQuarter:
        return at(last ? end - days{1} : add_months(in->day, 3 * (f.nth - 1)), Granularity::kQuarter);
      case Unit::kYear:
        if (in->granularity > Granularity::kDecade) return std::nullopt;
        return at(add_months(in->day, 12 * ((last ? 10 : f.nth) - 1)), Granularity::kYear);
      default:
        return std::nullopt;
    }
  }

  const Surroundings& around_;
  Anchors anchors_;
  const Zones& zones_;
  int told_by_;
  int ahead_ = kNo;
  Form* form_ = nullptr;
  const Form* before_ = nullptr;
  Resolved out_;
  std::optional<Day> previous_;  // what the form before it named
  std::uint32_t sentence_ = 0;
  Tense tense_ = Tense::kUnknown;
};

// "20:36 local time (22:36 Moscow time)": one instant. The clock without a zone gets the one that makes it so.
void pair_clocks(const Surroundings& around, const Zones& zones, Day day, std::vector<Form>& forms) {
  for (std::size_t i = 1; i < forms.size(); ++i) {
    Form &a = forms[i - 1], &b = forms[i];
    if (!has_clock(a) || !has_clock(b) || a.second_clock || b.first != a.last + 2) continue;
    if (!around.is_one_of(b.first, -1, "( , - / or")) continue;
    const bool said = has(b.zone) || has(b.zone_offset) || b.local_time;
    if (!said || has(b.day) || has(b.weekday) || has(b.rel)) continue;
    b.second_clock = true;
    const auto offset = [&](const Form& f) {
      if (has(f.zone_offset)) return f.zone_offset;
      return has(f.zone) ? zones.offset_of(f.zone, day, f.hour * 60 + f.minute) : kNo;
    };
    const int of_a = offset(a), of_b = offset(b);
    if (has(of_a) == has(of_b)) continue;
    const int ahead = a.hour * 60 + a.minute - b.hour * 60 - b.minute;  // of b
    int other = has(of_b) ? of_b + ahead : of_a - ahead;
    if (other > 14 * 60) other -= kDayMinutes;
    if (other < -12 * 60) other += kDayMinutes;
    if (other % 15 != 0 || other > 14 * 60 || other < -12 * 60) continue;
    (has(of_b) ? a : b).zone_offset = other;
  }
}

}  // namespace

void resolve(const Surroundings& around, std::string_view published, const Zones& zones, std::vector<Form>& forms,
             std::vector<Resolved>& resolved) {
  for (Form& form : forms) {
    if (form.bc && has(form.year)) form.year = 1 - form.year;
  }
  const Anchors anchors(around, published, forms);
  pair_clocks(around, zones, anchors.published().value_or(Day{}), forms);
  int told_by = kNo;
  for (int pass = 0; pass < 2; ++pass) {
    Resolver resolver(around, anchors, zones, told_by);
    resolved.clear();
    for (std::size_t i = 0; i < forms.size(); ++i)
      resolved.push_back(resolver.one(forms[i], i > 0 ? &forms[i - 1] : nullptr));
    // What lies ahead today was not yet when the article was written; only then the first pass may have been wrong.
    if (!has(resolver.ahead())) break;
    told_by = resolver.ahead();
  }
}

}  // namespace tidings::extract::timex
