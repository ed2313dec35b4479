#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "pipeline/io/source.h"
#include "pipeline/record/strong.h"

namespace tidings::flow {

// Knows, per assignment of a partition, which records are wholly done, and hands out the first unfinished offset. Only
// the ledger says what may be committed. Thread-safe.
//
// Invariant: every offset of an assignment below its position is finished; the record at the position is not, or has
// not begun. Calls that carry a void assignment change nothing.
class Ledger {
 public:
  void open(record::Partition partition, record::Assignment assignment);

  // Offsets of one assignment, in rising order, each once.
  void begin(record::Partition partition, record::Assignment assignment, std::span<const record::Offset> offsets);

  // All outputs of these records are durable or will become so with the commit of the position; any order.
  void finish(record::Partition partition, record::Assignment assignment, std::span<const record::Offset> offsets);

  // Positions that have moved since they were last committed. Nothing if one of the assignments in `touched` is void by
  // now: what was published of it may not be committed without its position.
  using Touched = std::set<std::pair<record::Partition, record::Assignment>>;
  [[nodiscard]] std::optional<std::vector<io::Position>> committable(const Touched& touched) const;
  // They are durable: not to be committed again.
  void committed(std::span<const io::Position> positions);
  // The source has heard of it: the records below are no longer in flight.
  void settled(std::span<const io::Position> positions);

  // From now on acks of it mean nothing.
  void void_assignment(record::Partition partition, record::Assignment assignment);

  // A transaction was undone: all acks mean nothing, and nothing is at rest until the source has gone back and
  // start_over() says so. How many records were in flight.
  std::size_t undo();
  void start_over();

  [[nodiscard]] bool valid(record::Partition partition, record::Assignment assignment) const;
  // Records begun and not yet settled.
  [[nodiscard]] std::size_t in_flight(record::Partition partition) const;
  // Everything begun is settled, and no undo is under way.
  [[nodiscard]] bool at_rest() const;

 private:
  struct Entry {
    record::Offset offset;
    bool finished = false;
  };
  struct Lane {
    record::Assignment assignment;
    std::deque<Entry> open;           // begun, from the position on
    std::deque<record::Offset> done;  // finished below the position, not yet settled
    record::Offset position{-1};      // first unfinished; meaningless until something finished
    record::Offset last_begun{-1};
    bool moved = false;
  };
  Lane* find(record::Partition partition, record::Assignment assignment);

  mutable std::mutex mutex_;  // guards everything below
  std::map<record::Partition, Lane> lanes_;
  bool undone_ = false;
};

}  // namespace tidings::flow
