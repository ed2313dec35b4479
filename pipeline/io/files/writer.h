#pragma once

#include <cstdint>
#include <filesystem>

namespace tidings::io::files {

enum class Writer : std::uint8_t {
  kNo,
  kYes,
  kUnknown,  // not our file, or a file system that does not tell
};

// Whether somebody has the file open for writing: then it is not complete, and its closing will be an event.
[[nodiscard]] Writer has_writer(const std::filesystem::path& path);

}  // namespace tidings::io::files
