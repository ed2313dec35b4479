#pragma once

#include <functional>
#include <optional>

#include "config/changes.h"
#include "config/load.h"

namespace tidings::daemon {

using LoadSettings = std::function<config::Loaded()>;

// The configuration of a running daemon, read again when it is asked for. One thread.
class Reload {
 public:
  Reload(config::Settings running, LoadSettings load) : running_(std::move(running)), load_(std::move(load)) {}

  // Says in the log, option by option, what takes effect and what needs a restart. Nothing where the file has a
  // problem: each is logged, and everything stays as it is.
  [[nodiscard]] std::optional<config::Changes> read();

  [[nodiscard]] const config::Settings& running() const { return running_; }

 private:
  config::Settings running_;
  LoadSettings load_;
};

}  // namespace tidings::daemon
