#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/record/id.h"

namespace tidings::record {

class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) byte(static_cast<std::uint8_t>(value | 0x80U));
    byte(static_cast<std::uint8_t>(value));
  }
  // Small numbers of either sign are short.
  void signed_number(std::int64_t value) {
    number(static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63U));
  }
  void fixed(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
  }
  void text(std::string_view value) {
    number(value.size());
    out_.append(value);
  }
  void id(const Id& value) {
    const auto bytes = std::bit_cast<std::array<char, 16>>(value);
    out_.append(bytes.data(), bytes.size());
  }

 private:
  std::string& out_;
};

// Reads what ByteWriter wrote; past the end, or where bytes are wrong, everything is 0 or empty and ok() false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  void fail() {
    ok_ = false;
    rest_ = {};
  }

  std::uint8_t byte() {
    const auto bytes = take(1);
    return bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes[0]);
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7fU) << shift;
      if ((next & 0x80U) == 0) return value;
    }
    fail();
    return 0;
  }
  std::int64_t signed_number() {
    const auto value = number();
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
  }
  // As far from another number as the signed one that follows says; where no Number is there, all is wrong.
  template <typename Number>
  Number away_from(Number from) {
    std::int64_t sum = 0;
    const bool over = __builtin_add_overflow(static_cast<std::int64_t>(from), signed_number(), &sum);
    if (!over && std::in_range<Number>(sum)) return static_cast<Number>(sum);
    fail();
    return 0;
  }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    const auto bytes = take(8);
    for (std::size_t i = 0; i < bytes.size(); ++i) value |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << 8 * i;
    return value;
  }
  std::string text() { return std::string(view()); }
  std::string_view view() { return take(number()); }  // of what was given to be read
  Id id() {
    std::array<char, 16> bytes{};
    const auto taken = take(bytes.size());
    taken.copy(bytes.data(), taken.size());
    return std::bit_cast<Id>(bytes);
  }
  // A number below `end`, else all is wrong: for enumerators.
  template <typename Enum>
  Enum one_of(std::uint8_t end) {
    const auto value = byte();
    if (value >= end) fail();
    return static_cast<Enum>(value < end ? value : 0);
  }
  // How many follow that take `least` bytes each at the least: never more than could be there.
  std::size_t count(std::size_t least) {
    const auto value = number();
    if (value <= rest_.size() / least) return value;
    fail();
    return 0;
  }

 private:
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace tidings::record
