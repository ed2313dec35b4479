#pragma once

#include <string>

namespace tidings::io::kafka {

// Of the librdkafka that is loaded: "2.0.2".
[[nodiscard]] std::string client_version();

}  // namespace tidings::io::kafka
