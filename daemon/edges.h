#pragma once

#include <memory>
#include <string>

#include "config/settings.h"
#include "pipeline/io/kafka/sink.h"
#include "pipeline/io/kafka/source.h"
#include "pipeline/io/sink.h"
#include "pipeline/io/source.h"
#include "pipeline/record/result.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {

// The store and the two ends of the flow, as configured. Members die in the right order.
struct Edges {
  std::unique_ptr<store::Store> store;  // null from topics to topics: nothing is kept here then
  std::unique_ptr<io::Sink> sink;
  std::unique_ptr<io::Source> source;
  const io::kafka::KafkaSink* kafka_sink = nullptr;      // the sink, where it is one
  const io::kafka::KafkaSource* kafka_source = nullptr;  // likewise
  std::string route;                                     // "feed to out, state in state": for the log
};

// `drain`: the source ends when what is there is read.
[[nodiscard]] record::Result<Edges> open_edges(const config::Settings& settings, bool drain);

}  // namespace tidings::daemon
