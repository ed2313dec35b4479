#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/record/document.h"

namespace tidings::record {

// Byte offsets of a UTF-8 text to code point indices and back. Made in one pass; a question costs at most a block of
// 256 bytes (and for code points a binary search), nothing where the text is ASCII. The text must be well-formed,
// shorter than 4 GiB, and must outlive this. Reuse one per worker: assign() keeps the memory.
class CodePoints {
 public:
  CodePoints() = default;
  explicit CodePoints(std::string_view text) { assign(text); }
  void assign(std::string_view text);

  [[nodiscard]] std::uint32_t size() const { return size_; }  // code points of the whole text

  // Code points that begin before `byte`; `byte` is at most the text's length.
  [[nodiscard]] std::uint32_t index_of(std::size_t byte) const;

  // Where the code point begins; `index` == size() gives the text's length.
  [[nodiscard]] std::size_t byte_of(std::uint32_t index) const;

  [[nodiscard]] Span span_of(std::size_t byte_begin, std::size_t byte_end) const {
    return {index_of(byte_begin), index_of(byte_end)};
  }
  [[nodiscard]] std::string_view text_of(Span span) const {
    const auto begin = byte_of(span.begin);
    return text_.substr(begin, byte_of(span.end) - begin);
  }

 private:
  std::string_view text_;
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> before_;  // code points that begin before each block; empty for ASCII
};

}  // namespace tidings::record
