#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::io::files {

// Tells one state of a file from another. Not the device: its number may differ after a reboot.
struct Identity {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t inode = 0;
  std::int64_t born_ns = 0;  // tells apart two files that had the same inode; 0: the file system does not say

  // Of the regular file at `path`, links followed; nothing where there is none (then errno says why, 0: no regular
  // file).
  static std::optional<Identity> at(const std::filesystem::path& path);

  // Since it was changed last, by the clock of this machine.
  [[nodiscard]] std::chrono::nanoseconds age() const;

  // Of the folder at `path`, without size and time, which change with what is in it.
  static std::optional<Identity> of_folder(const std::filesystem::path& path);
  // Of the regular file that is open.
  static std::optional<Identity> of(int descriptor);

  // The same file, whatever it holds now.
  [[nodiscard]] bool same_file(const Identity& other) const {
    return inode == other.inode && (born_ns == other.born_ns || born_ns == 0 || other.born_ns == 0);
  }
  // The same file, as long as it was. Its time may be another: copying and unpacking tools set it after they have
  // closed the file. Where no birth is known the time must tell that the inode was not given to another file.
  [[nodiscard]] bool same_state(const Identity& other) const {
    const bool told_apart = born_ns != 0 && other.born_ns != 0;
    return same_file(other) && bytes == other.bytes && (told_apart || modified_ns == other.modified_ns);
  }

  [[nodiscard]] std::string encode() const;
  static std::optional<Identity> decode(std::string_view& bytes);  // takes its part off the front
  friend bool operator==(const Identity&, const Identity&) = default;
};

}  // namespace tidings::io::files
