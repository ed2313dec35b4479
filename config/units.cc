#include "config/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <string>

namespace tidings::config {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

// Largest first: print() takes the first that divides.
constexpr std::array kByteUnits = {Unit{"TiB", 1ULL << 40U}, Unit{"GiB", 1ULL << 30U}, Unit{"MiB", 1ULL << 20U},
                                   Unit{"KiB", 1ULL << 10U}, Unit{"B", 1}};
constexpr std::array kTimeUnits = {Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1000}, Unit{"ms", 1}};

std::optional<std::uint64_t> parse(std::string_view text, std::span<const Unit> units) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = parse_count(text.substr(0, digits));
  const auto unit =
      std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == text.substr(digits); });
  if (!number || unit == units.end()) return std::nullopt;
  if (*number > std::numeric_limits<std::uint64_t>::max() / unit->factor) return std::nullopt;
  return *number * unit->factor;
}

std::string print(std::uint64_t value, std::span<const Unit> units) {
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return value % u.factor == 0; });
  return std::to_string(value / unit->factor).append(unit->name);
}

}  // namespace

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> parse_hundredths(std::string_view text) {
  constexpr std::size_t kDecimals = 2;
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = parse_count(text.substr(0, point));
  auto decimals = std::string(text.substr(std::min(point + 1, text.size())));
  const bool printed = point == text.size() || !decimals.empty();
  if (!whole || !printed || decimals.size() > kDecimals) return std::nullopt;
  decimals.resize(kDecimals, '0');
  const auto rest = parse_count(decimals);
  if (!rest || *whole > 1 || *whole * 100 + *rest > 100) return std::nullopt;
  return *whole * 100 + *rest;
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  if (const auto bare = parse_count(text)) return bare;
  return parse(text, kByteUnits);
}

std::string print_bytes(std::uint64_t bytes) { return bytes == 0 ? "0" : print(bytes, kByteUnits); }

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto milliseconds = parse(text, kTimeUnits);
  if (!milliseconds || *milliseconds > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(*milliseconds));
}

std::string print_duration(std::chrono::milliseconds duration) {
  if (duration.count() == 0) return "0s";
  return print(static_cast<std::uint64_t>(duration.count()), kTimeUnits);
}

}  // namespace tidings::config
