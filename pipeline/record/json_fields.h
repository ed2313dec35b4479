#pragma once

// Private to pipeline/record: nobody else sees a record as simdjson does.

#include <simdjson.h>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "pipeline/record/document.h"
#include "pipeline/record/id.h"
#include "pipeline/record/names.h"

namespace tidings::record {

// A value on its way out of JSON: knows where it stands, so that what is wrong can be said as
// "actors[1].span: …". The first problem found is kept; after it, reading goes on without harm.
class JsonValue {
 public:
  JsonValue(simdjson::dom::element element, std::string& problem) : element_(element), problem_(problem) {}

  void into(std::string& text) const;
  void into(double& number) const;
  void into(bool& truth) const;
  void into(Span& span) const;
  void into(Id& id) const;
  void into(Fingerprint& fingerprint) const;

  template <std::integral Number>
  void into(Number& number) const {
    std::int64_t wide = 0;
    if (element_.get(wide) != simdjson::SUCCESS || !std::in_range<Number>(wide)) return expected("a whole number");
    number = static_cast<Number>(wide);
  }

  template <typename Enum>
  requires std::is_enum_v<Enum>
  void into(Enum& value) const {
    std::string_view name;
    if (element_.get(name) != simdjson::SUCCESS) return expected("a string");
    const auto known = value_of<Enum>(name);
    if (!known) return fail("\"" + std::string(name) + "\" is none of the known values");
    value = *known;
  }

  template <typename T>
  void into(std::vector<T>& items) const {
    simdjson::dom::array array;
    if (element_.get(array) != simdjson::SUCCESS) return expected("an array");
    items.reserve(array.size());
    for (const auto element : array) JsonValue(element, *this, items.size()).into(items.emplace_back());
  }

  template <typename T>
  void into(std::optional<T>& maybe) const {
    into(maybe.emplace());
  }

  // A struct: read_fields(JsonValue, Struct&) says which fields it has.
  template <typename Struct>
  requires std::is_class_v<Struct>
  void into(Struct& record) const {
    if (!element_.is_object()) return expected("an object");
    read_fields(*this, record);
  }

  // A field of this object; unknown ones are ignored by not asking for them.
  template <typename T>
  void need(std::string_view name, T& into_what) const {
    simdjson::dom::element field;
    if (element_[name].get(field) != simdjson::SUCCESS) return JsonValue(element_, *this, name).fail("is missing");
    JsonValue(field, *this, name).into(into_what);
  }
  template <typename T>
  void may(std::string_view name, T& into_what) const {
    simdjson::dom::element field;
    if (element_[name].get(field) == simdjson::SUCCESS) JsonValue(field, *this, name).into(into_what);
  }

 private:
  JsonValue(simdjson::dom::element element, const JsonValue& parent, std::string_view name)
      : element_(element), problem_(parent.problem_), parent_(&parent), name_(name) {}
  JsonValue(simdjson::dom::element element, const JsonValue& parent, std::size_t index)
      : element_(element), problem_(parent.problem_), parent_(&parent), index_(index) {}

  void expected(std::string_view what) const;
  void fail(std::string_view why) const;
  [[nodiscard]] std::string path() const;

  simdjson::dom::element element_;
  std::string& problem_;
  const JsonValue* parent_ = nullptr;
  std::string_view name_;  // in an object
  std::size_t index_ = 0;  // in an array
};

}  // namespace tidings::record
