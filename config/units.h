#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::config {

// "64MiB", "8KiB", "1GiB", "512B" or a bare number of bytes; nothing where it is none of these or too large.
[[nodiscard]] std::optional<std::uint64_t> parse_bytes(std::string_view text);
[[nodiscard]] std::string print_bytes(std::uint64_t bytes);  // in the largest unit that needs no fraction

// "250ms", "1s", "5m", "2h": always with a unit. At most 24 days.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
[[nodiscard]] std::string print_duration(std::chrono::milliseconds duration);

// "0", "0.1", "0.25", "1": from 0 to 1, with at most two decimals; in hundredths.
[[nodiscard]] std::optional<std::uint64_t> parse_hundredths(std::string_view text);

// Decimal digits and nothing else.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text);

}  // namespace tidings::config
