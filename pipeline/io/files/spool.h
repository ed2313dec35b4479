#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/file.h"
#include "pipeline/io/files/finder.h"
#include "pipeline/io/files/identity.h"
#include "pipeline/io/files/options.h"

namespace tidings::io::files {

// A watched folder. What is there at the start comes by bytewise name, later files when they are complete: renamed into
// the folder, or closed after writing. Only regular files right in the folder count; names beginning with a dot do not.
// When more files wait than are kept in mind, or the kernel has lost events, the folder is listed again. A file that is
// found in a listing and not by an event may still be in the writing: where the kernel does not tell, it must have been
// quiet for a while.
class Spool final : public Finder {
 public:
  using Clock = std::chrono::steady_clock;

  // Makes the folder where it is missing. `drain`: be exhausted when nothing is there.
  static record::Result<std::unique_ptr<Finder>> open(std::filesystem::path folder, bool drain, Clock::duration quiet,
                                                      Known known, Warn warn);

  record::Result<void> look() override;
  Waiting& waiting() override { return waiting_; }
  void again(const std::string& name) override { rescan_ = !waiting_.add(name) || rescan_; }
  [[nodiscard]] int descriptor() const override { return watch_.get(); }
  [[nodiscard]] bool exhausted() const override {
    return drain_ && !rescan_ && young_.empty() && waiting_.names().empty();
  }
  [[nodiscard]] bool present() const override;

 private:
  // A file of which nobody can say whether it is complete, and since when it looks like this.
  struct Young {
    Identity identity;
    Clock::time_point since;
  };

  Spool(std::filesystem::path folder, bool drain, Clock::duration quiet, Known known, Warn warn);
  record::Result<void> watch();
  record::Result<void> take_events();
  void take_event(std::uint32_t what, const std::string& name);
  record::Result<void> scan();
  [[nodiscard]] bool is_complete(const std::string& name);
  void look_at_young();

  std::filesystem::path folder_;
  bool drain_;
  Clock::duration quiet_;
  Known known_;
  Warn warn_;
  Fd watch_;
  std::uint64_t inode_ = 0;  // of the folder that is watched
  bool rescan_ = true;
  bool told_of_folders_ = false;
  Waiting waiting_;
  std::map<std::string, Young> young_;
  Clock::time_point young_looked_at_;
};

}  // namespace tidings::io::files
