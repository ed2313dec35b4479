#include "pipeline/metrics/correlate.h"

#include <string>

namespace tidings::metrics {
namespace {

constexpr Name kUpdates{"tidings_correlate_updates_total", "Changes of what is known of incidents, by what changed."};
constexpr Name kCandidates{"tidings_correlate_candidates_total", "Incidents that were compared with an event."};
constexpr Name kRepetitions{"tidings_correlate_repetitions_total", "Articles that were known, body and all."};
constexpr Name kVersions{"tidings_correlate_versions_total", "Articles that took the place of an older version."};
constexpr Name kDropped{"tidings_correlate_dropped_incidents_total", "Incidents that went past their retention."};
constexpr Name kFuture{"tidings_correlate_future_events_total", "Events of articles dated far ahead of the input."};

}  // namespace

CorrelateSeries::CorrelateSeries(Registry& registry)
    : candidates(registry.counter(kCandidates)),
      repetitions(registry.counter(kRepetitions)),
      versions(registry.counter(kVersions)),
      dropped(registry.counter(kDropped)),
      future(registry.counter(kFuture)) {
  for (std::size_t change = 0; change < updates.size(); ++change) {
    updates[change] =
        registry.counter(kUpdates, {{"change", std::string(record::name_of(static_cast<record::Change>(change)))}});
  }
}

}  // namespace tidings::metrics
