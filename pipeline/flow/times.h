#pragma once

#include <vector>

#include "pipeline/metrics/series.h"

namespace tidings::flow {

// Where the engine tells how long things took. Without it no clock is read for that.
struct Times {
  struct OfStage {
    metrics::Histogram work;  // on one record
    metrics::Histogram wait;  // of one batch, in the inbox
  };
  std::vector<OfStage> stages;  // one per stage, or none at all
  OfStage sink;
  metrics::Histogram commit;
  metrics::Histogram drain;       // of one partition that was asked back, until it was let go
  metrics::Histogram end_to_end;  // of one record, from the queue's timestamp or the poll that brought it
};

}  // namespace tidings::flow
