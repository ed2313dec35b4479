#pragma once

#include <memory>
#include <span>
#include <vector>

#include "pipeline/io/source.h"
#include "pipeline/record/message.h"
#include "pipeline/record/result.h"

namespace tidings::store {
class Batch;
}

namespace tidings::io {

// Outputs, state and input positions that become durable together or not at all. Destroyed without a successful commit,
// it leaves nothing behind that a reader of committed data would see; if it dies while the outcome of a commit is open,
// the sink finds that out before it answers begin() or positions(). One thread at a time.
class Transaction {
 public:
  virtual ~Transaction() = default;

  // Adds all messages of one record, or none. kBadInput: the sink will never take them (too long for the broker, say):
  // the record belongs into the dead letters. kTransient: the same call may work later. kRewind, kFatal: as for commit.
  virtual record::Result<void> publish(std::span<const record::Message> messages) = 0;

  // State that must become durable with the outputs; owned by the transaction, valid until commit.
  [[nodiscard]] virtual store::Batch& state() = 0;

  // kTransient: not durable as far as is known; call again with the same positions, or destroy the transaction, but
  // publish nothing more into it. kRewind: undone for good; the engine discards what is in flight and rewinds the
  // source. kFatal: unknown; the process must end and a restart resolves it.
  virtual record::Result<void> commit(std::span<const Position> positions) = 0;
};

// Where messages go. All calls come from one thread, the engine's sink lane; they may block, so that lane is no CPU
// pool.
class Sink {
 public:
  virtual ~Sink() = default;

  // At most one transaction is open at a time.
  virtual record::Result<std::unique_ptr<Transaction>> begin() = 0;

  // The positions that the last successful commit made durable, also one of an earlier process; before the first poll
  // and after an undone transaction. Empty where the source's side keeps them.
  virtual record::Result<std::vector<Position>> positions() = 0;
};

}  // namespace tidings::io
