#include "pipeline/flow/ledger.h"

#include <algorithm>

#include "pipeline/record/result.h"

namespace tidings::flow {

using record::Assignment;
using record::ensure;
using record::Offset;
using record::Partition;

Ledger::Lane* Ledger::find(Partition partition, Assignment assignment) {
  const auto lane = lanes_.find(partition);
  return lane != lanes_.end() && lane->second.assignment == assignment ? &lane->second : nullptr;
}

void Ledger::open(Partition partition, Assignment assignment) {
  const std::lock_guard lock(mutex_);
  const auto lane = lanes_.find(partition);
  ensure(lane == lanes_.end() || lane->second.assignment < assignment, "an assignment is never used twice");
  lanes_[partition] = Lane{.assignment = assignment, .open = {}, .done = {}};
}

void Ledger::begin(Partition partition, Assignment assignment, std::span<const Offset> offsets) {
  const std::lock_guard lock(mutex_);
  auto* lane = find(partition, assignment);
  if (lane == nullptr) return;
  for (const auto offset : offsets) {
    ensure(offset > lane->last_begun, "records of an assignment begin in the order of their offsets");
    lane->last_begun = offset;
    lane->open.push_back({offset});
  }
}

void Ledger::finish(Partition partition, Assignment assignment, std::span<const Offset> offsets) {
  const std::lock_guard lock(mutex_);
  auto* lane = find(partition, assignment);
  if (lane == nullptr) return;
  for (const auto offset : offsets) {
    const auto entry = std::lower_bound(lane->open.begin(), lane->open.end(), offset,
                                        [](const Entry& a, Offset b) { return a.offset < b; });
    ensure(entry != lane->open.end() && entry->offset == offset && !entry->finished,
           "only a begun record finishes, and once");
    entry->finished = true;
  }
  while (!lane->open.empty() && lane->open.front().finished) {
    lane->done.push_back(lane->open.front().offset);
    lane->open.pop_front();
    lane->position = lane->open.empty() ? Offset{lane->last_begun.value + 1} : lane->open.front().offset;
    lane->moved = true;
  }
}

std::optional<std::vector<io::Position>> Ledger::committable(const Touched& touched) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [partition, assignment] : touched) {
    const auto lane = lanes_.find(partition);
    if (lane == lanes_.end() || lane->second.assignment != assignment) return std::nullopt;
  }
  std::vector<io::Position> positions;
  for (const auto& [partition, lane] : lanes_) {
    if (lane.moved) positions.push_back({partition, lane.assignment, lane.position});
  }
  return positions;
}

void Ledger::committed(std::span<const io::Position> positions) {
  const std::lock_guard lock(mutex_);
  for (const auto& position : positions) {
    auto* lane = find(position.partition, position.assignment);
    if (lane != nullptr && lane->position == position.next) lane->moved = false;
  }
}

void Ledger::settled(std::span<const io::Position> positions) {
  const std::lock_guard lock(mutex_);
  for (const auto& position : positions) {
    auto* lane = find(position.partition, position.assignment);
    if (lane == nullptr) continue;
    while (!lane->done.empty() && lane->done.front() < position.next) lane->done.pop_front();
  }
}

void Ledger::void_assignment(Partition partition, Assignment assignment) {
  const std::lock_guard lock(mutex_);
  if (find(partition, assignment) != nullptr) lanes_.erase(partition);
}

std::size_t Ledger::undo() {
  const std::lock_guard lock(mutex_);
  std::size_t records = 0;
  for (const auto& [partition, lane] : lanes_) records += lane.open.size() + lane.done.size();
  lanes_.clear();
  undone_ = true;
  return records;
}

void Ledger::start_over() {
  const std::lock_guard lock(mutex_);
  lanes_.clear();
  undone_ = false;
}

bool Ledger::valid(Partition partition, Assignment assignment) const {
  const std::lock_guard lock(mutex_);
  const auto lane = lanes_.find(partition);
  return lane != lanes_.end() && lane->second.assignment == assignment;
}

std::size_t Ledger::in_flight(Partition partition) const {
  const std::lock_guard lock(mutex_);
  const auto lane = lanes_.find(partition);
  return lane == lanes_.end() ? 0 : lane->second.open.size() + lane->second.done.size();
}

bool Ledger::at_rest() const {
  const std::lock_guard lock(mutex_);
  return !undone_ && std::all_of(lanes_.begin(), lanes_.end(), [](const auto& entry) {
    return entry.second.open.empty() && entry.second.done.empty();
  });
}

}  // namespace tidings::flow
