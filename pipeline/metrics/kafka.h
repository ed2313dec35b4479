#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/metrics/registry.h"

// The series of the Kafka edge, as its statistics say; one thread at a time.
namespace tidings::metrics {

// What is known of one partition that is ours; what is not known has no series.
struct KafkaPartition {
  std::optional<std::int64_t> position = {};   // offset of the next record to be read
  std::optional<std::int64_t> committed = {};  // offset from which the group would go on
  std::optional<std::int64_t> lag = {};        // records behind `committed`, to the end of the partition
};

class KafkaGroupSeries {
 public:
  KafkaGroupSeries(Registry& registry, std::string group);
  // All partitions that are ours, under topic and number; those that are no longer among them lose their series.
  using Partitions = std::map<std::pair<std::string, std::int32_t>, KafkaPartition>;
  void partitions(const Partitions& ours);

  Counter rebalances_assigned;
  Counter rebalances_revoked;
  Counter rebalances_lost;
  Counter commit_failures;

 private:
  Registry& registry_;
  const std::string group_;
  Gauge assigned_;
  std::map<std::pair<std::string, std::pair<std::string, std::int32_t>>, Gauge> series_;  // by name and partition
};

struct KafkaProducerSeries {
  explicit KafkaProducerSeries(Registry& registry);
  Gauge queue_bytes;
  Counter acknowledged;
  Counter undelivered;
};

}  // namespace tidings::metrics
