#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "config/settings.h"
#include "daemon/health.h"
#include "pipeline/flow/engine.h"

namespace tidings::daemon {

// What /v1/status shows besides the health: nothing of it is secret. `engine` may be null, before it is there.
struct StatusView {
  const config::Settings& settings;
  const Health& health;
  const flow::Engine* engine = nullptr;
  std::string route;  // from where to where
  std::chrono::seconds uptime{0};
};

// One JSON object and a line end.
[[nodiscard]] std::string status_json(const StatusView& view);

// {"ready":false,"reasons":[{"part":"sink","reason":"disk_full","detail":"…","for_seconds":12}]} and a line end.
[[nodiscard]] std::string readiness_json(const std::vector<Health::Trouble>& troubles);

}  // namespace tidings::daemon
