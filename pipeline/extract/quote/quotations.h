#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tidings::extract {

// What stands between quotation marks: bytes of the text without the marks, end exclusive.
struct Quotation {
  std::uint32_t begin = 0, end = 0;
  bool resumed = false;  // goes on with what the paragraph before left open
};

// Curly, straight and angular marks; single ones are apostrophes as often, and no quotations. A quotation ends with its
// paragraph; one that is not closed there and goes on in the next is two, the second `resumed`. An opening mark that
// nothing closes is none. Of nested ones the outermost counts. Linear time.
[[nodiscard]] std::vector<Quotation> find_quotations(std::string_view text);

}  // namespace tidings::extract
