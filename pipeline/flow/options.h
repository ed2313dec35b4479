#pragma once

#include <chrono>
#include <cstddef>

#include "pipeline/flow/retry.h"

namespace tidings::flow {

// A transaction is committed when it is so old or so big.
struct CommitPace {
  std::chrono::milliseconds interval{0};
  std::size_t bytes = 0;  // published
};

struct EngineOptions {
  std::size_t budget_bytes = 64UL << 20U;    // what all records in flight may weigh together
  std::size_t batch_records = 64;            // records that travel together, at most
  std::size_t batch_bytes = 256UL << 10U;    // and their bodies; one longer record travels alone
  std::size_t poll_bytes = 1UL << 20U;       // bodies asked of the source at once
  std::chrono::milliseconds poll_wait{100};  // how long the source may wait for something to come
  std::chrono::milliseconds commit_interval{1000};
  std::size_t commit_bytes = 8UL << 20U;  // published bytes after which a commit does not wait for its interval
  std::chrono::milliseconds revoke_timeout{10'000};  // a partition asked back is handed over after this, drained or not
  std::chrono::milliseconds stall_timeout{30'000};   // work in hand and no step for so long: stalled
  Retry retry;
};

}  // namespace tidings::flow
