#include "pipeline/extract/time/build.h"

#include <algorithm>
#include <cstdlib>

namespace tidings::extract::timex {
namespace {

void set_ampm(Form& form, int plus) {
  if (!has(form.hour) || form.hour > 12) return;
  form.hour = form.hour % 12 + plus;
  form.half_day_known = true;
  form.ambiguous_hour = false;
}

class Builder {
 public:
  Builder(const Surroundings& around, DayOrder order, const Match& match)
      : around_(around), order_(order), match_(match) {}

  Form build(const Rule& rule, std::size_t first, std::size_t end) {
    Form form;
    first_ = first;
    end_ = end;
    place(form);
    for (std::size_t i = first; i < end; ++i) take(form, match_.captures[i], order_);
    finish(rule, form);
    return form;
  }

 private:
  void place(Form& form) const {
    form.first = match_.captures[first_].lexeme;
    form.last = match_.captures[end_ - 1].lexeme;
    form.begin = around_.lexemes()[form.first].begin;
    form.end = around_.lexemes()[form.last].end;
  }

  [[nodiscard]] bool has_word(std::string_view word) const {
    for (std::size_t i = first_; i < end_; ++i) {
      if (around_.word(match_.captures[i].lexeme) == word) return true;
    }
    return false;
  }
  [[nodiscard]] const Capture* captured(Symbol symbol) const {
    for (std::size_t i = first_; i < end_; ++i) {
      if (match_.captures[i].symbol == symbol) return &match_.captures[i];
    }
    return nullptr;
  }
  [[nodiscard]] bool has_digits(Symbol symbol) const {
    const Capture* c = captured(symbol);
    return c != nullptr && around_.lexemes()[c->lexeme].digits;
  }

  void finish(const Rule& rule, Form& form) const {
    switch (rule.action) {
      case Action::kDate:
        return date(rule, form);
      case Action::kContainer:
        return container(rule, form);
      case Action::kField:
        return field(rule, form);
      case Action::kDeictic:
        return deictic(rule, form);
      case Action::kAgo:
      case Action::kFromNow:
      case Action::kLater:
      case Action::kEarlier:
      case Action::kAfter:
      case Action::kBefore:
        return offset(rule, form);
      case Action::kDuration:
        form.kind = Kind::kDuration;
        form.direction = has(form.rel) ? form.rel : 0;
        form.rel = kNo;
        return length(rule, form);
      case Action::kSet:
        return set(rule, form);
      case Action::kVague:
        form.kind = Kind::kVague;
        form.vague = rule.vague;
        return;
      case Action::kPrefix:
        form.kind = Kind::kPrefix;
        if (rule.arg > 0 && rule.arg < 100) form.mod = static_cast<TimeMod>(rule.arg);
        form.quantity = rule.guard == Guard::kQuantity;
        if (rule.arg == 100) form.mod = TimeMod::kBefore;
        if (rule.arg == 101) form.mod = TimeMod::kAfter;
        return;
      case Action::kNth:
        form.kind = Kind::kNth;
        if (!has(form.nth)) form.nth = has_word("last") || has_word("final") || has_word("closing") ? -1 : 1;
        if (has(form.weekday)) form.unit = Unit::kDay;
        return;
      case Action::kClock:
      case Action::kPast:
      case Action::kTo:
        return clock(rule, form);
      case Action::kHoliday:
        form.holiday = rule.arg;
        return;
      case Action::kLocal:
        form.kind = Kind::kZone;
        form.local_time = true;
        return;
      case Action::kZone:
        return zone(form);
      case Action::kOrdinalPeriod:
        return ordinal_period(rule, form);
      case Action::kCentury:
        form.century = form.nth;
        form.bc = rule.arg == 1;
        form.nth = kNo;
        return;
      case Action::kFiscal:
        form.fiscal = true;
        return;
    }
  }

