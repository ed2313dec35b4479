#pragma once

#include <librdkafka/rdkafka.h>

#include <memory>

// Owners of librdkafka's objects. One list or queue that is not freed keeps rd_kafka_destroy() from ever returning, so
// nothing of librdkafka is held by a bare pointer that owns.
namespace tidings::io::kafka {

template <auto Destroy>
struct Destroyer {
  void operator()(auto* object) const { Destroy(object); }
};

using ConfHandle = std::unique_ptr<rd_kafka_conf_t, Destroyer<rd_kafka_conf_destroy>>;
using ClientHandle = std::unique_ptr<rd_kafka_t, Destroyer<rd_kafka_destroy>>;
using QueueHandle = std::unique_ptr<rd_kafka_queue_t, Destroyer<rd_kafka_queue_destroy>>;
using EventHandle = std::unique_ptr<rd_kafka_event_t, Destroyer<rd_kafka_event_destroy>>;
using ErrorHandle = std::unique_ptr<rd_kafka_error_t, Destroyer<rd_kafka_error_destroy>>;
using TopicHandle = std::unique_ptr<rd_kafka_topic_t, Destroyer<rd_kafka_topic_destroy>>;
using MessageHandle = std::unique_ptr<rd_kafka_message_t, Destroyer<rd_kafka_message_destroy>>;
using HeadersHandle = std::unique_ptr<rd_kafka_headers_t, Destroyer<rd_kafka_headers_destroy>>;
using ListHandle = std::unique_ptr<rd_kafka_topic_partition_list_t, Destroyer<rd_kafka_topic_partition_list_destroy>>;

struct MetadataDestroyer {
  void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};
using MetadataHandle = std::unique_ptr<const rd_kafka_metadata_t, MetadataDestroyer>;

}  // namespace tidings::io::kafka
