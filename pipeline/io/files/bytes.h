#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "pipeline/io/files/checksum.h"
#include "pipeline/io/files/file.h"
#include "pipeline/io/files/identity.h"
#include "pipeline/record/result.h"

namespace tidings::io::files {

struct Got {
  std::size_t bytes = 0;
  bool again = false;  // nothing yet, more may come; no bytes and not this: the end
};

// Bytes in order. An error is kBadInput, its code a record::reason; after one nothing more may be read.
class Bytes {
 public:
  virtual ~Bytes() = default;
  virtual record::Result<Got> read(std::span<char> into) = 0;
};

// Says nothing of how far the reading had come, so that it is the same when it happens again after a restart.
[[nodiscard]] record::Error file_changed(const std::string& label);

// What was read of a file, from its beginning.
struct Content {
  std::uint64_t bytes = 0;
  Checksum checksum;
  std::int64_t modified_ns = 0;  // the file's time when it was found to hold this
};

// A file as it was when it was admitted. Bytes are handed out only while it is in its place, as long as it was, and
// still holds what was read of it before: else file_changed. A new time alone is no change: then what was read is
// compared. unreadable: it cannot be opened or read. Errors name it by `label`, which becomes part of a dead letter and
// thus must not depend on where the folder stands. `content` is kept up to date; it must outlive the bytes.
class FileBytes final : public Bytes {
 public:
  static record::Result<std::unique_ptr<Bytes>> open(const std::filesystem::path& path, std::string label,
                                                     const Identity& identity, Content& content);
  record::Result<Got> read(std::span<char> into) override;

 private:
  FileBytes(Fd file, std::filesystem::path path, std::string label, const Identity& identity, Content& content);
  [[nodiscard]] bool still_holds(const Identity& now);

  Fd file_;
  std::filesystem::path path_;
  std::string label_;
  Identity identity_;
  Content& content_;
};

// A pipe, which never makes its reader wait. The descriptor stays its owner's.
class PipeBytes final : public Bytes {
 public:
  explicit PipeBytes(int descriptor) : descriptor_(descriptor) {}
  record::Result<Got> read(std::span<char> into) override;

 private:
  int descriptor_;
};

}  // namespace tidings::io::files
