#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::record {

// The first 128 bits of SHA-256 over length-prefixed fields, the first of them a version number.
class Id {
 public:
  Id() = default;
  // Equal fields give equal ids on every machine. `kind` keeps ids of different records apart ("article", "event", …).
  [[nodiscard]] static Id of(std::string_view kind, std::initializer_list<std::string_view> fields);
  [[nodiscard]] std::string hex() const;  // 32 lower-case digits
  [[nodiscard]] static std::optional<Id> from_hex(std::string_view hex);

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

// Whole SHA-256 of some bytes, 64 hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace tidings::record
