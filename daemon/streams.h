#pragma once

#include <string>
#include <vector>

#include "config/settings.h"
#include "pipeline/record/message.h"

namespace tidings::daemon {

// Whether any record of the stream is ever published.
[[nodiscard]] bool publishes(const config::StreamSettings& streams, record::Stream stream);

// Whether articles are coded at all; it costs twenty times what cleaning them costs.
[[nodiscard]] bool codes(const config::StreamSettings& streams);

}  // namespace tidings::daemon
