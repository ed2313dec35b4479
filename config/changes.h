#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"

namespace tidings::config {

// An option as it stands in YAML; nothing where there is no such option.
[[nodiscard]] std::optional<std::string> value_of(const Settings& settings, std::string_view path);

// What a file that was read again asks for.
struct Changes {
  Settings settings;                  // the old ones, with what can be changed while the daemon runs
  std::vector<std::string> taken;     // paths of options that have changed and take effect
  std::vector<std::string> deferred;  // that have changed and need a restart
};
[[nodiscard]] Changes changes_between(const Settings& running, const Settings& wanted);

}  // namespace tidings::config
