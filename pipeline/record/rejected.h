#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/record/input.h"
#include "pipeline/record/message.h"

namespace tidings::record {

struct FileOrigin {
  std::string file;        // as the source knows it: bytes, not always UTF-8
  std::uint64_t line = 0;  // 1-based; 0: the whole file is the record
  friend bool operator==(const FileOrigin&, const FileOrigin&) = default;
};

struct QueueOrigin {
  std::string topic;
  Partition partition;
  Offset offset;
  friend bool operator==(const QueueOrigin&, const QueueOrigin&) = default;
};

using Origin = std::variant<FileOrigin, QueueOrigin>;

[[nodiscard]] Origin origin_of(const Input& input);

// A dead letter: all it takes to see why a record was not published, and to hand it in again.
struct Rejected {
  std::string body;                // the whole, or (where `cut` is set) its beginning
  std::optional<std::string> key;  // that the queue had it under: bytes
  std::vector<Header> headers;
  std::string stage;        // where it failed: the name of a stage, or "source"
  std::string_view reason;  // one of record::reason::kAll
  std::string detail;
  Origin origin;
  std::uint32_t attempts = 1;
  std::optional<Cut> cut;
};

// The dead letter of an input: its origin, body and headers move in. `error.code` becomes the reason.
[[nodiscard]] Rejected reject(Input&& input, std::string_view stage, Error error, std::uint32_t attempts = 1);

// "feed/a.jsonl:17", "feed/a.txt" or "articles/3@1042": for logs and people.
[[nodiscard]] std::string to_string(const Origin& origin);

void append_json(const Rejected& rejected, std::string& out);

// Key: the file or topic/partition. Id: of origin and body, so that one record rejected again has the same id.
[[nodiscard]] Message to_message(const Rejected& rejected);

// The same, but with data of at most `bytes_max` bytes (2 KiB at least), for sinks that take no more: where it would be
// longer, the body comes cut, like that of a record over max_record_bytes, and a long key and long headers are left
// out.
[[nodiscard]] Message to_message(const Rejected& rejected, std::size_t bytes_max);

}  // namespace tidings::record
