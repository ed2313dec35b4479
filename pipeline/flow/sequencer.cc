#include "pipeline/flow/sequencer.h"

#include "pipeline/record/result.h"

namespace tidings::flow {

void Sequencer::open(record::Partition partition, record::Assignment assignment) {
  const std::lock_guard lock(mutex_);
  lanes_[partition] = Lane{.assignment = assignment, .next = 0, .early = {}};
}

void Sequencer::push(BatchPtr batch) {
  const std::lock_guard lock(mutex_);
  const auto found = lanes_.find(batch->partition);
  if (found == lanes_.end() || found->second.assignment != batch->assignment) return;
  auto& lane = found->second;
  record::ensure(batch->sequence >= lane.next, "a batch passes the sequencer once");
  const auto sequence = batch->sequence;
  lane.early.emplace(sequence, std::move(batch));
  for (auto first = lane.early.begin(); first != lane.early.end() && first->first == lane.next;
       first = lane.early.erase(first)) {
    ++lane.next;
    out_(std::move(first->second));
  }
}

void Sequencer::void_assignment(record::Partition partition, record::Assignment assignment) {
  const std::lock_guard lock(mutex_);
  const auto found = lanes_.find(partition);
  if (found != lanes_.end() && found->second.assignment == assignment) lanes_.erase(found);
}

void Sequencer::void_all() {
  const std::lock_guard lock(mutex_);
  lanes_.clear();
}

std::size_t Sequencer::waiting() const {
  const std::lock_guard lock(mutex_);
  std::size_t batches = 0;
  for (const auto& [partition, lane] : lanes_) batches += lane.early.size();
  return batches;
}

}  // namespace tidings::flow
