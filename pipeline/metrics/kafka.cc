#include "pipeline/metrics/kafka.h"

namespace tidings::metrics {
namespace {

constexpr Name kRtt{"tidings_kafka_broker_rtt_seconds", "Mean time of a request to a broker."};
constexpr Name kFetchQueue{"tidings_kafka_fetch_queue_bytes", "Fetched ahead and not yet taken."};
constexpr Name kProducerQueue{"tidings_kafka_producer_queue_bytes", "Handed to the client and not yet acknowledged."};

constexpr Name kLag{
    "tidings_kafka_consumer_lag",
    "Records between the committed offset and the end of a partition, for the partitions that are ours."};
constexpr Name kCommitted{"tidings_kafka_consumer_committed_offset", "Offset from which the group would go on."};
constexpr Name kPosition{"tidings_kafka_consumer_position_offset", "Offset of the next record to be read."};
constexpr Name kAssigned{"tidings_kafka_assigned_partitions", "Partitions that are ours."};
constexpr Name kRebalances{"tidings_kafka_rebalances_total", "Rebalances of the group, by what they did to us."};
constexpr Name kCommitFailures{"tidings_kafka_commit_failures_total", "Commits of offsets that the broker refused."};
constexpr Name kDrain{"tidings_kafka_rebalance_drain_seconds",
                      "From being asked for partitions back to handing them over."};

const std::vector<double> kDrainBounds{0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

}  // namespace

KafkaClientSeries::KafkaClientSeries(Registry& registry, std::string client)
    : queue_bytes(registry.gauge(client == "source" ? kFetchQueue : kProducerQueue)),
      registry_(registry),
      client_(std::move(client)) {}

void KafkaClientSeries::brokers(const std::map<std::int32_t, double>& rtt_seconds) {
  const std::lock_guard lock(mutex_);
  std::erase_if(rtt_, [&](const auto& entry) {
    const auto gone = rtt_seconds.count(entry.first) == 0;
    if (gone) registry_.remove(kRtt, entry.second);
    return gone;
  });
  for (const auto& [broker, rtt] : rtt_seconds) {
    auto known = rtt_.find(broker);
    if (known == rtt_.end()) {
      known =
          rtt_.emplace(broker, registry_.gauge(kRtt, {{"client", client_}, {"broker", std::to_string(broker)}})).first;
    }
    known->second.set(rtt);
  }
}

KafkaGroupSeries::KafkaGroupSeries(Registry& registry, std::string group)
    : rebalances_assigned(registry.counter(kRebalances, {{"type", "assigned"}})),
      rebalances_revoked(registry.counter(kRebalances, {{"type", "revoked"}})),
      rebalances_lost(registry.counter(kRebalances, {{"type", "lost"}})),
      commit_failures(registry.counter(kCommitFailures)),
      rebalance_drain(registry.histogram(kDrain, kDrainBounds)),
      registry_(registry),
      group_(std::move(group)),
      assigned_(registry.gauge(kAssigned)) {}

void KafkaGroupSeries::partitions(const Partitions& ours) {
  static constexpr std::pair<Name, std::optional<std::int64_t> KafkaPartition::*> kColumns[] = {
      {kLag, &KafkaPartition::lag}, {kCommitted, &KafkaPartition::committed}, {kPosition, &KafkaPartition::position}};
  const std::lock_guard lock(mutex_);
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
      gauge.set(static_cast<double>(*(known.*value)));
    }
  }
}

}  // namespace tidings::metrics
