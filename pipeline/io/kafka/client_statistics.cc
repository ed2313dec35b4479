#include "pipeline/io/kafka/client_statistics.h"

#include <simdjson.h>

#include <algorithm>

namespace tidings::io::kafka {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::optional<std::int64_t> number_of(element parent, std::string_view pointer) {
  std::int64_t number = 0;
  if (parent.at_pointer(pointer).get(number) != simdjson::SUCCESS) return std::nullopt;
  return number;
}

// Each value of an object of objects.
template <typename Visit>
void for_each(element parent, std::string_view name, Visit visit) {
  object children;
  if (parent[name].get(children) != simdjson::SUCCESS) return;
  for (const auto child : children) visit(child.value);
}

void read_broker(element broker, ClientStatistics& statistics) {
  const auto id = number_of(broker, "/nodeid");
  const auto answers = number_of(broker, "/rtt/cnt");
  const auto average = number_of(broker, "/rtt/avg");
  // Below 0: an address to start from, or the coordinator once more.
  if (!id || *id < 0 || *id > INT32_MAX || answers.value_or(0) <= 0 || !average) return;
  statistics.round_trips[static_cast<std::int32_t>(*id)] = std::chrono::microseconds(*average);
}

}  // namespace

std::optional<ClientStatistics> read_statistics(std::string_view json) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS || !root.is_object()) return std::nullopt;
  ClientStatistics statistics;
  for_each(root, "brokers", [&](element broker) { read_broker(broker, statistics); });
  std::int64_t queued = 0;
  for_each(root, "topics", [&](element topic) {
    // Each partition's queue leads into the one of ours, and tells the length of that.
    for_each(topic, "partitions",
             [&](element partition) { queued = std::max(queued, number_of(partition, "/fetchq_size").value_or(0)); });
  });
  statistics.fetch_queue_bytes = static_cast<std::size_t>(queued);
  return statistics;
}

}  // namespace tidings::io::kafka
