#include "pipeline/extract/time/capture.h"

#include <algorithm>

namespace tidings::extract::timex {
namespace {

int year_of_two_digits(int value) { return value + (value < 50 ? 2000 : 1900); }

void set_slashed(Form& form, int a, int b, DayOrder order) {
  const bool could_be_either = a <= 12 && b <= 12 && a != b;
  const bool day_first = a > 12 || (b <= 12 && order == DayOrder::kDayFirst);
  form.day = day_first ? a : b;
  form.month = day_first ? b : a;
  form.exchangeable = could_be_either && order == DayOrder::kUnknown;
}

void set_count(Form& form, Unit unit) {
  if (form.unit == Unit::kNone) {
    form.unit = unit;
  } else if (form.unit2 == Unit::kNone) {
    form.unit2 = unit;
  } else {
    form.unit3 = unit;
  }
}

void add_number(Form& form, int thousandths) {
  if (form.unit == Unit::kNone) {
    form.count = thousandths;
  } else if (form.unit2 == Unit::kNone) {
    form.count2 = thousandths;
  } else {
    form.count3 = thousandths;
  }
}

// How many, and of what.
void take_amount(Form& form, const Capture& c) {
  switch (c.symbol) {
    case kUnit:
    case kUnits:
    case kFreq:
      set_count(form, static_cast<Unit>(c.value));
      return;
    case kN:
    case kAmount:
      add_number(form, std::min(c.value, 1'000'000) * 1000);
      return;
    case kDec:
      add_number(form, c.value);
      return;
    case kFew:
      add_number(form, kNo);
      return;
    default:
      return;
  }
}

// Clocks and dates in figures.
void take_numerals(Form& form, const Capture& c, DayOrder order) {
  switch (c.symbol) {
    case kHour:
      form.hour = c.value;
      form.minute = 0;
      form.ambiguous_hour = c.value <= 12;
      return;
    case kClock:
      form.hour = c.value / 10000;
      form.minute = c.value / 100 % 100;
      form.second = c.value % 100 != 0 ? c.value % 100 : kNo;
      return;
    case kIso:
      form.year = c.value / 10000;
      form.month = c.value / 100 % 100;
      form.day = c.value % 100;
      return;
    case kSlash3:
      form.year = c.value / 10000;
      set_slashed(form, c.value / 100 % 100, c.value % 100, order);
      return;
    case kSlash2:
      set_slashed(form, c.value / 100, c.value % 100, order);
      return;
    default:
      return;
  }
}

}  // namespace

void take(Form& form, const Capture& c, DayOrder order) {
  switch (c.symbol) {
    case kMon:
    case kMonWeak:
      form.month = c.value;
      return;
    case kDay:
    case kOday:
      form.day = c.value;
      return;
    case kYear:
      form.year = c.value;
      return;
    case kYy:
      form.year = year_of_two_digits(c.value);
      return;
    case kWd:
    case kWdWeak:
    case kWds:
      form.weekday = c.value;
      form.plural = c.symbol == kWds;
      return;
    case kPart:
    case kParts:
      form.part = c.value;
      return;
    case kSeason:
    case kSeasonWeak:
      form.season = c.value;
      return;
    case kRel:
    case kNrel:
      form.rel = c.value;
      form.base = c.symbol == kRel ? Base::kPublication : Base::kNarrative;
      return;
    case kDeic:
      form.rel_unit = Unit::kDay;
      form.rel = c.value;
      return;
    case kOrd:
      form.nth = c.value;
      return;
    case kDecade:
      form.decade = c.value;
      return;
    case kMod:
      form.mod = static_cast<TimeMod>(c.value);
      return;
    case kZone:
      form.zone = c.value;
      return;
    default:
      take_amount(form, c);
      take_numerals(form, c, order);
      return;
  }
}

}  // namespace tidings::extract::timex
