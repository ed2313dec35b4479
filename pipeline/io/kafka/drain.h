#pragma once

#include <map>
#include <optional>
#include <span>

#include "pipeline/record/strong.h"

namespace tidings::io::kafka {

// Whether everything that was there at the start has been delivered, as far as it is ours. A record at the end is not
// always there to show it: what transactions leave behind takes offsets too. Fed with what happens; knows no broker.
class Drain {
 public:
  using Ends = std::map<record::Partition, record::Offset>;  // first offsets that were not there at the start

  explicit Drain(Ends ends) : ends_(std::move(ends)) {}

  void assigned(std::span<const record::Partition> partitions);
  void left(std::span<const record::Partition> partitions);
  // Nothing is ours until the group has assigned again: what that will be may well be what we just had.
  void stood_aside();
  void delivered(record::Partition partition, record::Offset offset);
  void at_end(record::Partition partition, record::Offset end);  // nothing is left below
  void back_to(record::Partition partition, record::Offset offset);

  // Never while the group has assigned nothing, be it no partition at all. Partitions of other members are theirs to
  // drain.
  [[nodiscard]] bool done() const;

 private:
  struct Lane {
    record::Offset end;
    std::optional<record::Offset> last = std::nullopt;  // delivered
    bool done = false;
  };
  Ends ends_;
  std::map<record::Partition, Lane> lanes_;
  bool member_ = false;
};

}  // namespace tidings::io::kafka
