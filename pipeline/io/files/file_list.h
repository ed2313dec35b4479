#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/finder.h"

namespace tidings::io::files {

// Files named by paths and glob patterns, each once, by bytewise name; found once, at the start. Their names are held
// in memory all together.
class FileList final : public Finder {
 public:
  // kFatal (no_such_file) where a pattern matches no file.
  static record::Result<std::unique_ptr<Finder>> open(const std::vector<std::string>& patterns, const Known& known);

  record::Result<void> look() override;
  Waiting& waiting() override { return waiting_; }
  void again(const std::string& name) override { names_.push_back(name); }
  [[nodiscard]] bool exhausted() const override { return names_.empty() && waiting_.names().empty(); }

 private:
  std::deque<std::string> names_;
  Waiting waiting_;
};

}  // namespace tidings::io::files
