#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/record/document.h"
#include "pipeline/record/id.h"

namespace tidings::record {

// Appends JSON to a string as it is told, without a tree in between: no line ends, no needless space, keys in the order
// given, numbers as plain decimals. Strings must be UTF-8; names of fields must need no escaping.
// The caller keeps begins and ends in pairs. Not for concurrent use.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);  // the shortest decimal that reads back as the same number; finite
  JsonWriter& value(std::integral auto number) {
    if constexpr (std::same_as<decltype(number), bool>) {
      return raw(number ? "true" : "false");
    } else if constexpr (std::unsigned_integral<decltype(number)>) {
      return unsigned_number(number);
    } else {
      return signed_number(number);
    }
  }
  JsonWriter& value(Span span);  // [begin,end]
  JsonWriter& value(const Id& id) { return value(std::string_view(id.hex())); }
  JsonWriter& value(Fingerprint fingerprint);  // 16 lower-case hex digits

  // One value that is JSON already.
  JsonWriter& raw(std::string_view json);

  JsonWriter& field(std::string_view name, const auto& content) { return key(name).value(content); }

  // Absent means absent: an empty text leaves no field behind.
  JsonWriter& field_if(std::string_view name, std::string_view text) {
    return text.empty() ? *this : key(name).value(text);
  }

  // `name` where the bytes are UTF-8; else `name`_base64.
  JsonWriter& bytes(std::string_view name, std::string_view bytes);

  JsonWriter& array(std::string_view name, const auto& items) {
    key(name).begin_array();
    for (const auto& item : items) value(item);
    return end_array();
  }

  // An array of objects: `write_one(writer, item)` writes the fields of one.
  JsonWriter& objects(std::string_view name, const auto& items, const auto& write_one) {
    key(name).begin_array();
    for (const auto& item : items) {
      begin_object();
      write_one(*this, item);
      end_object();
    }
    return end_array();
  }

 private:
  JsonWriter& unsigned_number(std::uint64_t number);
  JsonWriter& signed_number(std::int64_t number);
  void separate();

  std::string& out_;
  bool comma_ = false;  // the next value or key follows another one
};

}  // namespace tidings::record
