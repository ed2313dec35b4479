#include "pipeline/io/files/writer.h"

#include <fcntl.h>

#include <cerrno>
#include <csignal>

#include "pipeline/io/files/file.h"

namespace tidings::io::files {

// The kernel tells by refusing a read lease. It grants them to the owner of the file only, unless we have CAP_LEASE.
Writer has_writer(const std::filesystem::path& path) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  if (!file) return Writer::kUnknown;
  // A writer who comes while we hold the lease makes the kernel send a signal: one that is ignored by default.
  ::fcntl(file.get(), F_SETSIG, SIGURG);
  if (::fcntl(file.get(), F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN ? Writer::kYes : Writer::kUnknown;
  ::fcntl(file.get(), F_SETLEASE, F_UNLCK);
  return Writer::kNo;
}

}  // namespace tidings::io::files
