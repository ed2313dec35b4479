#include "pipeline/extract/time/join.h"

#include "pipeline/extract/time/neighbours.h"

namespace tidings::extract::timex {
namespace {

class Joiner {
 public:
  Joiner(const Surroundings& around, std::vector<Form>& forms) : around_(around), forms_(forms) {}

  void run() {
    std::size_t count = 0;  // of those that are whole as far as was read
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      if (count != i) forms_[count] = forms_[i];
      ++count;
      while (count > 1 && merge(forms_[count - 2], forms_[count - 1])) --count;
    }
    forms_.resize(count);
    link(around_, forms_);
    drop();
  }

 private:
  static void widen(Form& a, const Form& b) {
    a.end = b.end;
    a.last = b.last;
  }

  // Everything b says that a does not; a keeps its place, and takes b's end.
  static void absorb(Form& a, const Form& b) {
    const auto copy = [](int& to, int from) {
      if (!has(to)) to = from;
    };
    copy(a.year, b.year), copy(a.month, b.month), copy(a.day, b.day), copy(a.weekday, b.weekday);
    copy(a.decade, b.decade), copy(a.century, b.century), copy(a.season, b.season), copy(a.quarter, b.quarter);
    copy(a.half, b.half), copy(a.week, b.week), copy(a.holiday, b.holiday), copy(a.part, b.part);
    copy(a.zone, b.zone), copy(a.zone_offset, b.zone_offset), copy(a.nth, b.nth);
    if (!has(a.hour) && has(b.hour)) {
      a.hour = b.hour, a.minute = b.minute, a.second = b.second;
      a.half_day_known = b.half_day_known, a.ambiguous_hour = b.ambiguous_hour;
    }
    if (!has(a.rel) && has(b.rel)) a.rel = b.rel, a.rel_unit = b.rel_unit, a.base = b.base;
    if (a.mod == TimeMod::kNone) a.mod = b.mod;
    a.to_next = b.to_next;
    a.local_time = a.local_time || b.local_time;
    a.bc = a.bc || b.bc;
    a.weak = false;
    widen(a, b);
  }

  bool merge(Form& a, Form& b) {
    if (a.to_next) return false;
    const std::string between = gap(around_, a, b);
    if (between == "?") return false;
    return prefix(a, b, between) || zone(a, b, between) || clock_and_day(a, b, between) || days(a, b, between) ||
           containers(a, b, between) || offsets(a, b, between) || lengths(a, b, between) || nth(a, b, between);
  }

  bool prefix(Form& a, Form& b, std::string_view between) {
    if (a.kind == Kind::kPrefix && a.quantity) {
      if (between.empty() && only_clock(b) && has_clock(b)) {
        b.mod = a.mod, b.begin = a.begin, b.first = a.first;
        a = b;
        return true;
      }
      if (!between.empty() || (b.kind != Kind::kDuration && b.kind != Kind::kOffset)) return false;
      b.mod = a.mod, b.begin = a.begin, b.first = a.first;
      a = b;
      return true;
    }
    if (a.kind != Kind::kPrefix || b.kind == Kind::kSet ||
        !one_of(between, {"", "the", "of", "of the", "in the", "on", "on the", "in", "-"}))
      return false;
    if (b.kind == Kind::kPrefix && between.empty()) {
      widen(a, b);
      return true;
    }
    if (!period(b)) return false;
    const bool relative = a.mod == TimeMod::kBefore || a.mod == TimeMod::kAfter;
    if (relative && !has(b.rel) && !dated(b) && !has(b.season) && !has(b.part)) return false;
    if (!relative && one_of(between, {"on", "on the"})) return false;
    b.mod = a.mod;
    b.begin = a.begin;
    b.first = a.first;
    b.weak = false;
    a = b;
    return true;
  }

  bool zone(Form& a, const Form& b, std::string_view between) {
    if (b.kind != Kind::kZone || !has_clock(a) || !between.empty()) return false;
    if (has(a.zone) || has(a.zone_offset) || a.local_time) return false;
    a.zone = b.zone;
    a.zone_offset = b.zone_offset;
    a.local_time = b.local_time;
    a.weak = a.weak && !has(a.part);
    widen(a, b);
    return true;
  }

