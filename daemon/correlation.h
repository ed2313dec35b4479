#pragma once

#include <vector>

#include "pipeline/correlate/correlator.h"
#include "pipeline/flow/stateful_stage.h"
#include "pipeline/metrics/correlate.h"

namespace tidings::daemon {

// The stage that joins what articles tell: events to updates, with the incidents in the store of the sink's
// transactions, which outlives it.
class Correlation final : public flow::StatefulStage {
 public:
  Correlation(const store::Store& store, const correlate::Options& options, const metrics::CorrelateSeries& series)
      : correlator_(&store, options), series_(series) {}

  record::Result<void> work(const flow::Parcel& parcel, std::vector<record::Message>& messages) override;
  void save(store::Batch& state) override { correlator_.changes(state); }
  void committed() override { correlator_.committed(); }
  void undone() override { correlator_.undone(); }

 private:
  void count();

  correlate::Correlator correlator_;
  const metrics::CorrelateSeries series_;
  std::vector<record::Update> updates_;
};

}  // namespace tidings::daemon
