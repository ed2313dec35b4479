#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "pipeline/flow/batch.h"

namespace tidings::flow {

// Restores the order of batches within each assignment after the parallel stages. Thread-safe; `out` is called under
// its lock, so it must only hand over.
class Sequencer {
 public:
  explicit Sequencer(std::function<void(BatchPtr)> out) : out_(std::move(out)) {}

  void open(record::Partition partition, record::Assignment assignment);
  void push(BatchPtr batch);  // of a void assignment: dropped, its charge given back
  void void_assignment(record::Partition partition, record::Assignment assignment);
  void void_all();
  [[nodiscard]] std::size_t waiting() const;  // batches held back because an earlier one is missing

 private:
  struct Lane {
    record::Assignment assignment;
    std::uint64_t next = 0;
    std::map<std::uint64_t, BatchPtr> early;
  };
  mutable std::mutex mutex_;  // guards everything below
  std::map<record::Partition, Lane> lanes_;
  std::function<void(BatchPtr)> out_;
};

}  // namespace tidings::flow
