#pragma once

#include <cstdint>
#include <string>

#include "pipeline/io/kafka/options.h"

namespace tidings::bench {

// What anybody would write first: librdkafka, from topic to topic, no more. At least once, with the very settings that
// the daemon's edges use. Ends when it has forwarded `records`; returns the bytes of their values.
std::uint64_t forward_by_hand(const io::kafka::SourceOptions& from, const io::kafka::SinkOptions& to,
                              const std::string& output, std::uint64_t records);

}  // namespace tidings::bench
