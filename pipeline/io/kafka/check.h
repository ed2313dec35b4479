#pragma once

#include <string>
#include <vector>

#include "pipeline/io/kafka/options.h"

namespace tidings::io::kafka {

// What the client would refuse, as far as it can be told without a broker: settings it does not know, values it does
// not take, topics that cannot be told apart. Never a secret.
[[nodiscard]] std::vector<std::string> problems_of(const SourceOptions& options);
[[nodiscard]] std::vector<std::string> problems_of(const SinkOptions& options);

}  // namespace tidings::io::kafka
