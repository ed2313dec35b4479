#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace tidings::io::kafka {

// What librdkafka tells of itself every few seconds, as far as we show it.
struct ClientStatistics {
  // By the broker's id, over the last few seconds; no broker that has answered nothing in them.
  std::map<std::int32_t, std::chrono::microseconds> round_trips;
  std::size_t fetch_queue_bytes = 0;  // fetched, not yet taken by us

  friend bool operator==(const ClientStatistics&, const ClientStatistics&) = default;
};

// From the JSON that librdkafka's STATISTICS.md describes; nothing where it is none.
[[nodiscard]] std::optional<ClientStatistics> read_statistics(std::string_view json);

}  // namespace tidings::io::kafka
