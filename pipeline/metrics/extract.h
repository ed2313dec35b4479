#pragma once

#include <array>

#include "pipeline/metrics/registry.h"
#include "pipeline/record/names.h"

namespace tidings::metrics {

// What the extract stage finds; what is coded again after a rewind counts again.
struct ExtractSeries {
  ExtractSeries() = default;
  explicit ExtractSeries(Registry& registry);
  std::array<Counter, record::kNamesOf<record::EventType>.size()> events;  // by record::EventType
  Counter quotes;
};

}  // namespace tidings::metrics
