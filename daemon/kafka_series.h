#pragma once

#include <optional>

#include "config/settings.h"
#include "daemon/edges.h"
#include "pipeline/metrics/kafka.h"

namespace tidings::daemon {

// The series of those edges that are Kafka's; of the others there are none.
class KafkaSeries {
 public:
  // `registry` and what `edges` points to outlive it.
  KafkaSeries(metrics::Registry& registry, const config::Settings& settings, const Edges& edges);
  void refresh();  // one thread

 private:
  void refresh(const io::kafka::SourceStatistics& statistics);
  void refresh(const io::kafka::SinkStatistics& statistics);

  const io::kafka::KafkaSource* source_;
  const io::kafka::KafkaSink* sink_;
  std::optional<metrics::KafkaGroupSeries> group_;
  std::optional<metrics::KafkaBrokerSeries> brokers_;
  std::optional<metrics::KafkaProducerSeries> producer_;
};

}  // namespace tidings::daemon
