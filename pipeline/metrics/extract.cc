#include "pipeline/metrics/extract.h"

#include <string>

namespace tidings::metrics {
namespace {

constexpr Name kEvents{"tidings_extract_events_total", "Events found in articles, by PLOVER's type."};
constexpr Name kQuotes{"tidings_extract_quotes_total", "Quotes found in articles."};

}  // namespace

ExtractSeries::ExtractSeries(Registry& registry) : quotes(registry.counter(kQuotes)) {
  for (std::size_t type = 0; type < events.size(); ++type) {
    events[type] =
        registry.counter(kEvents, {{"type", std::string(record::name_of(static_cast<record::EventType>(type)))}});
  }
}

}  // namespace tidings::metrics
