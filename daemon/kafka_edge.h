#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/settings.h"
#include "pipeline/io/kafka/sink.h"
#include "pipeline/io/kafka/source.h"
#include "pipeline/record/result.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {

// What is wrong with the Kafka settings that only the client and the files they name can tell: settings that it does
// not know, topics that cannot be, secrets and certificates that cannot be read. Asks no broker.
[[nodiscard]] std::vector<std::string> problems_of_kafka(const config::Settings& settings);

// `drain`: the source ends with what the topics hold at its start. It speaks to a broker when it is started.
[[nodiscard]] record::Result<std::unique_ptr<io::kafka::KafkaSource>> make_kafka_source(
    const config::Settings& settings, bool drain);

// Waits for a broker. `positions`: where the source's positions are kept, for sources that keep none themselves; null:
// nowhere. It outlives the sink.
[[nodiscard]] record::Result<std::unique_ptr<io::kafka::KafkaSink>> open_kafka_sink(const config::Settings& settings,
                                                                                    store::Store* store);

// What a dead letter may be long, as the sink takes it; the largest number there is for sinks that take anything.
[[nodiscard]] std::size_t dead_letter_bytes_max(const config::Settings& settings);

}  // namespace tidings::daemon
