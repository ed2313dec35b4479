#include "pipeline/io/files/bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "pipeline/record/reason.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Result;

Error bad(std::string_view reason, std::string detail) { return {record::Fault::kBadInput, reason, std::move(detail)}; }

Error unreadable(const std::string& label, int error) {
  return bad(record::reason::kUnreadable, "cannot read " + label + ": " + std::strerror(error));
}

}  // namespace

Error file_changed(const std::string& label) {
  return bad(record::reason::kFileChanged,
             label + " changed or vanished while it was read; what was not read before is not taken");
}

FileBytes::FileBytes(Fd file, std::filesystem::path path, std::string label, const Identity& identity, Content& content)
    : file_(std::move(file)),
      path_(std::move(path)),
      label_(std::move(label)),
      identity_(identity),
      content_(content) {}

Result<std::unique_ptr<Bytes>> FileBytes::open(const std::filesystem::path& path, std::string label,
                                               const Identity& identity, Content& content) {
  const auto now = Identity::at(path);
  if (!now || !now->same_state(identity)) return file_changed(label);
  // Not to block where a pipe has taken the file's place.
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file && errno == ENOENT) return file_changed(label);
  if (!file) return unreadable(label, errno);
  const auto opened = Identity::of(file.get());
  if (!opened || !opened->same_state(identity)) return file_changed(label);
  ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  content = Content{0, Checksum(), opened->modified_ns};
  return std::unique_ptr<Bytes>(new FileBytes(std::move(file), path, std::move(label), identity, content));
}

Result<Got> FileBytes::read(std::span<char> into) {
  // The last look at the file, after its last byte was read, found it as long as this.
  if (content_.bytes > 0 && content_.bytes == identity_.bytes) return Got{};
  ssize_t got = 0;
  do {
    got = ::read(file_.get(), into.data(), into.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) return unreadable(label_, errno);
  // After the bytes are read: had they been written over before, the file would show it now.
  // No other file can have its inode while we hold it open.
  const auto now = Identity::at(path_);
  if (!now || now->inode != identity_.inode || now->bytes != identity_.bytes) return file_changed(label_);
  content_.bytes += static_cast<std::uint64_t>(got);
  content_.checksum.update({into.data(), static_cast<std::size_t>(got)});
  if (!still_holds(*now)) return file_changed(label_);
  return Got{static_cast<std::size_t>(got)};
}

bool FileBytes::still_holds(const Identity& now) {
  if (now.modified_ns == content_.modified_ns) return true;
  if (Checksum::of(file_.get(), content_.bytes) != content_.checksum.value()) return false;
  content_.modified_ns = now.modified_ns;  // not later than what was compared: a write since then shows the next time
  return true;
}

Result<Got> PipeBytes::read(std::span<char> into) {
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, 0) == 0) return Got{0, true};
  const auto got = ::read(descriptor_, into.data(), into.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return Got{0, true};
  if (got < 0) return unreadable("standard input", errno);
  return Got{static_cast<std::size_t>(got)};
}

}  // namespace tidings::io::files
