#include "pipeline/metrics/kafka.h"

namespace tidings::metrics {
namespace {

constexpr Name kProducerQueue{"tidings_kafka_producer_queue_bytes", "Handed to the client and not yet acknowledged."};
constexpr Name kAcknowledged{"tidings_kafka_acknowledged_messages_total", "Messages that a broker has acknowledged."};
constexpr Name kUndelivered{"tidings_kafka_undelivered_messages_total", "Messages that were refused or given up."};

constexpr Name kLag{
    "tidings_kafka_consumer_lag",
    "Records between the committed offset and the end of a partition, for the partitions that are ours."};
constexpr Name kLagSeconds{
    "tidings_kafka_consumer_lag_seconds",
    "Age of the oldest record that is read and not committed, for the partitions that are ours."};
constexpr Name kCommitted{"tidings_kafka_consumer_committed_offset",
                          "Offset handed over to be committed; all below is done."};
constexpr Name kPosition{"tidings_kafka_consumer_position_offset", "Offset of the next record to be read."};
constexpr Name kAssigned{"tidings_kafka_assigned_partitions", "Partitions that are ours."};
constexpr Name kRebalances{"tidings_kafka_rebalances_total", "Rebalances of the group, by what they did to us."};
constexpr Name kDrain{"tidings_kafka_rebalance_drain_seconds",
                      "Time from when a partition was asked back until nothing of it was under way."};
constexpr Name kCommitFailures{"tidings_kafka_commit_failures_total",
                               "Commits of offsets that failed or were refused."};
constexpr Name kFetchQueue{"tidings_kafka_fetch_queue_bytes", "Fetched by the client and not yet read."};
constexpr Name kRoundTrip{"tidings_kafka_broker_rtt_seconds",
                          "Mean time from a request to its answer, over the last seconds."};

const std::vector<double> kDrainBounds{0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

}  // namespace

Histogram rebalance_drain(Registry& registry) { return registry.histogram(kDrain, kDrainBounds); }

KafkaGroupSeries::KafkaGroupSeries(Registry& registry, std::string group)
    : rebalances_assigned(registry.counter(kRebalances, {{"type", "assigned"}})),
      rebalances_revoked(registry.counter(kRebalances, {{"type", "revoked"}})),
      rebalances_lost(registry.counter(kRebalances, {{"type", "lost"}})),
      commit_failures(registry.counter(kCommitFailures)),
      fetch_queue_bytes(registry.gauge(kFetchQueue)),
      registry_(registry),
      group_(std::move(group)),
      assigned_(registry.gauge(kAssigned)) {}

void KafkaGroupSeries::partitions(const Partitions& ours) {
  static constexpr std::pair<Name, std::optional<double> KafkaPartition::*> kColumns[] = {
      {kLag, &KafkaPartition::lag},
      {kLagSeconds, &KafkaPartition::lag_seconds},
      {kCommitted, &KafkaPartition::committed},
      {kPosition, &KafkaPartition::position}};
  assigned_.set(static_cast<double>(ours.size()));
  for (const auto& [name, value] : kColumns) {
    std::erase_if(series_, [&](const auto& entry) {
      if (entry.first.first != name.name) return false;
      const auto still = ours.find(entry.first.second);
      const auto gone = still == ours.end() || !(still->second.*value);
      if (gone) registry_.remove(name, entry.second);
      return gone;
    });
    for (const auto& [place, known] : ours) {
      if (!(known.*value)) continue;
      auto& gauge = series_[{name.name, place}];
      gauge = registry_.gauge(name,
                              {{"topic", place.first}, {"partition", std::to_string(place.second)}, {"group", group_}});
      gauge.set(*(known.*value));
    }
  }
}

void KafkaBrokerSeries::round_trips(const std::map<std::int32_t, std::chrono::microseconds>& times) {
  std::erase_if(series_, [&](const auto& entry) {
    const auto gone = !times.contains(entry.first);
    if (gone) registry_.remove(kRoundTrip, entry.second);
    return gone;
  });
  for (const auto& [broker, time] : times) {
    auto& gauge = series_[broker];
    gauge = registry_.gauge(kRoundTrip, {{"broker", std::to_string(broker)}});
    gauge.set(std::chrono::duration<double>(time).count());
  }
}

KafkaProducerSeries::KafkaProducerSeries(Registry& registry)
    : queue_bytes(registry.gauge(kProducerQueue)),
      acknowledged(registry.counter(kAcknowledged)),
      undelivered(registry.counter(kUndelivered)) {}

}  // namespace tidings::metrics
