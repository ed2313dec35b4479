#include "pipeline/extract/time/anchor.h"

#include <charconv>
#include <cstdlib>

namespace tidings::extract::timex {
namespace {

int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int value = 0;
  if (text.size() < begin + length) return kNo;
  const auto [end, error] = std::from_chars(text.data() + begin, text.data() + begin + length, value);
  return error == std::errc{} && end == text.data() + begin + length ? value : kNo;
}

bool tells_of_history(const std::vector<Form>& forms, int year) {
  int far = 0, near = 0;
  for (const Form& form : forms) {
    if (form.kind != Kind::kCalendar) continue;
    const bool dated = has(form.year) && has(form.month);
    const bool weekday = has(form.weekday) && !has(form.day);
    const bool deictic = has(form.rel) && form.base == Base::kPublication;
    const bool long_past = form.bc || (has(form.year) && year - form.year >= 3);
    if (long_past || (dated && form.year < year)) ++far;
    if (weekday || deictic || (dated && form.year >= year)) ++near;
  }
  return far >= 4 && far > 2 * near;
}

}  // namespace

Anchors::Anchors(const Surroundings& around, std::string_view published, const std::vector<Form>& forms) {
  read_published(published);
  if (!published_) read_dateline(around, forms);
  number_paragraphs(around);
  narrative_ = !published_ || tells_of_history(forms, civil_of(*published_).year);
}

void Anchors::read_published(std::string_view value) {
  const int year = number_at(value, 0, 4), month = number_at(value, 5, 2), day = number_at(value, 8, 2);
  if (!has(year) || !has(month) || !has(day)) return;
  published_ = day_of(year, month, day);
  const int hour = number_at(value, 11, 2), minute = number_at(value, 14, 2);
  if (has(hour) && has(minute) && hour < 24 && minute < 60) published_minutes_ = hour * 60 + minute;
}

// A date that is a line by itself, near the top, dates the text.
void Anchors::read_dateline(const Surroundings& around, const std::vector<Form>& forms) {
  constexpr std::uint32_t kTop = 4;
  for (const Form& form : forms) {
    if (around.lexemes()[form.first].sentence >= kTop) return;
    const bool alone = around.at(form.first, -1) == nullptr && around.at(form.last, 1) == nullptr;
    if (!alone || !has(form.year) || !has(form.month) || !has(form.day)) continue;
    published_ = day_of(form.year, form.month, form.day);
    if (published_) return;
  }
}

void Anchors::number_paragraphs(const Surroundings& around) {
  const Text& text = around.text();
  std::uint32_t paragraph = 0, token = 0, end = 0;
  for (const std::uint32_t next : text.ends) {
    if (token < next) {
      const std::uint32_t begin = text.tokens[token].begin;
      if (text.text.substr(end, begin - end).find('\n') != std::string_view::npos) ++paragraph;
      end = text.tokens[next - 1].end;
    }
    paragraphs_.push_back(paragraph);
    token = next;
  }
}

void Anchors::enter(std::uint32_t sentence) {
  if (day_ && !same_paragraph(day_sentence_, sentence)) minutes_ = kNo;
}

void Anchors::mention(Day day, Granularity granularity, std::uint32_t sentence, bool ahead) {
  if (ahead && day_ && (narrative_ || day_sentence_ == sentence)) return;
  const bool fine = granularity >= Granularity::kDay;
  if (granularity >= Granularity::kYear) {
    // "December 7 …, 1941": the year alone says no more.
    const bool coarser = any_ && granularity == Granularity::kYear && any_->granularity > Granularity::kYear &&
                         civil_of(any_->day).year == civil_of(day).year;
    if (!coarser) any_ = YearBase{day, granularity, true}, any_sentence_ = sentence;
  }
  if (!fine) return;
  day_ = YearBase{day, granularity, true};
  day_sentence_ = sentence;
  day_ahead_ = ahead;
  minutes_ = kNo;
}

std::optional<Day> Anchors::day() const {
  if (day_) return day_->day;
  return narrative_ && any_ ? std::optional(any_->day) : published_;
}

std::optional<Day> Anchors::any_day() const {
  if (any_) return any_->day;
  return published_;
}

std::optional<Day> Anchors::near_day(std::uint32_t sentence) const {
  const bool spoken_of = day_ && !day_ahead_ && same_paragraph(day_sentence_, sentence);
  return spoken_of || !published_ ? day() : published_;
}

std::optional<Day> Anchors::day_for_clock(std::uint32_t sentence) const {
  if (day_ && (narrative_ || same_paragraph(day_sentence_, sentence))) return day_->day;
  return published_;
}

std::optional<YearBase> Anchors::base_for_year(std::uint32_t sentence) const {
  constexpr std::chrono::days kFar{400};
  if (narrative_ && any_) return any_;
  if (!published_) return std::nullopt;
  // Inside a passage on times long past, its own dates are near to each other.
  if (any_ && any_->granularity >= Granularity::kMonth && same_paragraph(any_sentence_, sentence) &&
      (any_->day < *published_ - kFar || any_->day > *published_ + kFar)) {
    return any_;
  }
  return YearBase{*published_, Granularity::kDay, false};
}

}  // namespace tidings::extract::timex
