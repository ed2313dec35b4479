#include "pipeline/io/kafka/drain.h"

#include <algorithm>

namespace tidings::io::kafka {

using record::Offset;
using record::Partition;

void Drain::assigned(std::span<const Partition> partitions) {
  member_ = true;
  for (const auto partition : partitions) {
    const auto end = ends_.find(partition);
    // A partition that came later held nothing then.
    const auto known = end != ends_.end() && end->second.value > 0;
    lanes_[partition] = Lane{.end = known ? end->second : Offset{0}, .done = !known};
  }
}

void Drain::left(std::span<const Partition> partitions) {
  for (const auto partition : partitions) lanes_.erase(partition);
}

void Drain::stood_aside() {
  lanes_.clear();
  member_ = false;
}

void Drain::delivered(Partition partition, Offset offset) {
  const auto lane = lanes_.find(partition);
  if (lane == lanes_.end()) return;
  lane->second.last = offset;
  if (offset.value + 1 >= lane->second.end.value) lane->second.done = true;
}

void Drain::at_end(Partition partition, Offset end) {
  const auto lane = lanes_.find(partition);
  if (lane == lanes_.end() || end < lane->second.end) return;
  lane->second.done = true;
  // Should it be read again, this record shows the end; the broker tells of it only once.
  if (lane->second.last) lane->second.end = Offset{lane->second.last->value + 1};
}

void Drain::back_to(Partition partition, Offset offset) {
  const auto lane = lanes_.find(partition);
  if (lane == lanes_.end()) return;
  lane->second.done = offset >= lane->second.end;
}

bool Drain::done() const {
  return member_ && std::all_of(lanes_.begin(), lanes_.end(), [](const auto& entry) { return entry.second.done; });
}

}  // namespace tidings::io::kafka
