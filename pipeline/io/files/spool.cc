#include "pipeline/io/files/spool.h"

#include <dirent.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <queue>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/writer.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr std::uint32_t kGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

bool is_hidden(std::string_view name) { return name.empty() || name.front() == '.'; }

bool is_regular(const std::filesystem::path& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

Spool::Spool(std::filesystem::path folder, bool drain, Clock::duration quiet, Known known, Warn warn)
    : folder_(std::move(folder)), drain_(drain), quiet_(quiet), known_(std::move(known)), warn_(std::move(warn)) {}

Result<std::unique_ptr<Finder>> Spool::open(std::filesystem::path folder, bool drain, Clock::duration quiet,
                                            Known known, Warn warn) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    if (auto made = make_folder(folder); !made) return made.error();
  }
  std::unique_ptr<Spool> spool(new Spool(std::move(folder), drain, quiet, std::move(known), std::move(warn)));
  if (auto watched = spool->watch(); !watched) return watched.error();
  return std::unique_ptr<Finder>(std::move(spool));
}

bool Spool::present() const {
  struct stat status {};
  return ::stat(folder_.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_ino == inode_;
}

Result<void> Spool::watch() {
  watch_ = Fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!watch_) return error_of(errno, "watch", folder_);
  constexpr std::uint32_t kWhat = IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
  struct stat status {};
  if (::inotify_add_watch(watch_.get(), folder_.c_str(), kWhat) < 0 || ::stat(folder_.c_str(), &status) != 0) {
    auto error = error_of(errno, "watch", folder_);
    watch_ = Fd();
    if (error.code == code::kUnwritable) error.code = code::kUnreadable;
    return error;
  }
  inode_ = status.st_ino;
  rescan_ = true;
  return {};
}

Result<void> Spool::look() {
  if (watch_) {
    if (auto taken = take_events(); !taken) return taken;
  }
  if (!watch_) {
    if (auto watched = watch(); !watched) {
      return Error{Fault::kTransient, code::kSpoolGone, "the spool is gone: " + watched.error().detail};
    }
  }
  if (!young_.empty()) look_at_young();
  if (rescan_ && waiting_.names().empty()) return scan();
  return {};
}

Result<void> Spool::take_events() {
  alignas(inotify_event) std::array<char, 64 * 1024> buffer;
  for (;;) {
    const auto got = ::read(watch_.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EAGAIN) return {};
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return error_of(errno, "watch", folder_);
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const std::string name = event.len > 0 ? buffer.data() + at + sizeof event : "";
      at += sizeof event + event.len;
      take_event(event.mask, name);
      if (!watch_) return {};
    }
  }
}

void Spool::take_event(std::uint32_t what, const std::string& name) {
  if ((what & kGone) != 0) {
    watch_ = Fd();  // look() tries to watch whatever has the name now
    return;
  }
  if ((what & IN_Q_OVERFLOW) != 0) {
    rescan_ = true;
    return;
  }
  if (is_hidden(name)) return;
  if ((what & IN_ISDIR) != 0) {
    if (!told_of_folders_ && warn_) warn_("folders inside the spool are not read: " + (folder_ / name).string());
    told_of_folders_ = true;
    return;
  }
  // The listing that is owed will find it in its place: put in now, it would come before files that were there first.
  if (rescan_) return;
  const auto path = folder_ / name;
  if (!is_regular(path) || has_writer(path) == Writer::kYes) return;
  if (!waiting_.add(name)) rescan_ = true;
}

// Of a file of which no event told. The closing of one that is being written will be an event.
bool Spool::is_complete(const std::string& name) {
  const auto writer = has_writer(folder_ / name);
  const auto identity = Identity::at(folder_ / name);
  const auto known = young_.find(name);
  if (writer == Writer::kUnknown && identity) {
    const auto now = Clock::now();
    if (known == young_.end()) {
      if (identity->age() >= quiet_) return true;
      if (young_.size() < Waiting::kMost) young_.emplace(name, Young{*identity, now});
      rescan_ = rescan_ || !young_.contains(name);
      return false;
    }
    // By our own clock from here on: the time of a file may lie in the future.
    if (known->second.identity != *identity) known->second = {*identity, now};
    if (now - known->second.since < quiet_) return false;
  }
  if (known != young_.end()) young_.erase(known);
  return writer != Writer::kYes && identity.has_value();
}

void Spool::look_at_young() {
  if (Clock::now() - young_looked_at_ < quiet_ / 8) return;
  young_looked_at_ = Clock::now();
  std::vector<std::string> names;
  for (const auto& [name, young] : young_) names.push_back(name);
  for (const auto& name : names) {
    if (known_(name) || !is_regular(folder_ / name)) {
      young_.erase(name);
    } else if (is_complete(name) && !waiting_.add(name)) {
      rescan_ = true;
    }
  }
}

Result<void> Spool::scan() {
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(folder_.c_str()), &::closedir);
  if (!listing) {
    return Error{Fault::kTransient, code::kSpoolGone, "cannot list " + folder_.string() + ": " + std::strerror(errno)};
  }
  rescan_ = false;
  std::priority_queue<std::string> first;  // the bytewise first names, the last of them on top
  while (const dirent* entry = ::readdir(listing.get())) {
    const std::string name = entry->d_name;
    if (is_hidden(name) || (first.size() == Waiting::kMost && name > first.top())) {
      rescan_ = rescan_ || !is_hidden(name);
      continue;
    }
    const auto path = folder_ / name;
    if (known_(name) || !is_regular(path) || !is_complete(name)) continue;
    first.push(name);
    if (first.size() > Waiting::kMost) {
      first.pop();
      rescan_ = true;
    }
  }
  std::vector<std::string> names;
  for (; !first.empty(); first.pop()) names.push_back(first.top());
  for (auto name = names.rbegin(); name != names.rend(); ++name) waiting_.add(*name);
  return {};
}

}  // namespace tidings::io::files