  bool clock_and_day(Form& a, const Form& b, std::string_view between) {
    if (!calendar(a) || !calendar(b)) return false;
    if (only_clock(a) && only_clock(b)) {  // "8am this morning", "in the morning at 7"
      if (has_clock(a) == has_clock(b) || !one_of(between, {"", "at", "in the", "in", "of", "this",
                                                            ","
                                                            "around"}))
        return false;
      const int hour = has_clock(a) ? a.hour : b.hour, part = has(a.part) ? a.part : b.part;
      absorb(a, b);
      a.hour = in_part(hour, part, a);
      return true;
    }
    // "Tuesday at 3:47 in the afternoon"
    if (dated(a) && has_clock(a) && !has(a.part) && !a.half_day_known && only_clock(b) && !has_clock(b)) {
      if (!one_of(between, {"", "in", "in the", "at"})) return false;
      const int hour = a.hour;
      absorb(a, b);
      a.hour = in_part(hour, a.part, a);
      return true;
    }
    const bool day_first = dated(a) && !has_clock(a) && only_clock(b) && !(has(a.part) && has(b.part));
    const bool clock_first = only_clock(a) && dated(b) && !timed(b);
    const bool both_parts = only_clock(a) && has_clock(a) && dated(b) && has(b.part) && !has_clock(b);
    if (day_first) {
      if (!one_of(between, {"", "at", ",", ", at", "in the", "from", "between", "around", "about", "on the", "the",
                            "before", "by", "in", "at around", "at about", "'s"}))
        return false;
      if (one_of(between, {"before", "by"})) return false;
      if (between == "the" && !has(b.part)) return false;
    } else if (clock_first || both_parts) {
      if (!one_of(between, {"", "on", "of", "on the", "the", "in", "in the"})) return false;
    } else {
      return false;
    }
    if (has(a.part) && has(b.hour)) {
      absorb(a, b);
      a.hour = in_part(a.hour, a.part, a);
      return true;
    }
    const bool late = has(b.part) && has(a.hour);
    absorb(a, b);
    if (late) a.hour = in_part(a.hour, a.part, a);
    return true;
  }

  bool days(Form& a, const Form& b, std::string_view between) {
    const bool part_of =
        calendar(a) && calendar(b) && has(a.weekday) && has(a.part) && !has_clock(a) && !has(a.day) && has(b.day);
    if (part_of && one_of(between, {"of", ",", "of the"})) {
      absorb(a, b);
      return true;
    }
    if (!calendar(a) || !calendar(b) || timed(a)) return false;
    const bool by_date = has(b.day) && !has(b.weekday) && !has(b.rel);
    const bool weekday = has(a.weekday) && !has(a.day) && !has(a.month) && by_date;
    const bool deictic = a.rel_unit == Unit::kDay && !has(a.month) && by_date && has(b.month);
    const bool named = deictic || weekday;
    if (named && one_of(between, {"", ",", "the", ", the", "on", "("})) {
      if (between == "(" && around_.word(b.last, 1) != ")") return false;
      absorb(a, b);
      if (between == "(") a.end = around_.at(b.last, 1)->end, ++a.last;
      return true;
    }
    // "January 21, Friday"; "10 January, tomorrow"
    const bool turned = has(a.day) && has(a.month) && !has(a.weekday) && only_weekday(b);
    if (turned && one_of(between, {",", "(", ""})) {
      if (between == "(" && around_.word(b.last, 1) != ")") return false;
      absorb(a, b);
      if (between == "(") a.end = around_.at(b.last, 1)->end, ++a.last;
      return true;
    }
    return false;
  }

  bool containers(Form& a, const Form& b, std::string_view between) {
    if (!calendar(a) || !calendar(b)) return false;
    if (under_year(a) && only_year(b) && one_of(between, {"", "of", "in", ",", "of the"})) {
      if (has(b.year) && !b.year_sure && between == "," && !has(a.day) && !has(a.quarter)) return false;
      if (has(a.month) && has(a.day) && between == "in") return false;
      absorb(a, b);
      return true;
    }
    const bool day_of_week = calendar(a) && has(a.weekday) && !has(a.day) && !has(a.month) && !has(a.rel);
    const bool in_week = day_of_week && b.rel_unit == Unit::kWeek && has(b.rel) && !has(b.weekday);
    const bool of_week = a.rel_unit == Unit::kWeek && has(a.rel) && !has(a.weekday) && only_weekday(b);
    const bool in_month =
        (dated(a) || has(a.day)) && !has(a.month) && !has(a.rel) && b.rel_unit == Unit::kMonth && has(b.rel);
    if ((in_week || of_week || in_month) && one_of(between, {"", "of", "in", "on", ",", "of the"})) {
      absorb(a, b);
      return true;
    }
    if (has(a.part) && !dated(a) && has(b.rel) && b.rel_unit == Unit::kDay && one_of(between, {"", "of"})) {
      absorb(a, b);
      return true;
    }
    return false;
  }

