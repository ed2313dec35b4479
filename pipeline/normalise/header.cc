#include "pipeline/normalise/header.h"

#include <algorithm>
#include <array>

#include "pipeline/normalise/dates.h"
#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

constexpr std::size_t kHeaderLines = 12;  // no header is longer
constexpr std::size_t kSignOffLines = 4;
constexpr std::size_t kBylineBytes = 160;

constexpr auto kParticles = words("de", "van", "von", "der", "den", "la", "le", "di", "da", "bin", "ibn", "al", "el",
                                  "y", "ten", "ter", "du", "dos");
constexpr auto kJoining = words("and", "in", "of", "for", "the", "at", "with", "&");
constexpr auto kNoNames =
    words("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
          "april", "may", "june", "july", "august", "september", "october", "november", "december", "royal", "popular");

bool is_name(std::string_view word) {
  if (word.empty() || !(is_upper(word[0]) || is_high(word[0]))) return false;
  return !kNoNames.holds(fold_ascii(word.substr(0, word.find_last_not_of(",.") + 1)));
}

// "Mara Vell", "Mara de Vell and Tam Orrin in Orsk": two names to begin with, then names and what joins them.
bool are_names(std::string_view text) {
  std::size_t names = 0;
  for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
    if (is_name(word))
      ++names;
    else if (names == 0 || !(kParticles.holds(word) || (names >= 2 && kJoining.holds(word))))
      return false;
  }
  return names >= 2;
}

struct Byline {
  std::optional<PrintedDate> date;
};

std::optional<Byline> read_byline(const Line& line) {
  if (line.text.size() > kBylineBytes || !line.whole) return std::nullopt;
  std::size_t skipped = 0;
  for (const std::string_view opening : {"by ", "by: ", "written by ", "author: ", "words by "}) {
    if (line.folded.starts_with(opening)) skipped = opening.size();
  }
  if (skipped == 0) return std::nullopt;
  constexpr std::array<std::string_view, 7> kSeparators = {",", " | ", " · ", " • ", " - ", " – ", " — "};
  const auto rest = line.text.substr(skipped);
  auto end = rest.size();
  std::size_t width = 0;
  for (const auto separator : kSeparators) {
    if (const auto at = rest.find(separator); at < end) {
      end = at;
      width = separator.size();
    }
  }
  if (!are_names(rest.substr(0, end))) return std::nullopt;
  const auto more = trim(rest.substr(end + width));
  if (auto date = parse_date(more)) return Byline{std::move(date)};
  if (more.ends_with('.') || count_words(more) > 8) return std::nullopt;
  const auto last = more.find_last_of("|·•");
  return Byline{last == std::string_view::npos ? std::nullopt : parse_date(more.substr(last + 1))};
}

// "date 1911-05-03 The bridge …", "Date: 1911-05-03": how long the date is, zero where there is none.
std::size_t leading_date_length(const Line& line) {
  constexpr std::string_view kDate = "date";
  constexpr std::size_t kDay = 10;
  if (!line.folded.starts_with(kDate)) return 0;
  auto at = kDate.size();
  if (line.folded.substr(at).starts_with(':')) ++at;
  if (!line.folded.substr(at).starts_with(' ')) return 0;
  const auto end = ++at + kDay;
  if (end > line.folded.size() || (end < line.folded.size() && line.folded[end] != ' ')) return 0;
  const auto day = line.folded.substr(at, kDay);
  const bool shaped = day[4] == '-' && day[7] == '-' && is_digit(day[0]);
  return shaped ? end : 0;
}

// A line that reads as text: nothing of a header stands below it.
bool is_paragraph(const Line& line) {
  const auto count = line.whole ? count_words(line.folded) : kBylineBytes;
  const bool statement = ends_with_stop(line.text) && !line.text.ends_with('?') && !line.text.ends_with('!');
  return count >= 25 || (count >= 6 && statement);
}

}  // namespace

std::optional<std::string> read_header(Layout& layout) {
  std::optional<PrintedDate> best;
  const auto offer = [&](std::optional<PrintedDate> date) {
    if (date && (!best || (best->update && !date->update))) best = std::move(date);
  };
  std::size_t seen = 0;
  for (auto& line : layout.lines()) {
    if (line.gone()) continue;
    if (++seen > kHeaderLines) break;
    if (const auto length = leading_date_length(line)) {
      offer(parse_date(line.text.substr(0, length)));
      layout.cut_front(line, length, why::kDate);
      if (line.gone()) continue;
    }
    if (auto date = parse_date(line.text)) {
      offer(std::move(date));
      layout.remove(line, why::kDate);
    } else if (auto byline = read_byline(line)) {
      offer(std::move(byline->date));
      layout.remove(line, why::kByline);
    } else if (is_paragraph(line)) {
      break;
    }
  }
  return best ? std::optional(std::move(best->value)) : std::nullopt;
}

void drop_sign_off(Layout& layout) {
  auto& lines = layout.lines();
  std::size_t seen = 0;
  for (auto line = lines.rbegin(); line != lines.rend() && seen < kSignOffLines; ++line) {
    if (line->gone()) continue;
    ++seen;
    if (!line->whole) continue;
    auto text = line->folded;
    if (text.starts_with('(') || text.starts_with('[')) text.remove_prefix(1);
    bool opens = false;
    for (const std::string_view opening :
         {"reporting by ", "additional reporting by ", "editing by ", "writing by ", "compiled by ", "edited by ",
          "translated by ", "reporting and writing by "}) {
      opens = opens || text.starts_with(opening);
    }
    const bool bracketed = text.size() < line->folded.size();
    if (opens && (bracketed || text.find("; ") != std::string_view::npos || !ends_with_stop(text))) {
      layout.remove(*line, why::kByline);
    }
  }
}

}  // namespace tidings::normalise
