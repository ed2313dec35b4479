#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidings::config {

// Line and column in a file, counted from 1, columns in characters; 0 where there is no place to point at.
struct Place {
  int line = 0;
  int column = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Problem {
  Place place;
  std::string text;  // "flow.workers: \"many\" is no whole number"
  friend bool operator==(const Problem&, const Problem&) = default;
};

// One line each, "FILE:LINE:COLUMN: TEXT", in the order of the file; after the hundredth only how many more there are.
[[nodiscard]] std::string render(std::string_view file, std::vector<Problem> problems);

// What stands in a file, made fit for one line of a terminal: control characters replaced, long texts cut.
[[nodiscard]] std::string one_line(std::string_view text);
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace tidings::config
