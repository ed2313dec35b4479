#pragma once

// Private to pipeline/record: nobody else sees a record as simdjson does.

#include <simdjson.h>

#include <cstddef>
#include <string_view>

#include "pipeline/record/result.h"

namespace tidings::record {

// Parses one whole JSON object, strictly. It copies the bytes into its own padded buffer first (simdjson reads beyond
// the end, and callers' bytes may end at the end of a page): 40 ns of the microseconds that parsing takes.
class JsonParser {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  JsonParser();

  // The element is an object and refers to this parser's memory: valid until the next call. Errors are kBadInput with
  // kBadEncoding, kEmptyBody or kBadJson.
  [[nodiscard]] Result<simdjson::dom::element> parse(std::string_view json);

  // Gives the memory back if it has become more than an ordinary record needs.
  void shrink();

 private:
  void reset();

  simdjson::dom::parser parser_;
};

// "an array", "a number", … for messages.
[[nodiscard]] std::string_view describe(simdjson::dom::element_type type);

}  // namespace tidings::record
