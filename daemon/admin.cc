#include "daemon/admin.h"

#include <spdlog/spdlog.h>

#include "config/listen.h"
#include "daemon/incident_answers.h"
#include "daemon/routes.h"
#include "daemon/status.h"

namespace tidings::daemon {
namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kText = "text/plain; charset=utf-8";
constexpr const char* kIndex = "/metrics\n/healthz\n/readyz\n/v1/status\n/v1/incidents\n";

HttpLimits limits_of(const config::AdminSettings& settings) {
  return {.connections = settings.max_connections, .timeout = settings.timeout};
}

}  // namespace

Admin::Admin(const config::Settings& settings, const std::vector<std::string>& stages, const record::Clock& clock,
             flow::Listener& log)
    : settings_(settings), series_(settings, stages), health_(log, clock) {}

record::Result<void> Admin::listen() {
  if (settings_.admin.listen == config::kListenOff) return {};
  const auto at = config::parse_listen(settings_.admin.listen);
  record::ensure(at.has_value(), "the settings were checked");
  auto server = HttpServer::open(
      *at, limits_of(settings_.admin), [this](const HttpTarget& target) { return answer(target); }, series_);
  if (!server) return std::move(server).error();
  server_ = std::move(*server);
  spdlog::info("metrics, health and status on http://{}", config::print_listen(server_->address()));
  return {};
}

void Admin::watch(const flow::Engine& engine, const Edges& edges) {
  {
    const std::lock_guard lock(reading_);
    store_ = edges.store.get();
  }
  const std::lock_guard lock(mutex_);
  engine_ = &engine;
  route_ = edges.route;
  kafka_.emplace(series_.registry(), settings_, edges);
  if (edges.kafka_source != nullptr) health_.ask("source", [source = edges.kafka_source] { return source->trouble(); });
  if (edges.kafka_sink != nullptr) health_.ask("sink", [sink = edges.kafka_sink] { return sink->trouble(); });
}

void Admin::forget() {
  health_.forget_edges();
  {
    const std::lock_guard lock(reading_);
    store_ = nullptr;
  }
  const std::lock_guard lock(mutex_);
  engine_ = nullptr;
  kafka_.reset();
}

void Admin::tick() {
  health_.beat();
  const std::lock_guard lock(mutex_);
  if (engine_ == nullptr) return;
  if (!engine_->stalled()) health_.moves_again();
  series_.measure_utilization(*engine_);
}

void Admin::set_limits(const config::AdminSettings& settings) {
  if (server_) server_->set_limits(limits_of(settings));
}

void Admin::rejected(const record::Input& input, std::string_view stage, const record::Error& error) {
  series_.rejected(stage, error.code);
  health_.rejected(input, stage, error);
}

HttpAnswer Admin::answer(const HttpTarget& target) {
  const auto path = target.path;
  if (path == route::kMetrics) return metrics();
  if (path == route::kHealth) {
    if (health_.wedged()) return {503, kText, "wedged: only a restart helps\n"};
    return {200, kText, "ok\n"};
  }
  if (path == route::kReady) {
    const auto troubles = health_.troubles();
    return {troubles.empty() ? 200U : 503U, kJson, readiness_json(troubles)};
  }
  if (path == route::kStatus) return status();
  if (path == route::kIncidents || path.starts_with(route::kIncident)) return incidents(target);
  return {404, kText, kIndex};
}

HttpAnswer Admin::metrics() {
  {
    const std::lock_guard lock(mutex_);
    if (engine_ != nullptr) series_.refresh(*engine_);
    if (kafka_) kafka_->refresh();
  }
  series_.refresh(health_);
  return {200, metrics::kContentType, series_.text()};
}

HttpAnswer Admin::status() const {
  const std::lock_guard lock(mutex_);
  const auto uptime = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start_);
  return {200, kJson, status_json({settings_, health_, engine_, route_, uptime})};
}

HttpAnswer Admin::incidents(const HttpTarget& target) const {
  if (!settings_.streams.updates) return refusal(404, "not_joined", "streams.updates is off: nothing is joined here");
  const std::lock_guard lock(reading_);
  if (store_ == nullptr) return refusal(503, "not_running", "the state is not open yet, or not any more");
  const auto retention = settings_.correlate.retention;
  if (target.path == route::kIncidents) return list_incidents(*store_, retention, target.query);
  return show_incident(*store_, retention, target.path.substr(route::kIncident.size()));
}

}  // namespace tidings::daemon
