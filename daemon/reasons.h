#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/event.h"

namespace tidings::daemon {

// One field of a record, and why it says so.
struct Reason {
  std::string_view field;
  std::string value;
  std::string why;
};

[[nodiscard]] std::string heading_of(const record::Event& event);  // "CONSULT/visit, planned"
[[nodiscard]] std::vector<Reason> reasons_of(const record::Event& event);

[[nodiscard]] std::string heading_of(const record::Quote& quote);  // "quote, direct"
[[nodiscard]] std::vector<Reason> reasons_of(const record::Quote& quote);

}  // namespace tidings::daemon
