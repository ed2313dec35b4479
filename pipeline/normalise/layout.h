#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/document.h"

namespace tidings::normalise {

// One line of a cleaned text; each is a paragraph, a heading or furniture.
struct Line {
  std::string_view text;         // what is left of it; empty: nothing
  std::string_view folded;       // the same with ASCII letters in lower case; of a long line only the beginning
  bool whole = true;             // `folded` is all of it
  std::uint8_t empty_after = 0;  // empty lines below it: 0, 1, or 2 for more; of the last line 2
  [[nodiscard]] bool gone() const { return text.empty(); }
};

// The lines of a text, and what was cut out of them. Everything in it refers to the text given to read() and to its own
// memory, both valid until the next read(). One per worker.
class Layout {
 public:
  static constexpr std::size_t kFolded = 400;  // bytes: no piece of furniture that we know is longer

  void read(std::string_view text);

  [[nodiscard]] std::vector<Line>& lines() { return lines_; }
  [[nodiscard]] bool empty() const;  // nothing is left of any line

  // `why` must be one of why::kAll.
  void remove(Line& line, std::string_view why);
  // The first `bytes` of the line, and the space after them.
  void cut_front(Line& line, std::size_t bytes, std::string_view why);

  // Appends what was cut, in the order of the text.
  void append_cuts(std::vector<record::Removal>& removed);

 private:
  struct Cut {
    std::string_view text;
    std::string_view why;
  };

  std::vector<Line> lines_;
  std::vector<Cut> cuts_;
  std::string folded_;
};

}  // namespace tidings::normalise
