#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"
#include "daemon/edges.h"
#include "daemon/health.h"
#include "daemon/http_server.h"
#include "daemon/kafka_series.h"
#include "daemon/series.h"
#include "pipeline/flow/engine.h"

namespace tidings::daemon {

// The eyes on the daemon: health and series, and the HTTP server that shows them. It is there before the flow and after
// it; what the flow has to tell is shown between watch() and forget(). Listens to the engine on the way to the log.
class Admin final : public flow::Listener {
 public:
  // All outlive it. `stages`: names, in the order of the flow.
  Admin(const config::Settings& settings, const std::vector<std::string>& stages, const record::Clock& clock,
        flow::Listener& log);

  // As the settings say; without a server where they say "off". Errors as of HttpServer::open.
  [[nodiscard]] record::Result<void> listen();

  void watch(const flow::Engine& engine, const Edges& edges);
  void forget();
  void tick();  // about once a second, from the thread that calls watch()
  void reloaded(bool successful) { series_.reloaded(successful); }
  void set_limits(const config::AdminSettings& settings);

  [[nodiscard]] flow::Times times() const { return series_.times(); }
  [[nodiscard]] const metrics::ExtractSeries& extract_series() const { return series_.extract(); }
  [[nodiscard]] const metrics::CorrelateSeries& correlate_series() const { return series_.correlate(); }
  [[nodiscard]] Health& health() { return health_; }

  void held_up(std::string_view part, const record::Error& error) override { health_.held_up(part, error); }
  void resumed(std::string_view part) override { health_.resumed(part); }
  void rewound(const record::Error& why) override { health_.rewound(why); }
  void stalled(std::string_view part, std::chrono::nanoseconds since) override { health_.stalled(part, since); }
  void rejected(const record::Input& input, std::string_view stage, const record::Error& error) override;
  void failed(const record::Error& error) override { health_.failed(error); }

 private:
  [[nodiscard]] HttpAnswer answer(const HttpTarget& target);
  [[nodiscard]] HttpAnswer metrics();
  [[nodiscard]] HttpAnswer status() const;
  [[nodiscard]] HttpAnswer incidents(const HttpTarget& target) const;

  const config::Settings settings_;
  Series series_;
  Health health_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();

  mutable std::mutex mutex_;  // guards what follows
  const flow::Engine* engine_ = nullptr;
  std::string route_;
  std::optional<KafkaSeries> kafka_;

  mutable std::mutex reading_;  // guards what follows; held while incidents are read, which takes longer
  const store::Store* store_ = nullptr;

  std::unique_ptr<HttpServer> server_;  // last: its thread uses everything above
};

}  // namespace tidings::daemon
