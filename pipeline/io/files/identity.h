#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct stat;

namespace tidings::io::files {

// Tells one state of a file from another. Not the device: its number may differ after a reboot.
struct Identity {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t inode = 0;

  static Identity of(const struct stat& status);
  // Of the regular file at `path`, links followed; nothing where there is none (then errno says why, 0: no regular
  // file).
  static std::optional<Identity> at(const std::filesystem::path& path);

  [[nodiscard]] std::string encode() const;
  static std::optional<Identity> decode(std::string_view& bytes);  // takes its part off the front
  friend bool operator==(const Identity&, const Identity&) = default;
};

}  // namespace tidings::io::files
