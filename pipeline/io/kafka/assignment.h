#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "pipeline/io/source.h"
#include "pipeline/record/strong.h"

namespace tidings::io::kafka {

// Which partitions are ours, since which handing-over, and how far they are done. Fed with what happens; knows no
// broker and no clock. One thread.
//
//   assigned ──> owned ──revoke──> revoking ──release──> released ──forget──> (gone)
//                  └────────────────── lose ───────────────────────────────────┘
class Assignments {
 public:
  // Durable, as the sink says: no partition begins below it. Remembered for ever, and so is what commit() is told.
  void keep(std::span<const Position> positions);
  [[nodiscard]] std::optional<record::Offset> kept(record::Partition partition) const;

  void assign(record::Partition partition);
  // Of `partitions`, those the engine must drain; the others can go at once.
  [[nodiscard]] std::vector<record::Partition> revoke(std::span<const record::Partition> partitions);
  // Of `partitions`, those the engine must hear of.
  [[nodiscard]] std::vector<record::Partition> lose(std::span<const record::Partition> partitions);
  void release(std::span<const record::Partition> partitions);
  [[nodiscard]] bool all_released() const;  // nothing is being revoked any more
  [[nodiscard]] std::vector<record::Partition> forget_released();

  // Assignments that the engine has not been told of yet.
  [[nodiscard]] std::vector<Assigned> announce();

  // A record of this offset would come after a later one of its assignment, or is durable already: the log was begun
  // anew.
  [[nodiscard]] bool goes_back(record::Partition partition, record::Offset offset) const;
  // The assignment a record of this offset belongs to; nothing if it may not be delivered (any more).
  [[nodiscard]] std::optional<record::Assignment> deliver(record::Partition partition, record::Offset offset);
  [[nodiscard]] bool current(record::Partition partition, record::Assignment assignment) const;

  // False: of an assignment that is no longer ours, and so without meaning.
  [[nodiscard]] bool commit(const Position& position);

  // Everything ours begins anew, under new assignments. The places to go back to; a partition of which nothing was
  // delivered has none, it stands where it stood.
  struct Place {
    record::Partition partition;
    record::Offset offset;
  };
  [[nodiscard]] std::vector<Place> rewind();

 private:
  enum class Phase : std::uint8_t { kOwned, kRevoking, kReleased };
  struct Lane {
    record::Assignment assignment;
    Phase phase = Phase::kOwned;
    bool announced = false;
    std::optional<record::Offset> first = std::nullopt;    // delivered since it is ours
    std::optional<record::Offset> last = std::nullopt;     // delivered of this assignment
    std::optional<record::Offset> durable = std::nullopt;  // everything below it is done
  };
  record::Assignment next() { return record::Assignment{++last_}; }

  std::map<record::Partition, Lane> lanes_;
  std::map<record::Partition, record::Offset> kept_;
  std::uint64_t last_ = 0;
};

}  // namespace tidings::io::kafka
