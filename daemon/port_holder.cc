#include "daemon/port_holder.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "daemon/log.h"

namespace tidings::daemon {
namespace {

namespace fs = std::filesystem;

// Sockets that listen on the port, as /proc/net/tcp has them: "sl local_address rem_address st … inode", the address in
// hex, state 0A for LISTEN, the inode in the tenth column.
void add_inodes(const char* table, std::uint16_t port, std::set<std::string>& inodes) {
  std::ifstream file(table);
  const auto wanted = fmt::format(":{:04X}", port);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string number, local, remote, state, skipped, inode;
    words >> number >> local >> remote >> state;
    for (int column = 0; column < 5; ++column) words >> skipped;
    words >> inode;
    if (words && state == "0A" && local.ends_with(wanted)) inodes.insert("socket:[" + inode + "]");
  }
}

bool holds_one_of(const fs::path& process, const std::set<std::string>& inodes) {
  std::error_code error;
  for (fs::directory_iterator file(process / "fd", error), end; !error && file != end; file.increment(error)) {
    std::error_code gone;
    if (inodes.count(fs::read_symlink(file->path(), gone).string()) > 0) return true;
  }
  return false;
}

std::string name_of(const fs::path& process) {
  std::ifstream file(process / "comm");
  std::string name;
  std::getline(file, name);
  return in_one_line(name);
}

}  // namespace

std::string port_holder(std::uint16_t port) {
  std::set<std::string> inodes;
  add_inodes("/proc/net/tcp", port, inodes);
  add_inodes("/proc/net/tcp6", port, inodes);
  if (inodes.empty()) return {};
  std::error_code error;
  for (fs::directory_iterator process("/proc", error), end; !error && process != end; process.increment(error)) {
    const auto number = process->path().filename().string();
    if (number.find_first_not_of("0123456789") != std::string::npos) continue;
    if (holds_one_of(process->path(), inodes)) return fmt::format("process {} ({})", number, name_of(process->path()));
  }
  return {};
}

}  // namespace tidings::daemon
