#include "daemon/kafka_series.h"

namespace tidings::daemon {
namespace {

std::optional<double> number_of(std::optional<std::int64_t> value) {
  if (!value) return std::nullopt;
  return static_cast<double>(*value);
}

}  // namespace

KafkaSeries::KafkaSeries(metrics::Registry& registry, const config::Settings& settings, const Edges& edges)
    : source_(edges.kafka_source), sink_(edges.kafka_sink) {
  if (source_ != nullptr) {
    group_.emplace(registry, settings.kafka.source.group);
    brokers_.emplace(registry);
  }
  if (sink_ != nullptr) producer_.emplace(registry);
}

void KafkaSeries::refresh() {
  if (source_ != nullptr) refresh(source_->statistics());
  if (sink_ != nullptr) refresh(sink_->statistics());
}

void KafkaSeries::refresh(const io::kafka::SourceStatistics& statistics) {
  const auto now = std::chrono::system_clock::now();
  metrics::KafkaGroupSeries::Partitions partitions;
  for (const auto& partition : statistics.partitions) {
    auto& shown = partitions[{partition.topic, partition.number}];
    shown = {.position = number_of(partition.delivered),
             .committed = number_of(partition.committed),
             .lag = number_of(partition.lag())};
    if (const auto age = partition.age(now)) shown.lag_seconds = age->count();
  }
  group_->partitions(partitions);
  group_->rebalances_assigned.raise_to(static_cast<double>(statistics.assigned));
  group_->rebalances_revoked.raise_to(static_cast<double>(statistics.revoked));
  group_->rebalances_lost.raise_to(static_cast<double>(statistics.lost));
  group_->commit_failures.raise_to(static_cast<double>(statistics.commit_failures));
  group_->fetch_queue_bytes.set(static_cast<double>(statistics.client.fetch_queue_bytes));
  brokers_->round_trips(statistics.client.round_trips);
}

void KafkaSeries::refresh(const io::kafka::SinkStatistics& statistics) {
  producer_->queue_bytes.set(static_cast<double>(statistics.bytes_under_way));
  producer_->acknowledged.raise_to(static_cast<double>(statistics.acknowledged));
  producer_->undelivered.raise_to(static_cast<double>(statistics.undelivered));
}

}  // namespace tidings::daemon
