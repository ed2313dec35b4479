#pragma once

#include <filesystem>

#include "pipeline/record/result.h"

namespace tidings::store {

// Keeps a folder for one process (and, in it, one owner) by an advisory lock on `folder/lock`, which holds the owner's
// process id. The lock ends with its owner, however that dies.
class FolderLock {
 public:
  // Makes the folder where it is missing. Errors: in_use (and by whom), unwritable.
  static record::Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace tidings::store
