#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tidings::daemon {

namespace route {
inline constexpr std::string_view kMetrics = "/metrics";
inline constexpr std::string_view kHealth = "/healthz";
inline constexpr std::string_view kReady = "/readyz";
inline constexpr std::string_view kStatus = "/v1/status";
inline constexpr std::string_view kIncidents = "/v1/incidents";
inline constexpr std::string_view kIncident = "/v1/incidents/";  // and an id
}  // namespace route

// A path as a metric's label: one of ours, or "other".
[[nodiscard]] inline std::string_view route_label(std::string_view path) {
  constexpr std::array kRoutes = {route::kMetrics, route::kHealth, route::kReady, route::kStatus, route::kIncidents};
  if (path.starts_with(route::kIncident)) return "/v1/incidents/:id";
  return std::find(kRoutes.begin(), kRoutes.end(), path) == kRoutes.end() ? "other" : path;
}

}  // namespace tidings::daemon