  void date(const Rule& rule, Form& form) const {
    if (rule.arg == 1) form.bc = true;
    if ((rule.arg == 1 || rule.arg == 2) && !has(form.year) && has(form.count)) form.year = form.count / 1000;
    if (rule.arg == 4) {
      form.week = form.count / 1000;
      form.rel_unit = Unit::kNone;
    }
    if (rule.arg == 5) {
      form.decade = form.year / 10;
      form.year = kNo;
    }
    if (rule.arg == 7) form.part = static_cast<int>(Part::kMidnight);
    form.count = kNo;
    form.unit = Unit::kNone;
    if (rule.guard == Guard::kYear) form.year_sure = false;
    if (rule.guard == Guard::kWeak) form.weak = true;
    if (has(form.plural ? form.weekday : kNo)) form.kind = Kind::kSet;
    if (form.kind == Kind::kSet) {
      form.count = 1000;
      form.unit = Unit::kWeek;
    }
    // "2016 10 16": the second number is the month.
    if (captured(kYear) != nullptr && !has(form.month) && has(form.day) && end_ - first_ == 3) {
      form.month = match_.captures[first_ + 1].value;
    }
  }

  void container(const Rule& rule, Form& form) const {
    form.rel_unit = form.unit;
    form.unit = Unit::kNone;
    if (rule.arg != 0) form.base = Base::kNarrative;
    if (has(form.part)) form.rel_unit = Unit::kDay;
    if (rule.arg == 5 && has_word("same") && !has_word("period") && !has_word("date")) {
      form.kind = Kind::kVague;  // "at the same time" mostly means "also"
      return;
    }
    switch (rule.arg) {
      case 0:
        // "the next day" follows the one spoken of, "next week" the present one.
        if (form.rel == 1 && has_word("the") && !has_word("coming") && !has_word("upcoming"))
          form.base = Base::kNarrative;
        break;
      case -1:
        form.rel = -1;
        break;
      case 6:
        form.rel = 1;
        break;
      case 9:  // "over the weekend"
        form.near = true;
        form.rel = 0;
        form.rel_unit = Unit::kWeekend;
        break;
      case 3:
      case 4:
        form.near = true;
        form.mod = TimeMod::kEnd;
        form.rel = 0;
        if (rule.arg == 4) form.rel_unit = Unit::kYear;
        break;
      default:
        form.near = rule.arg == 2;
        form.rel = 0;
    }
    if (form.rel_unit == Unit::kSecond || form.rel_unit == Unit::kMinute || form.rel_unit == Unit::kHour) {
      form.kind = form.rel == 0 ? form.kind : Kind::kDuration;  // "the last hour"
      form.weak = form.rel == 0;
      form.unit = form.rel_unit;
      form.count = 1000;
      form.direction = form.rel;
      form.rel = kNo;
    }
    if (rule.guard == Guard::kWeak) form.weak = true;
  }

  void field(const Rule& rule, Form& form) const {
    if (!has(form.rel)) {
      form.rel = 0;
      form.base = has_word("that") || rule.arg == 1 ? Base::kNarrative : Base::kPublication;
    }
    if (form.rel == 1 && has_word("the") && has(form.part)) form.base = Base::kNarrative;
    if (rule.arg == 2) form.rel_unit = Unit::kDay;
    form.near = has_word("coming") || has_word("upcoming");
  }

  static void deictic(const Rule& rule, Form& form) {
    form.rel_unit = Unit::kDay;
    form.base = Base::kPublication;
    if (rule.arg == 9 || rule.arg == 10) {
      form.rel = rule.arg == 9 ? -1 : 0;
      form.part = static_cast<int>(Part::kNight);
      form.unit = Unit::kNone;
    } else if (rule.arg != 0) {
      form.rel = rule.arg;
      form.unit = Unit::kNone;
    }
  }

  void offset(const Rule& rule, Form& form) const {
    form.kind = Kind::kOffset;
    const bool back = rule.action == Action::kAgo || rule.action == Action::kEarlier || rule.action == Action::kBefore;
    form.direction = back ? -1 : 1;
    const bool now = rule.action == Action::kAgo || rule.action == Action::kFromNow;
    form.base = now ? Base::kPublication : Base::kNarrative;
    form.weak = rule.action == Action::kAfter || rule.action == Action::kBefore || rule.guard == Guard::kWeak;
    length(rule, form);
  }

