#pragma once

#include "pipeline/metrics/registry.h"

namespace tidings::metrics {

// What every Prometheus client tells of its process, under the usual names.
class ProcessSeries {
 public:
  explicit ProcessSeries(Registry& registry);
  void refresh() const;  // from /proc; one thread at a time

 private:
  Counter cpu_;
  Gauge resident_bytes_;
  Gauge virtual_bytes_;
  Gauge open_files_;
  Gauge threads_;
};

}  // namespace tidings::metrics
