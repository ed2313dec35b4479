#pragma once

#include <filesystem>
#include <string>

#include "pipeline/record/result.h"

namespace tidings::config {

// A password or key. It has no way into a log, a message or JSON by accident: reveal() is the only way out.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] const std::string& reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

// The content of a file such as Docker and Kubernetes mount, without a line end behind it. kBadInput with a detail that
// names the file and never its content: not readable, empty, longer than 64 KiB, or holding NUL.
[[nodiscard]] record::Result<Secret> read_secret(const std::filesystem::path& file);

}  // namespace tidings::config
