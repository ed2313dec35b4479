#include "pipeline/metrics/daemon.h"

namespace tidings::metrics {
namespace {

constexpr Name kBuildInfo{"tidings_build_info", "Always 1; the labels say what is running."};
constexpr Name kReady{"tidings_ready", "1 where /readyz says yes."};
constexpr Name kReloadSuccessful{"tidings_config_last_reload_successful",
                                 "1 unless the configuration could not be read when it was last reloaded."};
constexpr Name kReload{"tidings_config_last_reload_timestamp_seconds", "When the configuration was last taken over."};

constexpr Name kConnections{"tidings_admin_connections", "Open connections of the HTTP server."};
constexpr Name kDropped{"tidings_admin_dropped_connections_total",
                        "Connections that the HTTP server closed by itself."};
constexpr Name kRequests{"tidings_admin_requests_total", "Requests that the HTTP server answered."};

}  // namespace

DaemonSeries::DaemonSeries(Registry& registry, const std::string& version, const std::string& librdkafka)
    : ready(registry.gauge(kReady)),
      last_reload_successful(registry.gauge(kReloadSuccessful)),
      last_reload(registry.gauge(kReload)) {
  registry.gauge(kBuildInfo, {{"version", version}, {"librdkafka", librdkafka}}).set(1);
}

AdminSeries::AdminSeries(Registry& registry)
    : connections(registry.gauge(kConnections)),
      dropped_limit(registry.counter(kDropped, {{"reason", "limit"}})),
      dropped_timeout(registry.counter(kDropped, {{"reason", "timeout"}})),
      registry_(registry) {}

void AdminSeries::count(const std::string& path, unsigned code) {
  registry_.counter(kRequests, {{"path", path}, {"code", std::to_string(code)}}).add();
}

}  // namespace tidings::metrics
