#pragma once

#include <vector>

#include "pipeline/flow/batch.h"
#include "pipeline/record/result.h"

namespace tidings::store {
class Batch;
}

namespace tidings::flow {

// A stage with a memory, behind the sequencer: it sees the records that have not failed one at a time, in the order of
// their partitions, and what it remembers becomes durable with what it yields. All calls come from the sink lane.
class StatefulStage {
 public:
  virtual ~StatefulStage() = default;

  // Adds what the record yields; the record's own messages are in the transaction by then. kTransient: nothing has
  // happened, the same call comes again after a pause; kRewind, kFatal: as for a transaction. Never kBadInput: an
  // earlier stage has judged the record.
  virtual record::Result<void> work(const Parcel& parcel, std::vector<record::Message>& messages) = 0;

  // Puts what has changed since the last commit into the transaction's state. Once per transaction, before its commit.
  virtual void save(store::Batch& state) = 0;

  virtual void committed() = 0;
  // What has changed since the last commit is void, and even of that commit only the store knows whether it happened.
  virtual void undone() = 0;
};

}  // namespace tidings::flow
