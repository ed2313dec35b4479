#pragma once

#include <array>

#include "pipeline/metrics/registry.h"
#include "pipeline/record/names.h"

namespace tidings::metrics {

// What joining does; what is undone and done again counts twice.
struct CorrelateSeries {
  CorrelateSeries() = default;
  explicit CorrelateSeries(Registry& registry);
  std::array<Counter, record::kNamesOf<record::Change>.size()> updates;  // by record::Change
  Counter candidates;
  Counter repetitions;
  Counter versions;
  Counter dropped;
  Counter future;
};

}  // namespace tidings::metrics
