#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/io/kafka/client_statistics.h"

namespace tidings::io::kafka {

// Offsets are those of the next record: what is below is done, delivered, or there. Absent: not known (yet).
struct PartitionStatistics {
  std::string topic;
  std::int32_t number = 0;
  std::optional<std::int64_t> committed;  // where the group goes on from
  std::optional<std::int64_t> delivered;  // to the flow, since the partition is ours
  std::optional<std::int64_t> end;        // as the broker said last, some seconds ago at most while it is there
  // The queue's timestamp of the oldest record that is delivered and not committed.
  std::optional<std::chrono::system_clock::time_point> oldest;

  // Records that wait or are in flight; never negative.
  [[nodiscard]] std::optional<std::int64_t> lag() const {
    if (!committed || !end) return std::nullopt;
    return *end > *committed ? *end - *committed : 0;
  }
  // How old that record is; never negative. Not known while what waits has not been delivered.
  [[nodiscard]] std::optional<std::chrono::duration<double>> age(std::chrono::system_clock::time_point now) const {
    using Seconds = std::chrono::duration<double>;
    if (oldest) return now > *oldest ? Seconds(now - *oldest) : Seconds(0);
    return lag() == 0 ? std::optional(Seconds(0)) : std::nullopt;
  }
};

struct SourceStatistics {
  std::vector<PartitionStatistics> partitions;  // ours at present and no others, so that instances can be summed up
  std::uint64_t assigned = 0;                   // rebalances that gave partitions, since the start
  std::uint64_t revoked = 0;                    // that asked some back
  std::uint64_t lost = 0;                       // that took some away
  std::uint64_t commit_failures = 0;            // commits of offsets that failed or were refused
  ClientStatistics client;
};

struct SinkStatistics {
  std::size_t messages_under_way = 0;  // sent, not yet acknowledged
  std::size_t bytes_under_way = 0;
  std::uint64_t acknowledged = 0;  // messages since the start
  std::uint64_t undelivered = 0;   // refused or given up
};

}  // namespace tidings::io::kafka
