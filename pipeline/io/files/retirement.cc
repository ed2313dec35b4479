#include "pipeline/io/files/retirement.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "pipeline/io/files/file.h"

namespace tidings::io::files {

using record::Result;

namespace {

std::filesystem::path hidden_path(const Admitted& file) {
  return file.path().parent_path() / (".leaving." + std::to_string(file.sequence));
}

// Not over another file, also where the file system does not know such a renaming. The error: errno.
bool rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

}  // namespace

Retirement::Outcome Retirement::retire(const Admitted& file) {
  const bool leaves = file.after != After::kKeep;
  if (const auto left = leaves ? Identity::at(hidden_path(file)) : std::nullopt) {  // a crash came between
    if (left->same_file(file.identity)) return dispose(file);
    if (put_back(file, Outcome::kOther) == Outcome::kStays) return Outcome::kStays;
  }
  const auto now = Identity::at(file.path());
  if (!now) return missing(file, errno);
  if (!now->same_file(file.identity)) return Outcome::kOther;
  if (!leaves) return file.held_by(file.path(), *now) ? Outcome::kStays : Outcome::kOther;
  if (!file.changed && !file.held_by(file.path(), *now)) return Outcome::kGrown;
  if (!rename_new(file.path(), hidden_path(file))) return stays(file, errno);
  return dispose(file);
}

Retirement::Outcome Retirement::dispose(const Admitted& file) {
  const auto now = Identity::at(hidden_path(file));
  if (!now || !now->same_file(file.identity)) return put_back(file, Outcome::kOther);
  if (!file.changed && !file.held_by(hidden_path(file), *now)) return put_back(file, Outcome::kGrown);
  if (file.after == After::kMove || file.preserve) return move(file);
  if (::unlink(hidden_path(file).c_str()) != 0) return stays(file, errno);
  touched_.insert(file.path().parent_path());
  return Outcome::kGone;
}

// Where another file has its place by now, it gets a name that ends the same, so that it is read in the same way.
Retirement::Outcome Retirement::put_back(const Admitted& file, Outcome outcome) {
  touched_.insert(file.path().parent_path());
  if (rename_new(hidden_path(file), file.path())) return outcome;
  const auto beside = std::to_string(file.sequence) + "-" + file.path().filename().string();
  if (rename_new(hidden_path(file), file.path().parent_path() / beside)) return outcome;
  return stays(file, errno);
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
    if (rename_new(hidden_path(file), to)) {
      touched_.insert(folder);
      touched_.insert(file.folder);
      return Outcome::kGone;
    }
    if (errno == ENOENT && ::mkdir(folder.c_str(), 0755) == 0) continue;
    if (errno != EEXIST) break;
    // A name that came before: the sequence is its own, unless the state is younger than the folder.
    to = folder /
         (file.name + "." + std::to_string(file.sequence) + (attempt == 0 ? "" : "." + std::to_string(attempt)));
  }
  const int error = errno;
  (void)put_back(file, Outcome::kStays);
  return stays(file, error);
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
