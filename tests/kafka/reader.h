#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/io/kafka/source.h"

namespace tidings::test {

// Does by hand, step by step, what the engine does with a source; a test decides what is committed and released.
class Reader {
 public:
  explicit Reader(io::kafka::SourceOptions options, io::kafka::Log log = {})
      : source_(std::make_unique<io::kafka::KafkaSource>(std::move(options), std::move(log))) {}

  std::size_t limit_bytes = 1UL << 20U;
  std::chrono::milliseconds wait{50};
  bool releases = true;  // at once, after committing what was read
  bool commits_at_release = true;

  std::vector<record::Input> records;
  std::map<record::Partition, record::Assignment> owned;
  std::map<record::Partition, record::Assignment> former;  // the assignment that was lost or released
  std::vector<record::Partition> revoking;
  std::vector<record::Partition> lost;
  std::optional<record::Error> error;
  int rebalances = 0;
  bool ended = false;

  io::kafka::KafkaSource& source() { return *source_; }
  record::Result<void> start(std::span<const io::Position> kept = {}) { return source_->start(kept); }
  void close() { source_.reset(); }

  void step() {
    auto polled = source_->poll({.bytes = limit_bytes, .wait = wait});
    if (!polled) {
      error = polled.error();
      return;
    }
    for (const auto& assigned : polled->assigned) {
      owned[assigned.partition] = assigned.assignment;
      ++rebalances;
    }
    for (auto& input : polled->records) {
      if (owned.at(input.partition) != input.assignment) std::abort();  // a record of an assignment we were not told of
      next_[input.partition] = record::Offset{input.offset.value + 1};
      records.push_back(std::move(input));
    }
    for (const auto partition : polled->lost) {
      lost.push_back(partition);
      former[partition] = owned[partition];
      owned.erase(partition);
    }
    ended = ended || polled->end;
    revoking.insert(revoking.end(), polled->revoking.begin(), polled->revoking.end());
    if (releases && !revoking.empty()) release();
  }

  void release() {
    if (commits_at_release) commit_all();
    source_->release(revoking);
    for (const auto partition : revoking) {
      former[partition] = owned[partition];
      owned.erase(partition);
    }
    revoking.clear();
  }

  void commit(record::Partition partition, record::Assignment assignment, std::int64_t next) {
    const io::Position position{partition, assignment, record::Offset{next}};
    (void)source_->committed({&position, 1});
  }
  void commit_all() {
    for (const auto& [partition, assignment] : owned) {
      if (next_.contains(partition)) commit(partition, assignment, next_[partition].value);
    }
  }

  template <typename Condition>
  [[nodiscard]] bool until(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(30)) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline || error) return false;
      step();
    }
    return true;
  }
  [[nodiscard]] bool read(std::size_t count, std::chrono::milliseconds limit = std::chrono::seconds(30)) {
    return until([&] { return records.size() >= count; }, limit);
  }
  void go_on_for(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end && !error) step();
  }

 private:
  std::map<record::Partition, record::Offset> next_;
  std::unique_ptr<io::kafka::KafkaSource> source_;
};

}  // namespace tidings::test
