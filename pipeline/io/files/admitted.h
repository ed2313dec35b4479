#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/io/files/identity.h"
#include "pipeline/io/files/options.h"
#include "pipeline/record/strong.h"

namespace tidings::io::files {

// A file that has its place in the order. The store keeps it until the file is wholly done.
struct Admitted {
  std::uint64_t sequence = 0;  // its place, from 1; never used twice with one store
  std::string folder;          // absolute; empty: `name` stands alone
  std::string name;            // relative to the folder: what dead letters call it
  Identity identity;           // as it was when it was admitted
  Identity place;              // the folder that the file lies in; nothing in states that are older than this
  After after = After::kKeep;
  bool preserve = false;                   // goes to `.failed/`, is never deleted
  bool changed = false;                    // not to be read (any more): it is no longer what was admitted
  std::optional<std::uint32_t> broken_at;  // index of the record that says what is wrong with the file
  std::optional<std::uint64_t> checksum;   // of all its bytes, once they were read; `identity` has their time then

  std::optional<std::uint64_t> records;  // how many it gave; known when it is read to its end; not stored

  [[nodiscard]] std::filesystem::path path() const { return std::filesystem::path(folder) / name; }

  // Does the file at `where`, which is `now`, hold what was admitted, or read if it was read? A new time alone is no
  // answer where the content can be compared; where it cannot, it is taken for the same.
  [[nodiscard]] bool held_by(const std::filesystem::path& where, const Identity& now) const;
  [[nodiscard]] std::string encode() const;
  static std::optional<Admitted> decode(std::string_view bytes);
};

// Offset = sequence of the file and index of the record in it: a position needs no table to be understood.
inline constexpr unsigned kIndexBits = 31;
inline constexpr std::uint64_t kMostRecords = std::uint64_t{1} << kIndexBits;

[[nodiscard]] constexpr record::Offset offset_of(std::uint64_t sequence, std::uint64_t index) {
  return record::Offset{static_cast<std::int64_t>((sequence << kIndexBits) | index)};
}
[[nodiscard]] constexpr std::uint64_t sequence_of(record::Offset offset) {
  return static_cast<std::uint64_t>(offset.value) >> kIndexBits;
}
[[nodiscard]] constexpr std::uint64_t index_of(record::Offset offset) {
  return static_cast<std::uint64_t>(offset.value) & (kMostRecords - 1);
}

}  // namespace tidings::io::files
