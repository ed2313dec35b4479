#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.h"
#include "daemon/correlation.h"
#include "daemon/knowledge.h"
#include "pipeline/flow/engine.h"
#include "pipeline/flow/executor.h"
#include "pipeline/metrics/extract.h"
#include "pipeline/normalise/normalise.h"

namespace tidings::daemon {

// The flow of this daemon, from source to sink, with the threads it runs on.
class Topology {
 public:
  struct Parts {  // what is referred to outlives it, and so does whoever keeps the times and the counts
    io::Source& source;
    io::Sink& sink;
    const record::Clock& clock;
    flow::Listener& listener;
    flow::Times times;
    KnowledgePtr knowledge;  // null where the settings want neither events nor quotes
    metrics::ExtractSeries found;
    store::Store* store;  // of the sink; null where nothing is joined
    metrics::CorrelateSeries joined;
    std::function<void()> ended;
  };
  Topology(const config::Settings& settings, Parts parts);
  ~Topology();

  [[nodiscard]] flow::Engine& engine() { return engine_; }
  void set_knowledge(KnowledgePtr knowledge);  // from the next commit on; any thread
  [[nodiscard]] static std::vector<std::string> stages(const config::Settings& settings);  // in their order, all

 private:
  [[nodiscard]] std::vector<flow::StageSpec> specs(const config::Settings& settings, const Parts& parts) const;
  [[nodiscard]] std::vector<flow::Executor*> pools();

  normalise::Normalise normalise_;
  flow::ThreadPool source_lane_;
  std::vector<std::unique_ptr<flow::ThreadPool>> pools_;  // by stage
  flow::ThreadPool sink_lane_;
  std::unique_ptr<Correlation> correlation_;  // where updates are wanted
  flow::Engine engine_;
};

}  // namespace tidings::daemon
