#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/record/result.h"

namespace tidings::io::files {

// Owns a file descriptor.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int descriptor) : descriptor_(descriptor) {}
  Fd(Fd&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Fd();

  [[nodiscard]] int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// `what` failed with this errno: "cannot open feed/a.jsonl: Permission denied". A full disk is kTransient, all else
// kFatal.
[[nodiscard]] record::Error error_of(int error, std::string_view what, const std::filesystem::path& path);

record::Result<void> make_folder(const std::filesystem::path& folder);
record::Result<void> check_writable(const std::filesystem::path& folder);

// Makes renames, creations and removals in `folder` durable.
record::Result<void> sync_folder(const std::filesystem::path& folder);
record::Result<void> sync_data(int descriptor, const std::filesystem::path& path);
record::Result<void> write_at(int descriptor, const std::filesystem::path& path, std::string_view bytes,
                              std::uint64_t offset);
record::Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

// Length of a regular file; 0 where there is none.
record::Result<std::uint64_t> length_of(const std::filesystem::path& path);

}  // namespace tidings::io::files
