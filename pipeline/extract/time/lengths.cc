#include <fmt/format.h>

#include "pipeline/extract/time/format.h"
#include "pipeline/extract/time/resolver.h"

namespace tidings::extract::timex {

using std::chrono::days;

void Resolver::vague(const char* value) {
  out_.type = TimeType::kDate;
  out_.value = value != nullptr ? value : "";
  out_.basis = "vague";
}

void Resolver::duration() {
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

void Resolver::span_in_period() {
  Form& f = *form_;
  Form period = f;
  period.kind = Kind::kCalendar;
  period.nth = kNo;
  period.unit = Unit::kNone;
  const auto in = place(period);
  if (!in || in->granularity < Granularity::kDecade || in->granularity > Granularity::kMonth) return;
  f.direction = f.nth < 0 ? -1 : 1;
  const Day from = f.nth < 0 ? end_of(*in) : in->day;
  const auto to = shift(*form_, from, kNo, Granularity::kDay);
  if (!to) return;
  out_.begin = f.nth < 0 ? to->value : date_value(from);
  out_.end = f.nth < 0 ? date_value(from) : to->value;
}

void Resolver::span_in_time() {
  Form& f = *form_;
  const bool within = around_.word(f.first, -1) == "within" && tense_ != Tense::kPast && !anchors_.narrative();
  if ((f.direction == 0 && !within) || !has(f.count)) return;
  const auto base = f.base == Base::kPublication && !anchors_.narrative() ? anchors_.published() : anchors_.day();
  if (!base) return;
  if (within) f.direction = 1;
  const bool clock = f.unit == Unit::kHour || f.unit == Unit::kMinute || f.unit == Unit::kSecond;
  const bool quarters = f.unit == Unit::kQuarter;
  Day from = quarters ? period_at(*base, Granularity::kQuarter)->day : *base;
  if (f.direction > 0 && quarters) from = add_months(from, 3);
  if (f.direction > 0 && !quarters && !clock && !within) from += days{1};
  const int minutes = anchors_.published_minutes();
  const auto to = shift(*form_, from, clock ? minutes : kNo, Granularity::kDay);
  if (!to) return;
  const std::string near = date_value(from) + (clock ? fmt::format("T{:02}:{:02}", minutes / 60, minutes % 60) : "");
  out_.begin = f.direction > 0 ? near : to->value;
  out_.end = f.direction > 0 ? to->value : near;
}

void Resolver::length() {
  out_.type = TimeType::kDuration;
  out_.value = duration_value(*form_);
  out_.granularity = granularity_of(form_->unit);
  out_.basis = "duration";
}

void Resolver::set() {
  out_.type = TimeType::kSet;
  out_.value = set_value(*form_);
  out_.granularity = granularity_of(form_->unit);
  out_.basis = "set";
}

void Resolver::offset() {
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
  if (anchors_.narrative() && f.direction < 0 && found->granularity < Granularity::kDay) return;
  anchors_.mention(found->day, found->granularity, sentence_, tense_ == Tense::kFuture);
}

void Resolver::like_anchor() {
  const auto last = anchors_.last();
  const auto found = last ? shift(*form_, last->day, kNo, last->granularity) : std::nullopt;
  if (!found) return none();
  give(*found);
  out_.basis = "narrative";
}

bool Resolver::exact_weeks() const { return form_->direction > 0; }

std::optional<Period> Resolver::shifted_from_date() {
  Form date = *form_;
  date.kind = Kind::kCalendar;
  date.unit = Unit::kNone;
  const int weekday = has(date.day) || date.rel_unit != Unit::kNone ? date.weekday : kNo;
  if (has(weekday)) date.weekday = kNo;
  const auto base = place(date);
  if (!base) return std::nullopt;
  auto found = shift(*form_, base->day, kNo, base->granularity);
  if (found && has(weekday) && found->granularity == Granularity::kDay) {
    const int ahead = (weekday - weekday_of(found->day) + 7) % 7;
    found = on_day(found->day + days{ahead});
  }
  return found;
}

std::optional<Period> Resolver::shifted(bool to_the_day) {
  const bool from_publication = form_->base == Base::kPublication && anchors_.published() && !anchors_.narrative();
  const auto base = from_publication ? anchors_.published() : anchors_.day();
  if (!base) return std::nullopt;
  const bool at_publication = from_publication || (anchors_.published() == base && !has(anchors_.minutes()));
  const int minutes = at_publication ? anchors_.published_minutes() : anchors_.minutes();
  const bool coarse = form_->unit >= Unit::kWeek && !to_the_day;
  auto found = shift(*form_, *base, minutes, coarse ? Granularity::kVague : Granularity::kDay);
  if (found && has(form_->weekday)) {
    const int ahead = (form_->weekday - weekday_of(found->day) + 7) % 7;
    found = on_day(found->day + days{ahead > 3 && !coarse ? ahead - 7 : ahead});
  }
  return found;
}

}  // namespace tidings::extract::timex
