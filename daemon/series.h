#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"
#include "daemon/health.h"
#include "daemon/http_server.h"
#include "pipeline/flow/engine.h"
#include "pipeline/flow/times.h"
#include "pipeline/metrics/correlate.h"
#include "pipeline/metrics/daemon.h"
#include "pipeline/metrics/extract.h"
#include "pipeline/metrics/flow.h"
#include "pipeline/metrics/kafka.h"
#include "pipeline/metrics/process.h"

namespace tidings::daemon {

// All series of the daemon. What the engine counts anyhow is copied when somebody looks; only times are told by the
// engine itself.
class Series final : public HttpListener {
 public:
  // `stages`: the names of the stages, in their order.
  Series(const config::Settings& settings, const std::vector<std::string>& stages);

  [[nodiscard]] flow::Times times() const;
  [[nodiscard]] const metrics::ExtractSeries& extract() const { return extract_; }
  [[nodiscard]] const metrics::CorrelateSeries& correlate() const { return correlate_; }
  void rejected(std::string_view stage, std::string_view reason);  // the engine's sink lane
  void reloaded(bool successful);

  // Once a second, from one thread: how busy the parts were since the last time.
  void measure_utilization(const flow::Engine& engine);

  // From one thread.
  void refresh(const flow::Engine& engine);
  void refresh(const Health& health);
  [[nodiscard]] std::string text();

  metrics::Registry& registry() { return registry_; }

  void answered(std::string_view path, unsigned status) override;
  void open_connections(std::size_t number) override { admin_.connections.set(static_cast<double>(number)); }
  void dropped_for_room() override { admin_.dropped_limit.add(); }
  void dropped_for_time() override { admin_.dropped_timeout.add(); }

 private:
  struct Busy {
    std::int64_t nanoseconds = 0;
    double share = 0;
  };
  metrics::Registry registry_;
  metrics::DaemonSeries daemon_;
  metrics::AdminSeries admin_;
  metrics::ProcessSeries process_;
  metrics::SourceSeries source_;
  metrics::SinkSeries sink_;
  std::vector<std::unique_ptr<metrics::ComponentSeries>> stages_;
  std::vector<metrics::StageSeries> queues_;  // of the stages and the sink
  metrics::FlowSeries flow_;
  metrics::ExtractSeries extract_;
  metrics::CorrelateSeries correlate_;
  metrics::Histogram drain_;  // nothing where the source knows no partitions of others
  std::map<std::string, const metrics::ComponentSeries*, std::less<>> by_name_;
  std::vector<Busy> busy_;  // as queues_; the measuring thread's
  std::chrono::steady_clock::time_point measured_ = std::chrono::steady_clock::now();
};

// "spool", "files", …; of a sink "files" or "kafka".
[[nodiscard]] std::string source_kind(const config::Settings& settings);
[[nodiscard]] std::string sink_kind(const config::Settings& settings);

}  // namespace tidings::daemon
