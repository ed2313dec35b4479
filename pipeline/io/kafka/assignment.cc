#include "pipeline/io/kafka/assignment.h"

#include <algorithm>

#include "pipeline/record/result.h"

namespace tidings::io::kafka {

using record::Assignment;
using record::Offset;
using record::Partition;

void Assignments::keep(std::span<const Position> positions) {
  for (const auto& position : positions) {
    auto& kept = kept_.try_emplace(position.partition, position.next).first->second;
    kept = std::max(kept, position.next);
  }
}

std::optional<Offset> Assignments::kept(Partition partition) const {
  const auto found = kept_.find(partition);
  return found == kept_.end() ? std::nullopt : std::optional(found->second);
}

void Assignments::assign(Partition partition) { lanes_[partition] = Lane{.assignment = next()}; }

std::vector<Partition> Assignments::revoke(std::span<const Partition> partitions) {
  std::vector<Partition> to_drain;
  for (const auto partition : partitions) {
    const auto lane = lanes_.find(partition);
    if (lane == lanes_.end()) continue;
    lane->second.phase = lane->second.announced ? Phase::kRevoking : Phase::kReleased;
    if (lane->second.announced) to_drain.push_back(partition);
  }
  return to_drain;
}

std::vector<Partition> Assignments::lose(std::span<const Partition> partitions) {
  std::vector<Partition> to_tell;
  for (const auto partition : partitions) {
    const auto lane = lanes_.find(partition);
    if (lane == lanes_.end()) continue;
    if (lane->second.announced && lane->second.phase != Phase::kReleased) to_tell.push_back(partition);
    lanes_.erase(lane);
  }
  return to_tell;
}

void Assignments::release(std::span<const Partition> partitions) {
  for (const auto partition : partitions) {
    const auto lane = lanes_.find(partition);
    if (lane != lanes_.end() && lane->second.phase == Phase::kRevoking) lane->second.phase = Phase::kReleased;
  }
}

bool Assignments::all_released() const {
  return std::none_of(lanes_.begin(), lanes_.end(),
                      [](const auto& entry) { return entry.second.phase == Phase::kRevoking; });
}

std::vector<Partition> Assignments::forget_released() {
  std::vector<Partition> gone;
  for (auto lane = lanes_.begin(); lane != lanes_.end();) {
    if (lane->second.phase == Phase::kReleased) {
      gone.push_back(lane->first);
      lane = lanes_.erase(lane);
    } else {
      ++lane;
    }
  }
  return gone;
}

std::vector<Assigned> Assignments::announce() {
  std::vector<Assigned> fresh;
  for (auto& [partition, lane] : lanes_) {
    if (lane.announced || lane.phase != Phase::kOwned) continue;
    lane.announced = true;
    fresh.push_back({partition, lane.assignment});
  }
  return fresh;
}

bool Assignments::goes_back(Partition partition, Offset offset) const {
  const auto lane = lanes_.find(partition);
  if (lane == lanes_.end() || lane->second.phase != Phase::kOwned) return false;
  const auto durable = kept(partition);
  return (lane->second.last && offset <= *lane->second.last) || (durable && offset < *durable);
}

std::optional<Assignment> Assignments::deliver(Partition partition, Offset offset) {
  const auto lane = lanes_.find(partition);
  if (lane == lanes_.end() || lane->second.phase != Phase::kOwned) return std::nullopt;
  if (!lane->second.first) lane->second.first = offset;
  lane->second.last = offset;
  return lane->second.assignment;
}

bool Assignments::current(Partition partition, Assignment assignment) const {
  const auto lane = lanes_.find(partition);
  return lane != lanes_.end() && lane->second.phase == Phase::kOwned && lane->second.assignment == assignment;
}

bool Assignments::commit(const Position& position) {
  const auto lane = lanes_.find(position.partition);
  if (lane == lanes_.end() || lane->second.assignment != position.assignment) return false;
  record::ensure(!lane->second.durable || *lane->second.durable <= position.next, "what is done stays done");
  lane->second.durable = position.next;
  keep({&position, 1});
  return true;
}

std::vector<Assignments::Place> Assignments::rewind() {
  std::vector<Place> places;
  for (auto& [partition, lane] : lanes_) {
    if (lane.phase != Phase::kOwned) continue;
    lane.assignment = next();
    lane.announced = false;
    lane.last.reset();
    if (!lane.first) continue;
    // Nothing is durable: back to where this assignment began.
    places.push_back({partition, std::max(kept(partition).value_or(*lane.first), *lane.first)});
  }
  return places;
}

}  // namespace tidings::io::kafka
