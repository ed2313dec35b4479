#include "pipeline/io/files/identity.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>

namespace tidings::io::files {
namespace {

template <typename Number>
bool take(std::string_view& bytes, Number& number) {
  const auto [end, failed] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), number);
  if (failed != std::errc{} || end == bytes.data() + bytes.size() || *end != ' ') return false;
  bytes.remove_prefix(static_cast<std::size_t>(end - bytes.data()) + 1);
  return true;
}

std::int64_t nanoseconds(const struct statx_timestamp& time) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return time.tv_sec * kNanoseconds + time.tv_nsec;
}

std::optional<Identity> look(int folder, const char* path, int flags, unsigned kind) {
  struct statx status {};
  if (::statx(folder, path, flags, STATX_BASIC_STATS | STATX_BTIME, &status) != 0) return std::nullopt;
  errno = 0;
  if ((status.stx_mode & S_IFMT) != kind) return std::nullopt;
  const bool birth_known = (status.stx_mask & STATX_BTIME) != 0;
  return Identity{status.stx_size, nanoseconds(status.stx_mtime), status.stx_ino,
                  birth_known ? nanoseconds(status.stx_btime) : 0};
}

}  // namespace

std::optional<Identity> Identity::at(const std::filesystem::path& path) {
  return look(AT_FDCWD, path.c_str(), 0, S_IFREG);
}

std::optional<Identity> Identity::of_folder(const std::filesystem::path& path) {
  auto folder = look(AT_FDCWD, path.empty() ? "." : path.c_str(), 0, S_IFDIR);
  if (folder) folder->bytes = 0;
  if (folder) folder->modified_ns = 0;
  return folder;
}

std::optional<Identity> Identity::of(int descriptor) { return look(descriptor, "", AT_EMPTY_PATH, S_IFREG); }

std::chrono::nanoseconds Identity::age() const {
  return std::chrono::system_clock::now().time_since_epoch() - std::chrono::nanoseconds(modified_ns);
}

std::string Identity::encode() const {
  auto encoded = std::to_string(bytes) + " " + std::to_string(modified_ns) + " ";
  if (born_ns != 0) encoded += "@" + std::to_string(born_ns) + " ";  // older states do not have it
  return encoded + std::to_string(inode) + " ";
}

std::optional<Identity> Identity::decode(std::string_view& bytes) {
  Identity identity;
  if (!take(bytes, identity.bytes) || !take(bytes, identity.modified_ns)) return std::nullopt;
  if (bytes.starts_with('@')) {
    bytes.remove_prefix(1);
    if (!take(bytes, identity.born_ns)) return std::nullopt;
  }
  if (!take(bytes, identity.inode)) return std::nullopt;
  return identity;
}

}  // namespace tidings::io::files
