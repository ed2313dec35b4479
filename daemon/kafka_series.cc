#include "daemon/kafka_series.h"

namespace tidings::daemon {

KafkaSeries::KafkaSeries(metrics::Registry& registry, const config::Settings& settings, const Edges& edges)
    : source_(edges.kafka_source), sink_(edges.kafka_sink) {
  if (source_ != nullptr) group_.emplace(registry, settings.kafka.source.group);
  if (sink_ != nullptr) producer_.emplace(registry);
}

void KafkaSeries::refresh() {
  if (group_) {
    const auto statistics = source_->statistics();
    metrics::KafkaGroupSeries::Partitions partitions;
    for (const auto& partition : statistics.partitions) {
      partitions[{partition.topic, partition.number}] = {
          .position = partition.delivered, .committed = partition.committed, .lag = partition.lag()};
    }
    group_->partitions(partitions);
    group_->rebalances_assigned.raise_to(static_cast<double>(statistics.assigned));
    group_->rebalances_revoked.raise_to(static_cast<double>(statistics.revoked));
    group_->rebalances_lost.raise_to(static_cast<double>(statistics.lost));
    group_->commit_failures.raise_to(static_cast<double>(statistics.commit_failures));
  }
  if (producer_) {
    const auto statistics = sink_->statistics();
    producer_->queue_bytes.set(static_cast<double>(statistics.bytes_under_way));
    producer_->acknowledged.raise_to(static_cast<double>(statistics.acknowledged));
    producer_->undelivered.raise_to(static_cast<double>(statistics.undelivered));
  }
}

}  // namespace tidings::daemon
