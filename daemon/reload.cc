#include "daemon/reload.h"

#include <spdlog/spdlog.h>

#include <sstream>
#include <utility>

namespace tidings::daemon {
namespace {

std::nullopt_t keep_all(const std::string& problems, std::string_view what) {
  std::istringstream lines(problems);
  for (std::string line; std::getline(lines, line);) spdlog::error("reload: {}", line);
  spdlog::error("reload: nothing is changed; the {} that was is kept", what);
  return std::nullopt;
}

}  // namespace

std::optional<Reload::Read> Reload::read() {
  auto loaded = load_();
  if (!loaded.problems.empty()) {
    return keep_all(config::render(loaded.file, std::move(loaded.problems)), "configuration");
  }
  Read read{config::changes_between(running_, loaded.settings), nullptr};
  const auto& [settings, taken, deferred] = read.changes;
  if (!coder_.empty()) {
    auto known = load_knowledge_(settings);
    if (!known.knowledge) return keep_all(known.problems, "lexicon");
    if (known.knowledge->hash != coder_) read.knowledge = std::move(known.knowledge);
  }
  for (const auto& path : taken) spdlog::info("reload: {} takes effect", path);
  for (const auto& path : deferred) spdlog::warn("reload: {} has changed and needs a restart", path);
  if (read.knowledge) {
    spdlog::info("reload: the lexicon has changed; what is read from now on has the coder {}", read.knowledge->hash);
    coder_ = read.knowledge->hash;
  }
  if (taken.empty() && deferred.empty() && !read.knowledge) spdlog::info("reload: nothing has changed");
  running_ = settings;
  return read;
}

}  // namespace tidings::daemon
