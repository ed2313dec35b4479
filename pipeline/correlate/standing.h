#pragma once

#include <span>
#include <vector>

#include "pipeline/record/event.h"

namespace tidings::correlate {

struct Telling;

// How far a happening has come; what is only wished, thought or remembered comes before all plans.
[[nodiscard]] int rank_of(record::Status status);

struct Standing {
  record::Status status = record::Status::kOccurred;
  std::vector<record::StatusChange> history;  // one entry for each status that an article gives
};

// Of tellings in canonical order. The last entry tells the status; where nothing but wishes follow a plan or a report,
// these do not count, and where an earlier article that is more certain denies or cancels, that stands.
[[nodiscard]] Standing standing_of(std::span<const Telling> tellings);

}  // namespace tidings::correlate
