#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidings::record {

enum class Stream : std::uint8_t { kDocuments, kRejected, kEvents, kQuotes, kUpdates };
inline constexpr std::size_t kStreams = 5;

// "documents", "rejected", …: file and topic names.
[[nodiscard]] constexpr std::string_view name_of(Stream stream) {
  constexpr std::string_view kNames[kStreams] = {"documents", "rejected", "events", "quotes", "updates"};
  return kNames[static_cast<std::size_t>(stream)];
}

// One record to be published, CloudEvents 1.0: attributes and data apart, because files want them in one JSON object
// (structured mode) and Kafka wants headers (binary mode).
struct Message {
  Stream stream = Stream::kDocuments;
  std::string key;               // orders messages on Kafka, identifies nothing; CloudEvents `partitionkey`
  std::string id;                // CloudEvents `id`: the same content has the same id, so a repetition can be told
  std::string data;              // the record as one JSON object, UTF-8, no line ends
  std::string traceparent = {};  // of the input it comes from
};

}  // namespace tidings::record
