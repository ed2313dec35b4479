#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/file.h"
#include "pipeline/io/files/finder.h"
#include "pipeline/io/files/options.h"

namespace tidings::io::files {

// A watched folder. What is there at the start comes by bytewise name, later files when they are complete: renamed into
// the folder, or closed after writing. Only regular files right in the folder count; names beginning with a dot do not.
// When more files wait than are kept in mind, or the kernel has lost events, the folder is listed again.
class Spool final : public Finder {
 public:
  // Makes the folder where it is missing. `drain`: be exhausted when nothing is there.
  static record::Result<std::unique_ptr<Finder>> open(std::filesystem::path folder, bool drain, Known known, Warn warn);

  record::Result<void> look() override;
  Waiting& waiting() override { return waiting_; }
  void again(const std::string& name) override { rescan_ = !waiting_.add(name) || rescan_; }
  [[nodiscard]] int descriptor() const override { return watch_.get(); }
  [[nodiscard]] bool exhausted() const override { return drain_ && !rescan_ && waiting_.names().empty(); }
  [[nodiscard]] bool present() const override;

 private:
  Spool(std::filesystem::path folder, bool drain, Known known, Warn warn);
  record::Result<void> watch();
  record::Result<void> take_events();
  void take_event(std::uint32_t what, const std::string& name);
  record::Result<void> scan();

  std::filesystem::path folder_;
  bool drain_;
  Known known_;
  Warn warn_;
  Fd watch_;
  std::uint64_t inode_ = 0;  // of the folder that is watched
  bool rescan_ = true;
  bool told_of_folders_ = false;
  Waiting waiting_;
};

}  // namespace tidings::io::files
