#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/result.h"

namespace tidings::daemon {

inline constexpr std::string_view kBadParameter = "bad_parameter";  // code of an error: kBadInput

struct Parameter {
  std::string name;
  std::string value;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

// What stands behind the question mark of a URL, "a=1&b=x%20y", decoded as forms encode it: a plus is a space. Names
// and values are UTF-8 without control characters; each name comes once. kBadParameter where they are not.
[[nodiscard]] record::Result<std::vector<Parameter>> parameters_of(std::string_view query);

}  // namespace tidings::daemon
