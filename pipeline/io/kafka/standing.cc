#include "pipeline/io/kafka/standing.h"

#include <algorithm>
#include <utility>

#include "pipeline/io/kafka/code.h"

namespace tidings::io::kafka {
namespace {

// One may meet a rebalance; the client tries again with every interval.
constexpr int kLasting = 3;

}  // namespace

void Standing::assigned(std::span<const record::Partition> partitions) {
  const std::lock_guard lock(mutex_);
  ++now_.assigned;
  member_ = true;
  refusal_.clear();
  for (const auto partition : partitions) {
    now_.partitions[partition] = {};
    ages_[partition] = {};
  }
}

void Standing::revoked() {
  const std::lock_guard lock(mutex_);
  ++now_.revoked;
}

void Standing::lost(std::span<const record::Partition> partitions) {
  left(partitions);
  const std::lock_guard lock(mutex_);
  ++now_.lost;
  member_ = false;
}

void Standing::stood_aside() {
  const std::lock_guard lock(mutex_);
  member_ = false;
}

void Standing::refused(std::string_view why) {
  const std::lock_guard lock(mutex_);
  if (!member_) refusal_ = why;
}

void Standing::left(std::span<const record::Partition> partitions) {
  const std::lock_guard lock(mutex_);
  for (const auto partition : partitions) {
    now_.partitions.erase(partition);
    ages_.erase(partition);
  }
}

void Standing::delivered(std::span<const record::Input> records) {
  if (records.empty()) return;
  std::map<record::Partition, std::pair<const record::Input*, const record::Input*>> ends;  // the first and the last
  for (const auto& input : records) ends.try_emplace(input.partition, &input, &input).first->second.second = &input;
  const std::lock_guard lock(mutex_);
  for (const auto& [partition, end] : ends) {
    const auto found = now_.partitions.find(partition);
    if (found == now_.partitions.end()) continue;
    const record::Offset next{end.second->offset.value + 1};
    found->second.delivered = next.value;
    ages_[partition].delivered(end.first->offset, next, end.first->timestamp);
  }
}

void Standing::committed(std::span<const Position> positions) {
  const std::lock_guard lock(mutex_);
  for (const auto& position : positions) {
    const auto found = now_.partitions.find(position.partition);
    if (found == now_.partitions.end()) continue;
    found->second.committed = position.next.value;
    ages_[position.partition].committed(position.next);
  }
}

void Standing::answered(std::span<const Asked> answers) {
  const std::lock_guard lock(mutex_);
  for (const auto& answer : answers) {
    const auto found = now_.partitions.find(answer.partition);
    if (found == now_.partitions.end()) continue;
    if (answer.end && *answer.end < answer.known) anew_ = Anew{answer.partition, *answer.end, answer.known};
    found->second.end = answer.end;
    if (!found->second.committed) found->second.committed = answer.group;
  }
}

std::vector<Standing::Asked> Standing::to_ask() const {
  const std::lock_guard lock(mutex_);
  std::vector<Asked> all;
  for (const auto& [partition, standing] : now_.partitions) {
    const auto known = std::max(standing.end.value_or(0), standing.delivered.value_or(0));
    all.push_back({partition, standing.committed, std::nullopt, known});
  }
  return all;
}

std::optional<Standing::Anew> Standing::begun_anew() {
  const std::lock_guard lock(mutex_);
  return std::exchange(anew_, std::nullopt);
}

void Standing::group_answered(std::optional<record::Error> failure) {
  const std::lock_guard lock(mutex_);
  if (failure) ++now_.commit_failures;
  failed_in_a_row_ = failure ? failed_in_a_row_ + 1 : 0;
  failure_ = std::move(failure);
}

std::optional<record::Error> Standing::trouble() const {
  const std::lock_guard lock(mutex_);
  if (member_) return failed_in_a_row_ >= kLasting ? failure_ : std::nullopt;
  return record::Error{record::Fault::kTransient, code::kNotAssigned,
                       refusal_.empty() ? "the group has not assigned anything yet" : refusal_};
}

Standing::Picture Standing::picture() const {
  const std::lock_guard lock(mutex_);
  auto picture = now_;
  for (auto& [partition, standing] : picture.partitions) standing.oldest = ages_.at(partition).oldest();
  return picture;
}

}  // namespace tidings::io::kafka
