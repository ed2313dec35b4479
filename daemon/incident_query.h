#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "daemon/query.h"
#include "pipeline/correlate/reading.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// Which incidents somebody asks for, by parameters of a URL or options of a command: side, place, since, type, status.
struct IncidentQuery {
  static constexpr std::size_t kLimitMax = 200;
  correlate::Filter filter;
  std::string from;  // where a page begins
  std::size_t limit = 50;
};

// An empty value asks for nothing. kBadParameter: no such parameter, or no such value; the detail says what there is.
[[nodiscard]] record::Result<void> set(correlate::Filter& filter, const Parameter& parameter);

// The same of `from` and `limit` besides.
[[nodiscard]] record::Result<IncidentQuery> incident_query_of(const std::vector<Parameter>& parameters);

}  // namespace tidings::daemon
