#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/record/result.h"
#include "pipeline/store/batch.h"

namespace tidings::store {

namespace code {
inline constexpr std::string_view kInUse = "in_use";              // another process has the folder: exit 75
inline constexpr std::string_view kUnwritable = "unwritable";     // the folder cannot be made or written
inline constexpr std::string_view kCorrupt = "corrupt";           // its files are damaged or missing
inline constexpr std::string_view kNewer = "newer_version";       // written by a later tidings
inline constexpr std::string_view kOlder = "older_version";       // by an earlier one, in a form no longer read
inline constexpr std::string_view kDiskFull = "disk_full";        // no room; kTransient
inline constexpr std::string_view kAbsent = "no_state";           // look(): there is no store in the folder
inline constexpr std::string_view kUnreadable = "unreadable";     // look(): its files cannot be read by us
inline constexpr std::string_view kStoreFailed = "store_failed";  // any other failure of the disk
}  // namespace code

// What the store may take of memory and descriptors, whatever its size on disk.
struct Options {
  std::size_t block_cache_bytes = std::size_t{8} << 20U;
  std::size_t write_buffer_bytes = std::size_t{4} << 20U;  // twice this at most
  int open_files = 64;
};

// Called with each key and value in order of the keys' bytes; both are valid during the call only. False ends the scan.
using Visit = std::function<bool(std::string_view key, std::string_view value)>;

// The store as it was when the snapshot was taken. Any thread; must not outlive its store, where it is of one.
class Snapshot {
 public:
  ~Snapshot();
  Snapshot(Snapshot&&) noexcept;
  [[nodiscard]] record::Result<std::optional<std::string>> get(std::string_view key) const;
  [[nodiscard]] record::Result<void> scan(std::string_view prefix, const Visit& visit,
                                          std::string_view from = {}) const;

 private:
  friend class Store;
  struct Impl;
  explicit Snapshot(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Keys and values, changed by whole batches only. After a full disk the store is opened anew by whoever calls next;
// until there is room for that, every call is kTransient (disk_full), and so it is while a snapshot is held. One
// process at a time has a store open; in it, any thread may call. Keys beginning with "meta/" are the store's own.
class Store {
 public:
  // Makes the folder and the store where they are missing. Errors are kFatal but for disk_full; see `code`.
  static record::Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder, const Options& options = {});
  ~Store();

  // What a folder holds now, committed, beside the process that has it open, if any: writes nothing there, waits for
  // nobody and holds nobody up. Only as many descriptors as the store has files bound it.
  static record::Result<Snapshot> look(const std::filesystem::path& folder, const Options& options = {});

  [[nodiscard]] record::Result<std::optional<std::string>> get(std::string_view key) const;
  // The keys that begin with `prefix`, from `from` on where that is one of them.
  [[nodiscard]] record::Result<void> scan(std::string_view prefix, const Visit& visit,
                                          std::string_view from = {}) const;

  // All changes or none, durable on return. kTransient (disk_full): nothing is visible, and the same batch may be
  // written again when there is room, which is why it stays the caller's; a process that dies in between may find it
  // written all the same. kFatal: unknown.
  record::Result<void> write(const Batch& batch);

  [[nodiscard]] record::Result<Snapshot> snapshot() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::store
