#include "daemon/correlation.h"

#include "pipeline/extract/coder.h"

namespace tidings::daemon {

record::Result<void> Correlation::work(const flow::Parcel& parcel, std::vector<record::Message>& messages) {
  updates_.clear();
  auto taken = correlator_.take(extract::article_of(parcel.document), parcel.events, updates_);
  if (!taken) {
    auto error = std::move(taken).error();
    // What the article began is void, and with it all that is not committed.
    if (error.fault == record::Fault::kTransient) error.fault = record::Fault::kRewind;
    return error;
  }
  for (const auto& update : updates_) {
    series_.updates.at(static_cast<std::size_t>(update.change)).add();
    messages.push_back(record::to_message(update));
  }
  count();
  return {};
}

void Correlation::count() {
  const auto& counts = correlator_.counts();
  series_.candidates.raise_to(static_cast<double>(counts.candidates));
  series_.repetitions.raise_to(static_cast<double>(counts.repetitions));
  series_.versions.raise_to(static_cast<double>(counts.versions));
  series_.dropped.raise_to(static_cast<double>(counts.dropped));
  series_.future.raise_to(static_cast<double>(counts.future));
}

}  // namespace tidings::daemon
