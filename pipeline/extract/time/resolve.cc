#include "pipeline/extract/time/resolve.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/extract/time/format.h"
#include "pipeline/extract/time/resolver.h"

namespace tidings::extract::timex {
namespace {

using std::chrono::days;

constexpr int kDayMinutes = 24 * 60;

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

Resolved Resolver::one(Form& form, const Form* before) {
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

void Resolver::none() {
  out_.value.clear();
  out_.granularity = Granularity::kVague;
}

void Resolver::give(const Period& found) {
  out_.value = found.value;
  out_.granularity = found.granularity;
}

void Resolver::calendar() {
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

bool Resolver::named_day(const Form& f) {
  return has(f.day) || has(f.weekday) || has(f.month) || has(f.year) || has(f.rel) || has(f.holiday);
}

void Resolver::mention(const Period& found, int minutes) {
  previous_ = found.day;
  if (anchors_.narrative() && out_.basis == "publication") return;  // "today" is no time of a history
  // "than in the previous year" looks back; the story stays where it is.
  if (anchors_.narrative() && has(form_->rel) && form_->rel < 0 && found.granularity < Granularity::kDay) return;
  anchors_.mention(found.day, found.granularity, sentence_, tense_ == Tense::kFuture);
  if (has(minutes)) anchors_.mention_minutes(minutes);
}

bool Resolver::absurd(const Form& f) {
  if (has(f.year) && (f.year > kLastYear || f.year < kFirstYear)) return true;
  if (has(f.month) && (f.month < 1 || f.month > 12)) return true;
  if (has(f.day) && (f.day < 1 || f.day > 31)) return true;
  if (has_clock(f) && (f.hour > 24 || f.minute > 59 || (f.hour == 24 && f.minute > 0))) return true;
  return has(f.week) && (f.week < 1 || f.week > 53);
}

std::string Resolver::time_of_day(const Form& f, int offset) {
  if (has_clock(f)) return clock_value(f, offset);
  return std::string(part_value(f.part));
}

int Resolver::zone_of(const Form& f, Day day) const {
  if (!has_clock(f)) return kNo;
  if (has(f.zone_offset)) return f.zone_offset;
  return has(f.zone) ? zones_.offset_of(f.zone, day, f.hour * 60 + f.minute) : kNo;
}

Day Resolver::not_later_than_told(Day day) const {
  const Form& f = *form_;
  const int told = has(anchors_.published_minutes()) ? anchors_.published_minutes() : told_by_;
  if (day != anchors_.published() || !has_clock(f) || !has(told) || tense_ != Tense::kPast) return day;
  return f.hour * 60 + f.minute > told ? day - days{1} : day;
}

std::optional<Period> Resolver::by_other_clock() {
  const auto base = anchors_.day();
  if (!base || before_ == nullptr || !has_clock(*before_)) return std::nullopt;
  const int own = zone_of(*form_, *base), other = zone_of(*before_, *base);
  if (!has(own) || !has(other)) return on_day(*base);
  const int minutes = before_->hour * 60 + before_->minute - other + own;
  out_.basis = "clocks";
  return on_day(*base + days{minutes < 0 ? -1 : minutes >= kDayMinutes ? 1 : 0});
}

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
