#include "pipeline/io/files/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "pipeline/io/files/code.h"

namespace tidings::io::files {

using record::Error;
using record::Fault;
using record::Result;

Fd::~Fd() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Error error_of(int error, std::string_view what, const std::filesystem::path& path) {
  auto detail = "cannot " + std::string(what) + " " + path.string() + ": " + std::strerror(error);
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return {Fault::kTransient, code::kDiskFull, std::move(detail)};
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOTDIR:
    case EEXIST:
      return {Fault::kFatal, code::kUnwritable, std::move(detail)};
    default:
      return {Fault::kFatal, code::kDiskFailed, std::move(detail)};
  }
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return error_of(failed.value(), "make the folder", folder);
  return {};
}

Result<void> check_writable(const std::filesystem::path& folder) {
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return error_of(errno, "write into", folder);
  return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Fd descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor || ::fsync(descriptor.get()) != 0) return error_of(errno, "sync the folder", folder);
  return {};
}

Result<void> sync_data(int descriptor, const std::filesystem::path& path) {
  if (::fdatasync(descriptor) != 0) return error_of(errno, "sync", path);
  return {};
}

Result<void> write_at(int descriptor, const std::filesystem::path& path, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return error_of(errno, "write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return error_of(errno, "rename to " + to.string(), from);
  return {};
}

Result<std::uint64_t> length_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return static_cast<std::uint64_t>(status.st_size);
  if (errno == ENOENT) return std::uint64_t{0};
  return error_of(errno, "look at", path);
}

}  // namespace tidings::io::files
