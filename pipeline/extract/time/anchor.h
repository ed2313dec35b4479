#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/extract/time/recognise.h"

namespace tidings::extract::timex {

// What a date without a year is near to.
struct YearBase {
  Day day{};
  Granularity granularity = Granularity::kDay;
  bool narrative = false;  // the time spoken of, not that of publication
};

// The times that others are counted from: publication, and the one the text speaks of. A text is a *narrative* where
// most of its years are long past (or where nothing is known of its publication): there what has no year is near to
// the last one spoken of, elsewhere near to publication.
class Anchors {
 public:
  Anchors(const Surroundings& around, std::string_view published, const std::vector<Form>& forms);

  [[nodiscard]] std::optional<Day> published() const { return published_; }
  [[nodiscard]] int published_minutes() const { return published_minutes_; }  // kNo: only the day is known
  [[nodiscard]] bool narrative() const { return narrative_; }

  void enter(std::uint32_t sentence);
  // `ahead`: told as to come; it does not become the day spoken of where the same sentence has one.
  void mention(Day day, Granularity granularity, std::uint32_t sentence, bool ahead);
  void mention_minutes(int minutes) { minutes_ = minutes; }

  [[nodiscard]] std::optional<Day> day() const;      // the day spoken of, else that of publication
  [[nodiscard]] std::optional<Day> any_day() const;  // in the period spoken of, however long
  [[nodiscard]] int minutes() const { return minutes_; }
  [[nodiscard]] std::optional<YearBase> last() const { return any_; }
  [[nodiscard]] std::optional<Day> near_day(std::uint32_t sentence) const;  // "the day"
  [[nodiscard]] std::optional<Day> day_for_clock(std::uint32_t sentence) const;
  [[nodiscard]] std::optional<YearBase> base_for_year(std::uint32_t sentence) const;

 private:
  void read_published(std::string_view value);
  void read_dateline(const Surroundings& around, const std::vector<Form>& forms);
  void number_paragraphs(const Surroundings& around);
  [[nodiscard]] bool same_paragraph(std::uint32_t a, std::uint32_t b) const { return paragraphs_[a] == paragraphs_[b]; }

  std::vector<std::uint32_t> paragraphs_;  // of each sentence
  std::optional<Day> published_;
  int published_minutes_ = kNo;
  bool narrative_ = false;
  std::optional<YearBase> any_, day_;
  std::uint32_t any_sentence_ = 0, day_sentence_ = 0;
  bool day_ahead_ = false;
  int minutes_ = kNo;
};

}  // namespace tidings::extract::timex
