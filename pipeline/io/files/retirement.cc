#include "pipeline/io/files/retirement.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "pipeline/io/files/file.h"

namespace tidings::io::files {

using record::Result;

Retirement::Outcome Retirement::retire(const Admitted& file) {
  const auto path = file.path();
  const auto now = Identity::at(path);
  if (!now) return missing(file, errno);
  if (!now->same_file(file.identity)) return Outcome::kOther;
  if (file.after == After::kKeep) return now->same_state(file.identity) ? Outcome::kStays : Outcome::kOther;
  if (!now->same_state(file.identity) && !file.changed) return Outcome::kGrown;
  if (file.after == After::kMove || file.preserve) return move(file);
  if (::unlink(path.c_str()) != 0) return stays(file, errno);
  touched_.insert(path.parent_path());
  return Outcome::kGone;
}

// While its folder is away, or another has the name of the folder, a missing file says nothing: it may come back.
Retirement::Outcome Retirement::missing(const Admitted& file, int error) {
  const bool gone = error == 0 || error == ENOENT || error == ENOTDIR;
  const auto place = Identity::of_folder(file.path().parent_path());
  const bool same_place = place && (file.place.inode == 0 || place->same_file(file.place));
  return gone && same_place ? Outcome::kGone : Outcome::kStays;
}

Retirement::Outcome Retirement::move(const Admitted& file) {
  const auto folder = std::filesystem::path(file.folder) / (file.preserve ? ".failed" : ".done");
  auto to = folder / file.name;
  for (int attempt = 0; attempt < 100; ++attempt) {
    if (::renameat2(AT_FDCWD, file.path().c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
      touched_.insert(folder);
      touched_.insert(file.folder);
      return Outcome::kGone;
    }
    if (errno == ENOENT && ::mkdir(folder.c_str(), 0755) == 0) continue;
    if (errno != EEXIST) return stays(file, errno);
    // A name that came before: the sequence is its own, unless the state is younger than the folder.
    to = folder /
         (file.name + "." + std::to_string(file.sequence) + (attempt == 0 ? "" : "." + std::to_string(attempt)));
  }
  return stays(file, EEXIST);
}

Retirement::Outcome Retirement::stays(const Admitted& file, int error) {
  if (!warned_ && warn_) {
    warn_(error_of(error, "move away or delete", file.path()).detail +
          "; it and others like it stay and are not read again");
  }
  warned_ = true;
  return Outcome::kStays;
}

Result<void> Retirement::settle() {
  for (const auto& folder : touched_) {
    if (auto synced = sync_folder(folder); !synced) return synced;
  }
  touched_.clear();
  return {};
}

}  // namespace tidings::io::files
