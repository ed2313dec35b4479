#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "pipeline/language/reader.h"
#include "pipeline/language/tokens.h"

namespace tidings::extract {

// A document as pipeline/language leaves it. Everything is borrowed and must outlive what is done with it. Of the
// reading every list is as long as `tokens`, or empty where that was not read (no parse, no tags): who uses it must
// then do with less.
struct Text {
  std::string_view text;                    // UTF-8
  std::span<const language::Token> tokens;  // of all sentences
  std::span<const std::uint32_t> ends;      // one past the last token of each sentence
  const language::Reading* reading = nullptr;
};

}  // namespace tidings::extract
