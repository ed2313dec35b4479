#pragma once

#include <chrono>
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
  std::optional<double> position = {};     // offset of the next record to be read
  std::optional<double> committed = {};    // offset from which the group would go on
  std::optional<double> lag = {};          // records behind `committed`, to the end of the partition
  std::optional<double> lag_seconds = {};  // age of the oldest record that is read and not committed
};

// How long partitions that were asked back took until they were let go.
[[nodiscard]] Histogram rebalance_drain(Registry& registry);

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
  Gauge fetch_queue_bytes;

 private:
  Registry& registry_;
  const std::string group_;
  Gauge assigned_;
  std::map<std::pair<std::string, std::pair<std::string, std::int32_t>>, Gauge> series_;  // by name and partition
};

// How long brokers take to answer the source's client, by the broker's id; those that have not answered lose their
// series.
class KafkaBrokerSeries {
 public:
  explicit KafkaBrokerSeries(Registry& registry) : registry_(registry) {}
  void round_trips(const std::map<std::int32_t, std::chrono::microseconds>& times);

 private:
  Registry& registry_;
  std::map<std::int32_t, Gauge> series_;
};

struct KafkaProducerSeries {
  explicit KafkaProducerSeries(Registry& registry);
  Gauge queue_bytes;
  Counter acknowledged;
  Counter undelivered;
};

}  // namespace tidings::metrics
