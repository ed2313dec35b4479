#pragma once

#include <fmt/color.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidings::daemon {

// How many columns of a terminal a text takes: one for each code point.
[[nodiscard]] std::size_t columns_of(std::string_view text);

// The beginning of a text in one line, of so many columns at most.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns);

// Words from anywhere, some of them painted, laid into lines of a width. White space between words is one space.
class Paragraph {
 public:
  Paragraph& add(std::string_view text, const fmt::text_style& style = {});
  [[nodiscard]] bool empty() const { return words_.empty(); }

  // No line is wider; a word that is gets cut. Control characters are written out, so that no text moves the terminal.
  [[nodiscard]] std::vector<std::string> lines(std::size_t width, bool colour) const;

 private:
  struct Word {
    std::string text;
    fmt::text_style style;
  };
  std::vector<Word> words_;
};

}  // namespace tidings::daemon
