#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "pipeline/flow/engine.h"
#include "pipeline/flow/executor.h"
#include "pipeline/normalise/normalise.h"

namespace tidings::daemon {

// The flow of this daemon, from source to sink, with the threads it runs on. Source, sink, clock, listener and whoever
// keeps the times outlive it.
class Topology {
 public:
  Topology(const config::Settings& settings, io::Source& source, io::Sink& sink, const record::Clock& clock,
           flow::Listener& listener, flow::Times times, std::function<void()> ended);
  ~Topology();

  [[nodiscard]] flow::Engine& engine() { return engine_; }
  [[nodiscard]] static std::vector<std::string> stages() { return {"normalise"}; }  // in their order

 private:
  normalise::Normalise normalise_;
  flow::ThreadPool source_lane_;
  flow::ThreadPool normalise_pool_;
  flow::ThreadPool sink_lane_;
  flow::Engine engine_;
};

// Threads of each parallel stage.
[[nodiscard]] std::size_t workers_of(const config::Settings& settings);

}  // namespace tidings::daemon
