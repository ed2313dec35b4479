#include "pipeline/record/json_parser.h"

#include <fmt/format.h>

#include "pipeline/record/reason.h"
#include "pipeline/record/utf8.h"

namespace tidings::record {
namespace {

constexpr std::size_t kUsual = 64 * 1024;
constexpr std::size_t kKeep = 1024 * 1024;

Error refuse(std::string_view code, std::string detail) { return {Fault::kBadInput, code, std::move(detail)}; }

Error explain(simdjson::error_code code, std::string_view json) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return refuse(reason::kBadEncoding, fmt::format("not UTF-8: byte {} begins no character", utf8_prefix(json)));
    case simdjson::EMPTY:
      return refuse(reason::kEmptyBody, "the record is empty");
    case simdjson::DEPTH_ERROR:
      return refuse(reason::kBadJson, fmt::format("nested deeper than {} levels", JsonParser::kMaxDepth));
    default:
      return refuse(reason::kBadJson, simdjson::error_message(code));
  }
}

}  // namespace

std::string_view describe(simdjson::dom::element_type type) {
  using enum simdjson::dom::element_type;
  switch (type) {
    case ARRAY:
      return "an array";
    case OBJECT:
      return "an object";
    case INT64:
    case UINT64:
    case DOUBLE:
      return "a number";
    case STRING:
      return "a string";
    case BOOL:
      return "a boolean";
    case NULL_VALUE:
      return "null";
  }
  return "nothing known";
}

JsonParser::JsonParser() { reset(); }

void JsonParser::reset() {
  parser_ = simdjson::dom::parser();
  // Also sets the depth, which later growth keeps.
  ensure(parser_.allocate(kUsual, kMaxDepth) == simdjson::SUCCESS, "there is memory for a JSON parser");
}

void JsonParser::shrink() {
  if (parser_.capacity() > kKeep) reset();
}

Result<simdjson::dom::element> JsonParser::parse(std::string_view json) {
  simdjson::dom::element root;
  const auto code = parser_.parse(json.data(), json.size(), true).get(root);
  if (code != simdjson::SUCCESS) return explain(code, json);
  if (!root.is_object()) {
    return refuse(reason::kBadJson, fmt::format("{} where an object should be", describe(root.type())));
  }
  return root;
}

}  // namespace tidings::record