  void length(const Rule& rule, Form& form) const {
    if (rule.arg == -1) {
      form.count = kNo;
      return;
    }
    const bool counted = captured(kN) != nullptr || captured(kAmount) != nullptr;
    const bool some = !counted && (captured(kFew) != nullptr || has_word("few") || has_word("number"));
    if (some) {
      form.count = kNo;
      return;
    }
    if (rule.arg > 9 && rule.arg < 1000) form.count = (has(form.count) ? form.count : 0) + rule.arg;
    if (rule.arg >= 1000) form.count = rule.arg;
    const bool bare_plural = captured(kUnits) != nullptr && captured(kN) == nullptr && captured(kDec) == nullptr &&
                             captured(kAmount) == nullptr;
    if (!has(form.count) && !bare_plural) form.count = 1000;
  }

  void set(const Rule& rule, Form& form) const {
    form.kind = Kind::kSet;
    if (rule.arg == 2) form.count = 2000;
    const bool times = has_word("times");
    if (has(form.nth)) form.count = form.nth * 1000;
    if (!has(form.count) || times) form.count = 1000;
    if (rule.arg == 9) form.unit = Unit::kDay;
    if (form.unit == Unit::kNone)
      form.unit = has(form.weekday) ? Unit::kWeek : has(form.part) ? Unit::kDay : Unit::kYear;
  }

  void clock(const Rule& rule, Form& form) const {
    const int minutes = has(form.count) ? form.count / 1000 : 0;
    if (rule.action == Action::kPast) form.minute = minutes;
    if (rule.action == Action::kTo) {
      form.hour = form.hour == 0 ? 23 : form.hour - 1;
      form.minute = 60 - minutes;
    }
    if (rule.action == Action::kClock && !has(form.hour) && has(form.count)) {  // "1140 a.m."
      form.hour = minutes >= 100 ? minutes / 100 : minutes;
      form.minute = minutes >= 100 ? minutes % 100 : 0;
    }
    if (rule.arg > 1 && rule.arg != 2) form.minute = rule.arg;
    if (rule.arg < 0) {
      form.hour = form.hour == 0 ? 23 : form.hour - 1;
      form.minute = 60 + rule.arg;
    }
    form.count = kNo;
    form.unit = Unit::kNone;
    if (const Capture* ampm = captured(kAmpm)) set_ampm(form, ampm->value);
    if (rule.guard == Guard::kHour) form.weak = true;
  }

  void zone(Form& form) const {
    form.kind = Kind::kZone;
    form.weak = true;
    if (!has(form.count)) return;
    const int hours = form.count / 1000 * (has_word("-") ? -1 : 1);
    form.zone_offset = hours >= -12 && hours <= 14 ? hours * 60 : kNo;
    form.count = kNo;
  }

  void ordinal_period(const Rule& rule, Form& form) const {
    int nth = has(form.nth) ? form.nth : has(form.count) ? form.count / 1000 : kNo;
    const Unit unit = static_cast<Unit>(std::abs(rule.arg));
    const int most = unit == Unit::kQuarter ? 4 : 2;
    if (rule.arg < 0) nth = most;
    form.nth = kNo;
    form.count = kNo;
    form.unit = Unit::kNone;
    form.weak = rule.guard == Guard::kWeak || nth > most;
    (unit == Unit::kQuarter ? form.quarter : form.half) = nth;
  }

  const Surroundings& around_;
  DayOrder order_;
  const Match& match_;
  std::size_t first_ = 0, end_ = 0;
};

}  // namespace

Form build(const Surroundings& around, DayOrder order, const Match& match, const Rule& rule, std::size_t first,
           std::size_t end) {
  return Builder(around, order, match).build(rule, first, end);
}

void share(Form& first, Form& second, const Match& match) {
  const auto either = [](int& a, int& b) {
    if (!has(a)) a = b;
    if (!has(b)) b = a;
  };
  either(first.month, second.month);
  either(first.year, second.year);
  first.bc = second.bc = first.bc || second.bc;
  for (std::size_t i = 0; i < match.length; ++i) {
    if (match.captures[i].symbol != kAmpm || first.half_day_known) continue;
    const bool before_noon = first.hour > second.hour % 12 + match.captures[i].value;
    set_ampm(first,
             before_noon || first.hour % 12 + match.captures[i].value > second.hour ? 0 : match.captures[i].value);
  }
}

}  // namespace tidings::extract::timex
