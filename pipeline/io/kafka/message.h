#pragma once

#include <librdkafka/rdkafka.h>

#include <cstddef>

#include "pipeline/io/kafka/handle.h"
#include "pipeline/record/input.h"
#include "pipeline/record/message.h"

namespace tidings::io::kafka {

// The record as the flow knows it, all but its partition and assignment; everything is copied, since a message of
// librdkafka keeps the whole answer of the broker alive that it came in. A body longer than `bytes_max` comes cut.
[[nodiscard]] record::Input to_input(const rd_kafka_message_t& message, std::size_t bytes_max);

// Body, key and headers: what PollLimit counts.
[[nodiscard]] std::size_t size_of(const record::Input& input);

// CloudEvents 1.0, binary mode: the attributes as headers (`ce_id`, `ce_source`, …), the data as it is; `traceparent`
// as W3C Trace Context has it, without `ce_`.
[[nodiscard]] HeadersHandle headers_of(const record::Message& message);

// Key, data and headers: what counts against `message_bytes_max`.
[[nodiscard]] std::size_t size_of(const record::Message& message);

}  // namespace tidings::io::kafka
