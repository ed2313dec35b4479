#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "pipeline/record/input.h"
#include "pipeline/record/result.h"
#include "pipeline/record/strong.h"

namespace tidings::io {

// Everything of `partition` below `next` is wholly done: published or dead-lettered, durably.
struct Position {
  record::Partition partition;
  record::Assignment assignment;  // acks of an old assignment are dropped by whoever receives them
  record::Offset next;
  friend bool operator==(const Position&, const Position&) = default;
};

struct Assigned {
  record::Partition partition;
  record::Assignment assignment;
};

// What one poll brought. Records of one partition come in the order of their offsets.
struct Polled {
  std::vector<Assigned> assigned;  // ours from now on; before any record of it
  std::vector<record::Input> records;
  std::vector<record::Partition> revoking;  // asked back: to be drained, then handed over with release()
  std::vector<record::Partition> lost;      // gone already: what is in flight of them is void,
                                            // and so is a transaction that holds any of it
  bool end = false;                         // nothing will ever come again
};

struct PollLimit {
  std::size_t bytes = 0;              // bodies and headers together; one longer record may come alone.
                                      // 0: deliver nothing, only keep membership alive and tell of changes
  std::chrono::milliseconds wait{0};  // how long to wait when there is nothing
};

// Where records come from. All calls come from one thread, the engine's source lane, but wake() and name(), which any
// thread may call. Nothing here blocks longer than `PollLimit::wait` allows, but start() and rewind(), which may ask a
// broker. Destroyed, it hands over what it still has, within a few seconds; the engine polls up to its end, with a
// limit of 0 bytes while it drains.
class Source {
 public:
  virtual ~Source() = default;

  // Before the first poll. `committed` is what the sink keeps durable for us, where it does (Sink::positions);
  // a partition that is not in it starts where the source's own memory or its options say. The source
  // never begins below an offset in it.
  virtual record::Result<void> start(std::span<const Position> committed) = 0;

  // kTransient: call again later, nothing is lost. Otherwise nothing will come any more. A queue that is away for a
  // while is no error: nothing comes, and goes on when it is back.
  virtual record::Result<Polled> poll(const PollLimit& limit) = 0;

  // These positions are durable. A source that keeps its own memory (broker offsets, files to move away) acts on it
  // now. An error is transient: the same or a later call repairs it.
  virtual record::Result<void> committed(std::span<const Position> positions) = 0;

  // Partitions of an earlier `revoking` are drained (or their deadline has passed): hand them over.
  virtual void release(std::span<const record::Partition> partitions) = 0;

  // A transaction was undone: everything not committed will be delivered again, under new assignments. `committed` as
  // in start().
  virtual record::Result<void> rewind(std::span<const Position> committed) = 0;

  // Ends a waiting poll early, or the next one where none waits.
  virtual void wake() noexcept = 0;

  // "feed" or "articles/3": for logs and dead letters.
  [[nodiscard]] virtual std::string name(record::Partition partition) const = 0;
};

}  // namespace tidings::io
