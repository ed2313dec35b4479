#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/flow/budget.h"
#include "pipeline/flow/edition.h"
#include "pipeline/record/clock.h"
#include "pipeline/record/document.h"
#include "pipeline/record/event.h"
#include "pipeline/record/input.h"
#include "pipeline/record/message.h"

namespace tidings::flow {

// Why and where a record left the way.
struct Failure {
  std::string_view stage;  // static storage, or a name that outlives the engine
  record::Error error;
  int attempts = 1;
};

// One record on its way: what came in, and what the stages have made of it so far. The input stays whole to the end,
// because a dead letter carries it.
struct Parcel {
  record::Input input;
  record::Document document;
  std::vector<record::Event> events;      // what it tells
  std::vector<record::Message> messages;  // published together, in this order
  std::optional<Failure> failure;         // set: no further stage sees it, it becomes a dead letter
  record::Clock::time_point since = {};   // when it came, or came into the queue before us; for metrics
  const Edition* edition = nullptr;       // the batch's
};

// Consecutive records of one assignment of one partition.
struct Batch {
  record::Partition partition;
  record::Assignment assignment;
  std::uint64_t sequence = 0;  // 0, 1, 2, … within the assignment
  std::vector<Parcel> parcels;
  Charge charge;
  EditionPtr edition;
  record::Clock::time_point queued = {};  // into the inbox where it is; for metrics
};
using BatchPtr = std::unique_ptr<Batch>;

// What a stage does with a record: fills in document or messages, or says why it cannot. A worker owns one and calls it
// for one record at a time.
using Work = std::function<record::Result<void>(Parcel&)>;

struct StageSpec {
  std::string name;
  std::size_t workers = 1;
  std::function<Work()> make_worker;  // called once per worker, before the first record
};

// The dead letter of a parcel whose `failure` is set.
using DeadLetter = std::function<record::Message(const Parcel&)>;

// Bytes that a record holds on to, for the budget.
[[nodiscard]] std::size_t weight_of(const record::Input& input);
[[nodiscard]] std::size_t weight_of(const Parcel& parcel);

}  // namespace tidings::flow
