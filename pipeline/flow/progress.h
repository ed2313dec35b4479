#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace tidings::flow {

// What one part of the flow has done and holds; written by the part, read by anyone.
struct Progress {
  explicit Progress(std::string part_name) : name(std::move(part_name)) {}
  const std::string name;
  std::atomic<std::uint64_t> moved{0};   // steps forward; a retry is none
  std::atomic<std::int64_t> in_hand{0};  // batches taken in and not yet handed on or committed
  std::atomic<std::uint64_t> retries{0};
};

// Totals since start; each is exact once the flow rests.
struct Totals {
  std::atomic<std::uint64_t> admitted_records{0};
  std::atomic<std::uint64_t> admitted_bytes{0};
  std::atomic<std::uint64_t> published_records{0};  // records wholly published, as opposed to rejected
  std::atomic<std::uint64_t> rejected_records{0};
  std::atomic<std::uint64_t> messages{0};
  std::atomic<std::uint64_t> committed_records{0};
  std::atomic<std::uint64_t> commits{0};
  std::atomic<std::uint64_t> rewinds{0};
};

}  // namespace tidings::flow
