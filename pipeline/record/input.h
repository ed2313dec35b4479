#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/record/result.h"
#include "pipeline/record/strong.h"

namespace tidings::record {

struct Header {
  std::string name;
  std::string value;
  friend bool operator==(const Header&, const Header&) = default;
};

// What kind of source a record comes from: says how its dead letter names its origin.
enum class From : std::uint8_t { kFile, kQueue };

// A record longer than `max_record_bytes`: `Input::body` then holds only its first 64 KiB.
struct Cut {
  std::uint64_t length = 0;  // bytes of the whole body
  std::string sha256;        // of the whole body, 64 hex digits
};

// One record as the source delivered it: bytes, and where they come from. Its origin (partition, assignment, offset)
// stays with it to the end of its way.
struct Input {
  Partition partition;
  Assignment assignment;
  Offset offset;

  std::string body;
  std::optional<std::string> key;  // the queue's own: bytes
  std::vector<Header> headers;
  std::string content_type;  // as the queue's header says; empty when it says nothing
  std::string traceparent;   // W3C Trace Context, as the queue's header says; all that comes of it carries it on
  From from = From::kFile;
  std::shared_ptr<const std::string> container;  // file path or topic; never null
  std::uint64_t line = 0;                        // 1-based, for files of many articles; 0: the file is one
  std::optional<std::chrono::system_clock::time_point> timestamp;  // the queue's own; never set for files

  std::optional<Error> broken;  // the source could not read it whole; goes straight to the dead letters
  std::optional<Cut> cut;       // set with broken->code == "too_large"
};

}  // namespace tidings::record
