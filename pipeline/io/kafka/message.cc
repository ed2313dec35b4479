#include "pipeline/io/kafka/message.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "pipeline/record/cloud_event.h"
#include "pipeline/record/id.h"
#include "pipeline/record/reason.h"
#include "pipeline/record/traceparent.h"

namespace tidings::io::kafka {
namespace {

// Of a record that is too long.
constexpr std::size_t kCutAt = 64UL << 10U;

constexpr std::string_view kContentType = "content-type";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kTraceparent = "traceparent";

bool same_name(std::string_view name, std::string_view lower) {
  const auto to_lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (name.size() != lower.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (to_lower(name[i]) != lower[i]) return false;
  }
  return true;
}

void read_headers(const rd_kafka_message_t& message, record::Input& input) {
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    auto& header = input.headers.emplace_back();
    header.name = name;
    if (value != nullptr) header.value.assign(static_cast<const char*>(value), size);
    if (same_name(header.name, kContentType)) input.content_type = header.value;
    if (same_name(header.name, kTraceparent) && record::is_traceparent(header.value)) input.traceparent = header.value;
  }
}

using Attributes = std::array<std::pair<std::string_view, std::string_view>, 7>;

Attributes attributes_of(const record::Message& message) {
  return {{{"ce_specversion", "1.0"},
           {"ce_id", message.id},
           {"ce_source", record::kCloudEventSource},
           {"ce_type", record::cloud_event_type(message.stream)},
           {kContentType, kJson},
           {"ce_partitionkey", message.key},
           {kTraceparent, message.traceparent}}};
}

}  // namespace

record::Input to_input(const rd_kafka_message_t& message, std::size_t bytes_max) {
  record::Input input;
  input.from = record::From::kQueue;
  input.offset = record::Offset{message.offset};
  const std::string_view body(static_cast<const char*>(message.payload), message.payload == nullptr ? 0 : message.len);
  input.body = body.size() > bytes_max ? body.substr(0, kCutAt) : body;
  if (body.size() > bytes_max) {
    input.cut = record::Cut{.length = body.size(), .sha256 = record::sha256_hex(body)};
    input.broken = record::Error{record::Fault::kBadInput, record::reason::kTooLarge,
                                 fmt::format("{} bytes, and {} are allowed", body.size(), bytes_max)};
  }
  if (message.key != nullptr) input.key.emplace(static_cast<const char*>(message.key), message.key_len);
  read_headers(message, input);
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  const auto timestamp = rd_kafka_message_timestamp(&message, &type);
  // Whoever produced the record chose it; the clock counts in nanoseconds and ends in the year 2262.
  constexpr auto kLast = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::duration::max());
  if (type != RD_KAFKA_TIMESTAMP_NOT_AVAILABLE && timestamp >= 0 && timestamp <= kLast.count()) {
    input.timestamp = std::chrono::system_clock::time_point(std::chrono::milliseconds(timestamp));
  }
  return input;
}

std::size_t size_of(const record::Input& input) {
  auto bytes = input.body.size() + (input.key ? input.key->size() : 0);
  for (const auto& header : input.headers) bytes += header.name.size() + header.value.size();
  return bytes;
}

HeadersHandle headers_of(const record::Message& message) {
  const auto attributes = attributes_of(message);
  HeadersHandle headers(rd_kafka_headers_new(attributes.size()));
  for (const auto& [name, value] : attributes) {
    if (value.empty()) continue;
    rd_kafka_header_add(headers.get(), name.data(), static_cast<ssize_t>(name.size()), value.data(),
                        static_cast<ssize_t>(value.size()));
  }
  return headers;
}

std::size_t size_of(const record::Message& message) {
  auto bytes = message.key.size() + message.data.size();
  for (const auto& [name, value] : attributes_of(message)) bytes += value.empty() ? 0 : name.size() + value.size();
  return bytes;
}

}  // namespace tidings::io::kafka
