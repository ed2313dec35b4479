#include "pipeline/io/kafka/version.h"

#include <librdkafka/rdkafka.h>

namespace tidings::io::kafka {

std::string client_version() { return rd_kafka_version_str(); }

}  // namespace tidings::io::kafka
