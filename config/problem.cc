#include "config/problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/record/utf8.h"

namespace tidings::config {

std::string render(std::string_view file, std::vector<Problem> problems) {
  constexpr std::size_t kMost = 100;
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.place < b.place; });
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), kMost); ++i) {
    const auto& [place, what] = problems[i];
    text += place.line == 0 ? fmt::format("{}: {}\n", file, what)
                            : fmt::format("{}:{}:{}: {}\n", file, place.line, place.column, what);
  }
  if (problems.size() > kMost) text += fmt::format("{}: and {} more problems\n", file, problems.size() - kMost);
  return text;
}

std::string one_line(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  const auto cut = text.size() > kLongest;
  // Cutting may split a character; the lossy conversion would show the half, so go back to a whole one.
  auto shown = record::to_utf8_lossy(cut ? text.substr(0, record::utf8_prefix(text.substr(0, kLongest))) : text);
  std::replace_if(
      shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return cut ? shown + "…" : shown;
}

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", one_line(text)); }

}  // namespace tidings::config