  bool offsets(Form& a, const Form& b, std::string_view between) {
    // "the same month a year ago", "the same period last year"
    const bool same = calendar(a) && a.base == Base::kNarrative && a.rel == 0 && !a.near && a.rel_unit != Unit::kYear;
    const bool ago = b.kind == Kind::kOffset && b.base == Base::kPublication && b.unit == Unit::kYear && has(b.count);
    const bool last =
        calendar(b) && b.base == Base::kPublication && b.rel == -1 && b.rel_unit == Unit::kYear && only_year(b);
    if (same && (ago || last) && one_of(between, {"", "of", "in"})) {
      a.kind = Kind::kOffset;
      a.like_anchor = true;
      a.unit = Unit::kYear;
      a.count = ago ? b.count : 1000;
      a.direction = -1;
      a.rel = kNo;
      widen(a, b);
      return true;
    }
    // "each Monday at 4 pm", "3 pm each day"
    if (a.kind == Kind::kSet && only_clock(b) && has_clock(b) && one_of(between, {"", "at"})) {
      a.hour = b.hour, a.minute = b.minute;
      if (has(a.part)) a.hour = in_part(a.hour, a.part, a);
      widen(a, b);
      return true;
    }
    if (b.kind == Kind::kSet && only_clock(a) && one_of(between, {"", "on"})) {
      Form whole = b;
      whole.hour = a.hour, whole.minute = a.minute, whole.part = has(b.part) ? b.part : a.part;
      whole.begin = a.begin, whole.first = a.first;
      a = whole;
      return true;
    }
    if (a.kind == Kind::kOffset && a.weak && calendar(b) && !b.weak && !only_clock(b) && one_of(between, {"", "the"})) {
      absorb(a, b);
      return true;
    }
    if (only_weekday(a) && b.kind == Kind::kOffset && between.empty()) {  // "Sunday 3 weeks after January 15"
      Form whole = b;
      whole.weekday = a.weekday;
      whole.begin = a.begin;
      whole.first = a.first;
      a = whole;
      return true;
    }
    if (a.kind == Kind::kOffset && only_weekday(b) && one_of(between, {"on", ""})) {
      a.weekday = b.weekday;
      a.weak = false;
      widen(a, b);
      return true;
    }
    return false;
  }

  static bool lengths(Form& a, const Form& b, std::string_view between) {
    if (a.kind != Kind::kDuration || (b.kind != Kind::kDuration && b.kind != Kind::kOffset)) return false;
    if (!one_of(between, {"", "and", ","}) || !has(a.count) || !has(b.count) || b.unit >= a.unit) return false;
    if (a.unit3 != Unit::kNone || b.unit3 != Unit::kNone) return false;
    if (a.unit2 == Unit::kNone) {
      a.unit2 = b.unit, a.count2 = b.count, a.unit3 = b.unit2, a.count3 = b.count2;
    } else {
      a.unit3 = b.unit, a.count3 = b.count;
    }
    if (b.kind == Kind::kOffset) a.kind = b.kind, a.direction = b.direction, a.base = b.base, a.weak = b.weak;
    widen(a, b);
    return true;
  }

  // "the last week" "of" "March"; "the first ten months" "of" "1915".
  static bool nth(Form& a, const Form& b, std::string_view between) {
    if (a.kind != Kind::kNth || !calendar(b) || !one_of(between, {"", "the"})) return false;
    if (has(a.count)) {
      Form part = b;
      part.kind = Kind::kDuration;
      part.unit = a.unit, part.count = a.count, part.nth = a.nth;
      part.begin = a.begin, part.first = a.first;
      part.weak = false;
      a = part;
      return true;
    }
    Form whole = b;
    whole.nth = a.nth;
    whole.unit = a.unit;
    whole.weekday = has(a.weekday) ? a.weekday : b.weekday;
    whole.begin = a.begin;
    whole.first = a.first;
    whole.weak = false;
    a = whole;
    return true;
  }

  void drop() {
    std::size_t to = 0;
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      Form& form = forms_[i];
      const bool bare_part = only_clock(form) && has(form.part) && !has_clock(form) && form.weak;
      if (form.weak && form.kind == Kind::kOffset) settle(form);
      if (form.kind == Kind::kNth && form.nth < 0 && form.unit >= Unit::kDay && !has(form.weekday) && !has(form.count))
        leave_alone(form);
      const bool part_of_nothing = form.kind == Kind::kPrefix || form.kind == Kind::kNth || form.kind == Kind::kZone;
      if (part_of_nothing || bare_part || (form.weak && form.kind != Kind::kDuration)) {
        if (to > 0) forms_[to - 1].to_next = false;
        continue;
      }
      if (to != i) forms_[to] = form;
      ++to;
    }
    forms_.resize(to);
    if (to > 0) forms_[to - 1].to_next = false;
  }

  // "the last year of" something that is no date: last year.
  void leave_alone(Form& form) const {
    form.kind = Kind::kCalendar;
    form.rel = -1;
    form.rel_unit = form.unit;
    form.unit = Unit::kNone;
    form.nth = kNo;
    --form.last;
    form.end = around_.lexemes()[form.last].end;
  }

  // "two days after" something that is no date: its length remains, without the last word. "Two days before" at the
  // end of a clause is counted from the time spoken of.
  void settle(Form& form) const {
    if (form.unit == Unit::kNone) return;
    if (around_.at(form.last, 1) == nullptr || around_.is_one_of(form.last, 1, ". , ; : )")) {
      form.weak = false;
      return;
    }
    form.kind = Kind::kDuration;
    std::uint32_t last = form.last;
    while (last > form.first && around_.lexemes()[last].find(kUnit) == nullptr &&
           around_.lexemes()[last].find(kUnits) == nullptr)
      --last;
    form.last = last;
    form.end = around_.lexemes()[last].end;
  }

  const Surroundings& around_;
  std::vector<Form>& forms_;
};

}  // namespace

void join(const Surroundings& around, std::vector<Form>& forms) { Joiner(around, forms).run(); }

}  // namespace tidings::extract::timex
