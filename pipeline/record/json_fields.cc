#include "pipeline/record/json_fields.h"

#include <charconv>

#include "pipeline/record/json_parser.h"

namespace tidings::record {

void JsonValue::into(std::string& text) const {
  std::string_view view;
  if (element_.get(view) != simdjson::SUCCESS) return expected("a string");
  text.assign(view);
}

void JsonValue::into(double& number) const {
  if (element_.get(number) != simdjson::SUCCESS) return expected("a number");
}

void JsonValue::into(bool& truth) const {
  if (element_.get(truth) != simdjson::SUCCESS) return expected("a boolean");
}

void JsonValue::into(Span& span) const {
  std::vector<std::uint32_t> ends;
  into(ends);
  if (ends.size() != 2 || ends[0] > ends[1]) return fail("a span is [begin,end]");
  span = {ends[0], ends[1]};
}

void JsonValue::into(Id& id) const {
  std::string_view hex;
  if (element_.get(hex) != simdjson::SUCCESS) return expected("a string");
  const auto known = Id::from_hex(hex);
  if (!known) return fail("an id has 32 hex digits");
  id = *known;
}

void JsonValue::into(Fingerprint& fingerprint) const {
  std::string_view hex;
  if (element_.get(hex) != simdjson::SUCCESS) return expected("a string");
  const auto* end = hex.data() + hex.size();
  const auto read = std::from_chars(hex.data(), end, fingerprint.bits, 16);
  if (hex.size() != 16 || read.ptr != end) return fail("a fingerprint has 16 hex digits");
}

void JsonValue::expected(std::string_view what) const {
  fail(std::string(describe(element_.type())).append(" where ").append(what).append(" should be"));
}

void JsonValue::fail(std::string_view why) const {
  if (problem_.empty()) problem_ = path().append(": ").append(why);
}

std::string JsonValue::path() const {
  if (parent_ == nullptr) return "";
  auto path = parent_->path();
  if (name_.empty()) return path + "[" + std::to_string(index_) + "]";
  if (!path.empty()) path += ".";
  return path.append(name_);
}

}  // namespace tidings::record
