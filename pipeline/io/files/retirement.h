#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "pipeline/io/files/admitted.h"
#include "pipeline/io/files/options.h"
#include "pipeline/record/result.h"

namespace tidings::io::files {

// What becomes of files that are wholly done. A file that is to leave gets a hidden name of its own first: what has
// that name nobody else puts another file in the place of, so what was looked at is what goes.
class Retirement {
 public:
  explicit Retirement(Warn warn) : warn_(std::move(warn)) {}

  enum class Outcome : std::uint8_t {
    kGone,   // it is not in its place any more, and the place is there
    kStays,  // kept, or it could not be moved, of which is warned once, or nobody can say; to be remembered
    kOther,  // another file has its place: to be forgotten and looked at anew
    kGrown,  // the same file with other content: to be remembered and looked at anew
  };
  Outcome retire(const Admitted& file);

  // Makes what was done durable; before the files are forgotten.
  record::Result<void> settle();

 private:
  static Outcome missing(const Admitted& file, int error);
  Outcome dispose(const Admitted& file);
  Outcome move(const Admitted& file);
  Outcome put_back(const Admitted& file, Outcome outcome);
  Outcome stays(const Admitted& file, int error);

  Warn warn_;
  bool warned_ = false;
  std::set<std::filesystem::path> touched_;
};

}  // namespace tidings::io::files
