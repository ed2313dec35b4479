#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tidings::io::files {

// What becomes of a spooled file when everything it holds is committed. Files of which something could not be read (or
// whose dead letters point back to them) are never deleted: they go to `.failed/` in the spool, unless kept.
enum class After : std::uint8_t {
  kKeep,    // stays; the store remembers it, so that it is not read twice
  kMove,    // goes to `.done/` in the spool
  kDelete,  // goes away
};

struct SourceOptions {
  std::filesystem::path folder = "feed";  // the spool; made where it is missing; not used when `files` says something
  std::vector<std::string> files;         // paths and glob patterns, always kept; "-" alone is standard input
  After after = After::kMove;             // spool only
  bool drain = false;                     // spool only: end when everything there is read, instead of waiting for more
  // Spool only: a file that was there before anybody looked, and of which the kernel does not say whether it is being
  // written, is complete when it has not changed for so long.
  std::chrono::milliseconds quiet{2000};
  std::size_t max_record_bytes = std::size_t{8} << 20U;  // a longer record is cut to its first 64 KiB
};

struct SinkOptions {
  std::filesystem::path folder = "out";                    // made where it is missing
  std::uint64_t rotate_bytes = std::uint64_t{256} << 20U;  // a file is closed before it grows beyond this; 0: never
  bool compress = false;                                   // closed files become .jsonl.zst
  std::uint32_t retain_files = 0;                          // closed files kept per stream, the newest; 0: all
  std::uint64_t retain_bytes = 0;                          // closed files kept per stream, as they lie on disk; 0: all
};

// Told of surprises that stop nothing but that an operator should know; each kind once or seldom. Called from the
// thread that calls the source or sink. May be empty.
using Warn = std::function<void(const std::string&)>;

}  // namespace tidings::io::files
