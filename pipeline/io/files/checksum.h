#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace tidings::io::files {

// XXH3 (64 bits) of bytes as they come: tells content that changed by accident, not content that somebody forged.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  Checksum(Checksum&&) noexcept;
  Checksum& operator=(Checksum&&) noexcept;

  void update(std::string_view bytes);
  [[nodiscard]] std::uint64_t value() const;

  // Of the first `bytes` of an open file, which keeps its position; nothing where they cannot be read.
  static std::optional<std::uint64_t> of(int descriptor, std::uint64_t bytes);
  static std::optional<std::uint64_t> of(const std::filesystem::path& path, std::uint64_t bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tidings::io::files
