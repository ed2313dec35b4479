#include "pipeline/io/files/identity.h"

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

}  // namespace

Identity Identity::of(const struct stat& status) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return {static_cast<std::uint64_t>(status.st_size), status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec,
          status.st_ino};
}

std::optional<Identity> Identity::at(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  errno = 0;
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return of(status);
}

std::string Identity::encode() const {
  return std::to_string(bytes) + " " + std::to_string(modified_ns) + " " + std::to_string(inode) + " ";
}

std::optional<Identity> Identity::decode(std::string_view& bytes) {
  Identity identity;
  if (!take(bytes, identity.bytes) || !take(bytes, identity.modified_ns) || !take(bytes, identity.inode)) {
    return std::nullopt;
  }
  return identity;
}

}  // namespace tidings::io::files
