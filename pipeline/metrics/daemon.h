#pragma once

#include <string>
#include <string_view>

#include "pipeline/metrics/registry.h"

// The series of the process as a whole and of its HTTP server.
namespace tidings::metrics {

struct DaemonSeries {
  DaemonSeries(Registry& registry, const std::string& version, const std::string& librdkafka);
  Gauge ready;
  Gauge last_reload_successful;
  Gauge last_reload;  // seconds since 1970
};

struct AdminSeries {
  explicit AdminSeries(Registry& registry);
  // `path` must come from a bounded set.
  void count(const std::string& path, unsigned code);

  Gauge connections;
  Counter dropped_limit;    // to make room for a newer one
  Counter dropped_timeout;  // neither asking nor taking its answer

 private:
  Registry& registry_;
};

}  // namespace tidings::metrics
