#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/metrics/registry.h"

// The series of the Kafka edge. Everything here may be called from any thread.
namespace tidings::metrics {

// What is known of one partition that is ours; what is not known has no series.
struct KafkaPartition {
  std::optional<std::int64_t> position = {};   // offset of the next record to be read
  std::optional<std::int64_t> committed = {};  // offset from which the group would go on
  std::optional<std::int64_t> lag = {};        // records behind `committed`, to the end of the partition
};

// A client of a cluster, source or sink alike; `client` is "source" or "sink".
class KafkaClientSeries {
 public:
  KafkaClientSeries(Registry& registry, std::string client);
  // The brokers that there are, by id, with the mean time of a request; others lose their series.
  void brokers(const std::map<std::int32_t, double>& rtt_seconds);
  Gauge queue_bytes;  // the source: fetched ahead; the sink: not yet acknowledged

 private:
  Registry& registry_;
  const std::string client_;
  std::mutex mutex_;  // guards what follows
  std::map<std::int32_t, Gauge> rtt_;
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
  Histogram rebalance_drain;  // from being asked for partitions back to handing them over

 private:
  Registry& registry_;
  const std::string group_;
  Gauge assigned_;
  std::mutex mutex_;                                                                      // guards what follows
  std::map<std::pair<std::string, std::pair<std::string, std::int32_t>>, Gauge> series_;  // by name and partition
};

}  // namespace tidings::metrics
