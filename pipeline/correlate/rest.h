#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/correlate/incident.h"
#include "pipeline/correlate/input_clock.h"
#include "pipeline/record/result.h"

namespace tidings::correlate {

// What of the state is neither incident nor index nor article.
struct Rest {
  InputClock clock;
  Number next = 1;  // of the incident to be opened
  std::uint64_t next_seen = 0;
  std::uint64_t oldest_seen = 0;
};

[[nodiscard]] std::string encode(const Rest& rest);

// kFatal: kCorrupt or kNewer, as read_incident(); kOlder where an earlier tidings wrote them otherwise.
[[nodiscard]] record::Result<Rest> read_rest(std::string_view bytes);

}  // namespace tidings::correlate
