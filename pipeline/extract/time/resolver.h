#pragma once

#include <optional>
#include <string>

#include "pipeline/extract/time/anchor.h"
#include "pipeline/extract/time/period.h"
#include "pipeline/extract/time/resolve.h"
#include "pipeline/extract/time/tense.h"

namespace tidings::extract::timex {

// Resolves the forms of one text in their order. lengths.cc has what counts units, place.cc dates with or without their
// year, relative.cc those that name another ("next year").
class Resolver {
 public:
  // `told_by`: no clock time of the day of publication that is told as past is later; kNo: not known. All outlive it.
  Resolver(const Surroundings& around, const Anchors& start, const Zones& zones, int told_by)
      : around_(around), anchors_(start), zones_(zones), told_by_(told_by) {}

  [[nodiscard]] Resolved one(Form& form, const Form* before);

  // The earliest minute of the day of publication that the text looks ahead to; kNo: none.
  [[nodiscard]] int ahead() const { return ahead_; }

 private:
  void none();
  void give(const Period& found);
  void vague(const char* value);
  void duration();
  // "the first ten days of 1911"
  void span_in_period();
  // "the last three days", "within two hours": from when to when.
  void span_in_time();
  void length();
  void set();
  void offset();
  void like_anchor();
  [[nodiscard]] bool exact_weeks() const;
  std::optional<Period> shifted_from_date();
  // From publication or from the time spoken of.
  std::optional<Period> shifted(bool to_the_day);
  void calendar();
  static bool named_day(const Form& f);
  void mention(const Period& found, int minutes);
  static bool absurd(const Form& f);
  static std::string time_of_day(const Form& f, int offset);
  [[nodiscard]] int zone_of(const Form& f, Day day) const;
  // What is told in the past tense happened before it was told.
  [[nodiscard]] Day not_later_than_told(Day day) const;
  std::optional<Period> by_other_clock();
  // Which day or period a form names.
  std::optional<Period> place(const Form& f);
  // "at night", "by night": of no certain day.
  [[nodiscard]] bool in_general(const Form& f) const;
  std::optional<Period> decade(const Form& f);
  static std::optional<Period> century(const Form& f);
  // Everything that a year makes complete.
  std::optional<Period> in_year(const Form& f, int year);
  void check_weekday(const Form& f, Day day);
  void check_order(const Form& f);
  // May 3; May; Easter.
  [[nodiscard]] std::optional<YearBase> year_base() const;
  std::optional<Period> without_year(const Form& f);
  // Of the years around, the one that is nearest, unless the tense says that it is on the other side.
  template <typename Make>
  std::optional<Period> nearest(const YearBase& base, const Make& make);
  int distance(const YearBase& base, const Period& found) const;
  // "Friday, December 21": a weekday and a date that agree, or what comes nearest to both.
  std::optional<Period> with_weekday(const Form& f, const YearBase& base, const Period& found);
  // "the 10th"; "Tuesday the 10th".
  std::optional<Period> day_of_some_month(const Form& f);
  [[nodiscard]] std::optional<YearBase> weekday_base() const;
  std::optional<Period> weekday(const Form& f);
  // "spring", "the fourth quarter", "week 23".
  std::optional<Period> period_without_year(const Form& f);
  std::optional<Period> relative(const Form& f);
  std::optional<Period> that_time();
  std::optional<Day> base_of(const Form& f);
  std::optional<Period> relative_day(const Form& f, Day base);
  std::optional<Period> relative_field(const Form& f, Day base);
  static std::optional<Period> relative_weekday(const Form& f, Day base);
  // The container itself, or what else was said of it: "Friday next week", "October of next year".
  std::optional<Period> in_container(const Form& f, Day base);
  // "the last week of March", "the second day of 1911", "the third Friday of May"
  std::optional<Period> nth_of(const Form& f);

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

}  // namespace tidings::extract::timex
