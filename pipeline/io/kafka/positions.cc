#include "pipeline/io/kafka/positions.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::io::kafka {
namespace {

// PARTITION, twenty digits -> offset of the first unfinished record
constexpr std::string_view kPrefix = "kafka/position/";

template <typename Number>
std::optional<Number> parse(std::string_view text) {
  Number value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

record::Result<std::vector<Position>> read_positions(const store::Store& store) {
  std::vector<Position> positions;
  std::optional<record::Error> bad;
  auto scanned = store.scan(kPrefix, [&](std::string_view key, std::string_view value) {
    const auto partition = parse<std::uint64_t>(key.substr(kPrefix.size()));
    const auto next = parse<std::int64_t>(value);
    if (!partition || !next) {
      bad = record::Error{record::Fault::kFatal, store::code::kCorrupt,
                          fmt::format("the state holds nonsense under {}", key)};
      return false;
    }
    positions.push_back({record::Partition{*partition}, {}, record::Offset{*next}});
    return true;
  });
  if (!scanned) return std::move(scanned).error();
  if (bad) return *std::move(bad);
  return positions;
}

void put_positions(std::span<const Position> positions, store::Batch& batch) {
  for (const auto& position : positions) {
    batch.put(fmt::format("{}{:020}", kPrefix, position.partition.value), std::to_string(position.next.value));
  }
}

}  // namespace tidings::io::kafka
