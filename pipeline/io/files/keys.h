#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/record/strong.h"

// The keys of the file edge in the store, and the numbers behind them.
namespace tidings::io::files::key {

inline constexpr std::string_view kState = "out/state";          // the id that ties state and output folder together
inline constexpr std::string_view kCommit = "out/commit";        // number of the last commit
inline constexpr std::string_view kStreams = "out/stream/";      // NAME -> Committed
inline constexpr std::string_view kPositions = "out/position/";  // PARTITION -> offset of the first unfinished record
inline constexpr std::string_view kSequence = "in/sequence";     // the next file sequence number
inline constexpr std::string_view kAdmitted = "in/file/";        // SEQUENCE -> Admitted
inline constexpr std::string_view kDone = "in/done/";            // PATH -> Remembered

[[nodiscard]] inline std::string number(std::int64_t value) { return std::to_string(value); }

[[nodiscard]] inline std::optional<std::int64_t> parse(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Twenty digits, so that the order of the keys is the order of the numbers.
[[nodiscard]] inline std::string ordered(std::uint64_t value) {
  auto digits = std::to_string(value);
  return digits.size() < 20 ? std::string(20 - digits.size(), '0') + digits : digits;
}

[[nodiscard]] inline std::string stream(std::string_view name) { return std::string(kStreams) + std::string(name); }
[[nodiscard]] inline std::string position(record::Partition partition) {
  return std::string(kPositions) + ordered(partition.value);
}
[[nodiscard]] inline std::string admitted(std::uint64_t sequence) { return std::string(kAdmitted) + ordered(sequence); }
[[nodiscard]] inline std::string done(std::string_view path) { return std::string(kDone) + std::string(path); }

}  // namespace tidings::io::files::key
