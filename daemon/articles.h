#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/record/document.h"
#include "pipeline/record/input.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// A folder that is thrown away with this.
class Scratchpad {
 public:
  static record::Result<std::unique_ptr<Scratchpad>> make();
  ~Scratchpad();
  Scratchpad(const Scratchpad&) = delete;
  Scratchpad& operator=(const Scratchpad&) = delete;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit Scratchpad(std::filesystem::path folder) : folder_(std::move(folder)) {}
  const std::filesystem::path folder_;
};

// The pattern of the file source that matches the file of that very name.
[[nodiscard]] std::string pattern_of(const std::filesystem::path& file);

// Calls `visit` for each record of the files, read and cleaned as the daemon reads and cleans them, in its order.
using Visit = std::function<void(record::Input& input, const record::Result<record::Document>& document)>;
[[nodiscard]] record::Result<void> read_articles(std::vector<std::string> patterns, const Scratchpad& scratchpad,
                                                 const Visit& visit);

}  // namespace tidings::daemon
