#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tidings::language {

// A finished lookup table: 64-bit hashes to numbers, open addressing.
class HashIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  void reserve(std::size_t count);
  // False if the hash is taken. At most as often as was reserved for: in a full table a search has no end.
  bool add(std::uint64_t hash, std::uint32_t number);
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = kNone;
  };
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace tidings::language
