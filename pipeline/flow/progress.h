#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "pipeline/record/result.h"

namespace tidings::flow {

// What one part of the flow has done and holds; written by the part, read by anyone.
struct Progress {
  explicit Progress(std::string part_name, std::size_t part_threads = 1)
      : name(std::move(part_name)), threads(part_threads) {}
  const std::string name;
  const std::size_t threads;             // that work on it
  std::atomic<std::uint64_t> moved{0};   // steps forward; a retry is none
  std::atomic<std::int64_t> in_hand{0};  // batches taken in and not yet handed on or committed
  std::atomic<std::uint64_t> retries{0};
  std::atomic<std::uint64_t> received_records{0};
  std::atomic<std::uint64_t> sent_records{0};          // handed on; of the sink: committed
  std::array<std::atomic<std::uint64_t>, 5> errors{};  // by record::Fault, each attempt counted
  std::atomic<std::int64_t> busy{0};  // nanoseconds of all its threads together; counted only where times are asked for

  void met(const record::Error& error) {
    errors[static_cast<std::size_t>(error.fault)].fetch_add(1, std::memory_order_relaxed);
  }
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
  std::atomic<std::uint64_t> received_bytes{0};   // bodies, as polled
  std::atomic<std::uint64_t> committed_bytes{0};  // messages
  std::atomic<std::uint64_t> rewound_records{0};  // in flight when a transaction was undone
  std::atomic<std::uint64_t> revoked_records{0};  // in flight when their partition went
  std::atomic<std::int64_t> held_back{0};         // nanoseconds in which nothing was asked of the source
  std::atomic<std::int64_t> last_commit{0};       // nanoseconds since 1970; 0: none yet
};

}  // namespace tidings::flow
