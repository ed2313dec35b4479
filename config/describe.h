#pragma once

#include <string>

namespace tidings::config {

// config/tidings.yaml: every option with its sentence and its default.
[[nodiscard]] std::string describe_as_yaml();

// docs/schema/config.json: for editors that complete and check YAML while it is written.
[[nodiscard]] std::string describe_as_json_schema();

}  // namespace tidings::config
