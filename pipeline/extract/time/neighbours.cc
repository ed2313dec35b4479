#include "pipeline/extract/time/neighbours.h"

#include <algorithm>

namespace tidings::extract::timex {

std::string gap(const Surroundings& around, const Form& a, const Form& b) {
  const auto& lexemes = around.lexemes();
  if (b.first <= a.last) return "?";
  if (lexemes[a.last].sentence != lexemes[b.first].sentence || b.first - a.last > 4) return "?";
  std::string words;
  for (std::uint32_t i = a.last + 1; i < b.first; ++i) {
    if (!words.empty()) words += ' ';
    words += around.word(i);
  }
  return words;
}
bool one_of(std::string_view gap, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), gap) != known.end();
}

int in_part(int hour, int part, Form& form) {
  if (form.half_day_known || !has(part)) return hour;
  form.half_day_known = true;
  form.ambiguous_hour = false;
  const auto p = static_cast<Part>(part);
  const bool afternoon = p == Part::kAfternoon || p == Part::kEvening || (p == Part::kNight && hour >= 5);
  return afternoon && hour < 12 ? hour + 12 : hour;
}

namespace {

// "January and February 1937", "in May, June and July 1911", "the 70s and 80s" need no help but a year.
void lend(const Surroundings& around, Form& a, const Form& b) {
  if (!calendar(a) || !calendar(b) || yeared(a) || !yeared(b) || has(a.rel)) return;
  const bool alike =
      (has(a.month) && has(b.month)) || (has(a.season) && has(b.season)) || (has(a.quarter) && has(b.quarter));
  const std::string between = gap(around, a, b);
  if (!alike || !one_of(between, {"-", "to", "until", "till", "through", "and", "or", ",", ", and", "to the", "and the",
                                  "- the"}))
    return;
  a.year = b.year, a.bc = b.bc;
  if (!has(a.year)) a.rel = b.rel, a.rel_unit = b.rel_unit, a.base = b.base;
  const bool turns = has(a.month) && has(b.month) && a.month > b.month && a.to_next;
  if (turns && has(a.year)) --a.year;
}

void ranges(const Surroundings& around, std::vector<Form>& forms) {
  for (std::size_t i = 0; i + 1 < forms.size(); ++i) {
    Form &a = forms[i], &b = forms[i + 1];
    const bool now = a.kind == Kind::kVague && around.word(a.first) == "now";
    if (a.to_next || !(calendar(a) || now) || !calendar(b)) continue;
    const std::string between = gap(around, a, b);
    const bool led = around.is_one_of(a.first, -1, "between from");
    if (now && !led) continue;
    const bool to =
        one_of(between, {"-", "to", "until", "till", "through", "thru", "to the", "until the", "through the"});
    const bool pair = led && one_of(between, {"and", "and the"});
    a.to_next = to || pair;
  }
}

void lend(const Surroundings& around, std::vector<Form>& forms) {
  for (std::size_t i = forms.size(); i-- > 1;) lend(around, forms[i - 1], forms[i]);
  for (std::size_t i = 0; i + 1 < forms.size(); ++i) {
    Form &a = forms[i], &b = forms[i + 1];
    if (!a.to_next || !calendar(a)) continue;
    const bool later = b.rel > 0 && around.lexemes()[b.first].find(kDeic) != nullptr;  // "till tomorrow 4 pm"
    if (dated(a) && only_clock(b)) {
      if (has_clock(b) && !b.half_day_known) b.hour = in_part(b.hour, a.part, b);
      b.day = a.day, b.month = a.month, b.year = a.year, b.weekday = a.weekday;
      b.rel = a.rel, b.rel_unit = a.rel_unit, b.base = a.base;
      b.weak = a.weak = false;
    } else if (only_clock(a) && dated(b) && !later) {
      if (has_clock(a) && !a.half_day_known) a.hour = in_part(a.hour, b.part, a);
      a.day = b.day, a.month = b.month, a.year = b.year, a.weekday = b.weekday;
      a.rel = b.rel, a.rel_unit = b.rel_unit, a.base = b.base;
      a.weak = b.weak = false;
    } else if (only_clock(a) && only_clock(b)) {
      if (has(b.part) && !has(a.part) && has_clock(a)) {
        a.hour = in_part(a.hour, b.part, a);
      }
      a.weak = b.weak = a.weak && b.weak;
    }
    if (has_clock(a) && has_clock(b) && b.ambiguous_hour && b.hour <= a.hour && b.hour < 12) b.hour += 12;
    if (has(a.zone) != has(b.zone)) (has(a.zone) ? b.zone : a.zone) = has(a.zone) ? a.zone : b.zone;
  }
}

}  // namespace

void link(const Surroundings& around, std::vector<Form>& forms) {
  ranges(around, forms);
  lend(around, forms);
}

}  // namespace tidings::extract::timex
