#include "daemon/reload.h"

#include <spdlog/spdlog.h>

#include <sstream>
#include <string>

namespace tidings::daemon {

std::optional<config::Changes> Reload::read() {
  auto loaded = load_();
  if (!loaded.problems.empty()) {
    std::istringstream lines(config::render(loaded.file, std::move(loaded.problems)));
    for (std::string line; std::getline(lines, line);) spdlog::error("reload: {}", line);
    spdlog::error("reload: nothing is changed; the configuration that was is kept");
    return std::nullopt;
  }
  auto changes = config::changes_between(running_, loaded.settings);
  for (const auto& path : changes.taken) spdlog::info("reload: {} takes effect", path);
  for (const auto& path : changes.deferred) spdlog::warn("reload: {} has changed and needs a restart", path);
  if (changes.taken.empty() && changes.deferred.empty()) spdlog::info("reload: nothing has changed");
  running_ = changes.settings;
  return changes;
}

}  // namespace tidings::daemon
