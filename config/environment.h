#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::config {

// The value of an environment variable; nothing where it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

[[nodiscard]] Environment process_environment();

struct Expanded {
  std::string text;
  std::string problem;  // empty where all went well
};

// Replaces ${NAME} by the variable and ${NAME:-default} by the default where it is not set or empty; $${ stands for ${.
// What comes out is not looked at again. A variable that is not set and has no default is a problem.
[[nodiscard]] Expanded expand(std::string_view text, const Environment& environment);

}  // namespace tidings::config
