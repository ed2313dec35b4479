#include "pipeline/store/store.h"

#include <fcntl.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdarg>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "pipeline/store/folder_lock.h"
#include "pipeline/store/rows.h"

namespace tidings::store {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr std::string_view kVersionKey = "meta/version";
constexpr int kVersion = 1;

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view view(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

bool is_disk_full(const rocksdb::Status& status) {
  // RocksDB has a code for a full device, but not for a spent quota, and does not always hand the code on.
  if (status.IsNoSpace()) return true;
  const auto text = status.ToString();
  return text.find("No space left") != std::string::npos || text.find("quota exceeded") != std::string::npos;
}

Error error_of(const rocksdb::Status& status, std::string_view what) {
  auto detail = std::string(what) + ": " + status.ToString();
  if (is_disk_full(status)) return {Fault::kTransient, code::kDiskFull, std::move(detail)};
  if (status.IsCorruption()) return {Fault::kFatal, code::kCorrupt, std::move(detail)};
  return {Fault::kFatal, code::kStoreFailed, std::move(detail)};
}

// RocksDB would wait for room in a thread of its own and then go on with a log that was cut short; see Impl::use().
class ResumeByHand final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

// RocksDB's own log file stands on the same disk, and writing it when that is full aborts the process (7.8, as Debian
// builds it). What went wrong comes with each status.
class NoLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

class MergeRows final : public rocksdb::MergeOperator {
 public:
  [[nodiscard]] const char* Name() const override { return "tidings.rows"; }

  // False is an error of the read, or of what puts the files in order: "corrupt".
  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    auto rows = together(in.operand_list);
    if (!rows) return false;
    auto table = merged(in.existing_value != nullptr ? view(*in.existing_value) : "", *rows, Erased::kDrop);
    if (table) out->new_value = std::move(*table);
    return table.has_value();
  }
  bool PartialMergeMulti(const rocksdb::Slice& /*key*/, const std::deque<rocksdb::Slice>& operands,
                         std::string* new_value, rocksdb::Logger* /*logger*/) const override {
    auto rows = together(operands);
    if (rows) *new_value = std::move(*rows);
    return rows.has_value();
  }

 private:
  template <typename Operands>
  static std::optional<std::string> together(const Operands& operands) {
    std::optional<std::string> rows("");
    for (const auto& operand : operands) {
      if (rows) rows = merged(*rows, view(operand), Erased::kKeep);
    }
    return rows;
  }
};

rocksdb::Options rocksdb_options(const Options& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  table.cache_index_and_filter_blocks = true;  // else they grow with the store, outside of any bound
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;

  rocksdb::Options result;
  result.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  result.merge_operator = std::make_shared<MergeRows>();
  result.create_if_missing = true;
  result.paranoid_checks = true;
  // A log that is damaged before its end means that commits are missing. Going back to the last good one (RocksDB's
  // default) would silently lose the files that were moved away since; better not to start.
  result.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  result.compression = rocksdb::kLZ4Compression;
  result.level_compaction_dynamic_level_bytes = true;  // less of what is overwritten stays on the disk
  result.write_buffer_size = options.write_buffer_bytes;
  // Each time that files of commits are put in order, so is all that the level below has, as ids lie everywhere: twice
  // as many at once cost half of that. A key that is not there costs a filter more for each.
  result.level0_file_num_compaction_trigger = 8;
  // Most keys that are asked for are not there: that must not cost a walk through what was written last.
  result.memtable_whole_key_filtering = true;
  result.memtable_prefix_bloom_size_ratio = 0.05;
  result.max_write_buffer_number = 2;
  result.max_total_wal_size = 4 * options.write_buffer_bytes;
  result.max_open_files = options.open_files;
  result.max_manifest_file_size = std::size_t{4} << 20U;
  result.info_log = std::make_shared<NoLog>();
  result.stats_dump_period_sec = 0;
  result.stats_persist_period_sec = 0;
  result.max_bgerror_resume_count = 0;
  result.listeners.push_back(std::make_shared<ResumeByHand>());
  return result;
}

// RocksDB makes a new, empty store where CURRENT is missing, whatever else is there.
bool has_lost_its_root(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(folder / "CURRENT", ignored)) return false;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const auto extension = entry.path().extension();
    if (extension == ".sst" || extension == ".log") return true;
  }
  return false;
}

Error lost_root(const std::filesystem::path& folder) {
  return {Fault::kFatal, code::kCorrupt, folder.string() + ": data is there, but the file CURRENT is missing"};
}

// What the logs in `folder` hold, which opening writes once more, and some for RocksDB's small files.
std::uint64_t room_to_open(const std::filesystem::path& folder) {
  std::uint64_t bytes = std::uint64_t{1} << 20U;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    std::error_code failed;
    const auto size = entry.path().extension() == ".log" ? entry.file_size(failed) : 0;
    if (!failed) bytes += size;
  }
  return bytes;
}

// RocksDB 7.8 aborts where it finds the disk full while it opens a store, so the room is asked for first.
Result<void> check_room(const std::filesystem::path& folder) {
  const auto path = folder.parent_path() / "room";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const int error = file < 0 ? errno : ::posix_fallocate(file, 0, static_cast<off_t>(room_to_open(folder)));
  if (file >= 0) {
    ::close(file);
    ::unlink(path.c_str());
  }
  if (error != ENOSPC && error != EDQUOT) return {};
  return Error{Fault::kTransient, code::kDiskFull,
               "no room to open the state in " + folder.string() + ": " + std::strerror(error)};
}

Result<std::optional<std::string>> get_from(rocksdb::DB& db, const rocksdb::ReadOptions& options,
                                            std::string_view key) {
  std::string value;
  const auto status = db.Get(options, slice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>{};
  if (!status.ok()) return error_of(status, "cannot read the state");
  return std::optional<std::string>{std::move(value)};
}

Result<void> scan_from(rocksdb::DB& db, const rocksdb::ReadOptions& options, std::string_view prefix,
                       const Visit& visit, std::string_view from) {
  const std::unique_ptr<rocksdb::Iterator> at(db.NewIterator(options));
  for (at->Seek(slice(std::max(prefix, from))); at->Valid() && at->key().starts_with(slice(prefix)); at->Next()) {
    if (!visit(view(at->key()), view(at->value()))) return {};
  }
  if (!at->status().ok()) return error_of(at->status(), "cannot read the state");
  return {};
}

Result<void> check_version(const std::string& text, const std::filesystem::path& folder) {
  int version = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (failed != std::errc{} || end != text.data() + text.size() || version < 1) {
    return Error{Fault::kFatal, code::kCorrupt, folder.string() + ": the version of the state is unreadable"};
  }
  if (version > kVersion) {
    return Error{Fault::kFatal, code::kNewer,
                 folder.string() + " was written by a later tidings (state version " + text + ", this one knows " +
                     std::to_string(kVersion) + ")"};
  }
  return {};
}

Result<void> check_or_set_version(Store& store, const std::filesystem::path& folder) {
  auto stored = store.get(kVersionKey);
  if (!stored) return stored.error();
  if (*stored) return check_version(**stored, folder);
  Batch batch;
  batch.put(std::string(kVersionKey), std::to_string(kVersion));
  return store.write(batch);
}

// A status that is not corruption by name may still say that a file is missing or nonsense.
Error open_error(const rocksdb::Status& status, const std::filesystem::path& folder) {
  auto error = error_of(status, "cannot open the state in " + folder.string());
  const bool damaged = status.IsPathNotFound() || status.IsNotFound() || status.IsInvalidArgument();
  if (error.code == code::kStoreFailed && damaged) error.code = code::kCorrupt;
  return error;
}

// Sorted, each finds its place in memory beside the one before; of equals the later stays behind.
std::vector<const Batch::Change*> by_key(const Batch& batch) {
  std::vector<const Batch::Change*> sorted;
  sorted.reserve(batch.changes().size());
  for (const auto& change : batch.changes()) sorted.push_back(&change);
  std::ranges::stable_sort(sorted, {}, [](const Batch::Change* change) { return std::string_view(change->key); });
  return sorted;
}

Error absent(const std::filesystem::path& folder) {
  return {Fault::kFatal, code::kAbsent, "no state in " + folder.string()};
}

Result<void> check_readable(const std::filesystem::path& files) {
  const auto root = files / "CURRENT";
  if (::access(root.c_str(), R_OK) == 0) return {};
  const int error = errno;
  if (error != ENOENT && error != ENOTDIR) {
    return Error{Fault::kFatal, code::kUnreadable, "cannot read " + root.string() + ": " + std::strerror(error)};
  }
  if (has_lost_its_root(files)) return lost_root(files);
  return absent(files.parent_path());
}

// Whoever has the store open may remove a file between our reading its name and our opening it; a few tries tell that
// from damage.
Result<std::shared_ptr<rocksdb::DB>> open_beside(const std::filesystem::path& files, const Options& options) {
  constexpr int kTries = 5;
  constexpr std::chrono::milliseconds kPause{50};
  auto beside = rocksdb_options(options);
  beside.create_if_missing = false;
  beside.max_open_files = -1;  // what is open stays readable when it is removed
  rocksdb::Status status;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(kPause);
    rocksdb::DB* opened = nullptr;
    // The second path is for a log, which NoLog writes nowhere.
    status = rocksdb::DB::OpenAsSecondary(beside, files.string(), files.string(), &opened);
    if (status.ok()) return std::shared_ptr<rocksdb::DB>(opened);
  }
  return open_error(status, files);
}

}  // namespace

struct Snapshot::Impl {
  std::shared_ptr<rocksdb::DB> db;
  const rocksdb::Snapshot* snapshot;

  [[nodiscard]] rocksdb::ReadOptions options() const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    options.fill_cache = false;  // whoever looks on does not push out what the store's owner works with
    return options;
  }
};

Snapshot::Snapshot(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() {
  if (impl_ && impl_->snapshot != nullptr) impl_->db->ReleaseSnapshot(impl_->snapshot);
}

Result<std::optional<std::string>> Snapshot::get(std::string_view key) const {
  return get_from(*impl_->db, impl_->options(), key);
}

Result<void> Snapshot::scan(std::string_view prefix, const Visit& visit, std::string_view from) const {
  return scan_from(*impl_->db, impl_->options(), prefix, visit, from);
}

struct Store::Impl {
  Impl(FolderLock taken, std::filesystem::path files, const Options& chosen)
      : lock(std::move(taken)), folder(std::move(files)), options(chosen) {}

  // The open store, opened anew where a write has failed.
  Result<std::shared_ptr<rocksdb::DB>> use();
  Result<void> open();

  const FolderLock lock;
  const std::filesystem::path folder;
  const Options options;

  std::mutex mutex;  // guards everything below
  std::shared_ptr<rocksdb::DB> db;
  bool failed = false;
};

Result<void> Store::Impl::open() {
  if (auto room = check_room(folder); !room) return room;
  rocksdb::DB* opened = nullptr;
  const auto status = rocksdb::DB::Open(rocksdb_options(options), folder.string(), &opened);
  db.reset(opened);
  if (!status.ok()) return open_error(status, folder);
  return {};
}

// A log that could not be written to its end must not be written again: with nothing in memory to flush, RocksDB 7.8
// would do that when it is told to resume, and abort. Opening it anew reads the log up to the last whole batch.
Result<std::shared_ptr<rocksdb::DB>> Store::Impl::use() {
  const std::lock_guard guard(mutex);
  if (db && !failed) return db;
  if (db && db.use_count() > 1) {
    return Error{Fault::kTransient, code::kDiskFull, "a write has failed, and the state is still being read"};
  }
  db.reset();
  if (auto opened = open(); !opened) return opened.error();
  failed = false;
  return db;
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& folder, const Options& options) {
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.error();
  const auto files = folder / "db";
  if (has_lost_its_root(files)) return lost_root(files);
  auto impl = std::make_unique<Impl>(std::move(*lock), files, options);
  if (auto opened = impl->open(); !opened) return opened.error();
  std::unique_ptr<Store> store(new Store(std::move(impl)));
  if (auto checked = check_or_set_version(*store, folder); !checked) return checked.error();
  return store;
}

Result<Snapshot> Store::look(const std::filesystem::path& folder, const Options& options) {
  const auto files = folder / "db";
  if (auto there = check_readable(files); !there) return there.error();
  auto db = open_beside(files, options);
  if (!db) return std::move(db).error();
  // What it sees moves only when it is told to catch up, which nobody does: it is a snapshot of itself.
  Snapshot snapshot(std::make_unique<Snapshot::Impl>(Snapshot::Impl{std::move(*db), nullptr}));
  const auto version = snapshot.get(kVersionKey);
  if (!version) return version.error();
  if (!*version) return absent(folder);  // it is being made
  if (auto checked = check_version(**version, folder); !checked) return checked.error();
  return snapshot;
}

Result<std::optional<std::string>> Store::get(std::string_view key) const {
  const auto db = impl_->use();
  if (!db) return db.error();
  return get_from(**db, {}, key);
}

Result<void> Store::scan(std::string_view prefix, const Visit& visit, std::string_view from) const {
  const auto db = impl_->use();
  if (!db) return db.error();
  return scan_from(**db, {}, prefix, visit, from);
}

namespace {

rocksdb::Status put(rocksdb::WriteBatch& into, const Batch::Change& change) {
  if (!change.value) return into.Delete(slice(change.key));
  if (change.merges) return into.Merge(slice(change.key), slice(*change.value));
  return into.Put(slice(change.key), slice(*change.value));
}

}  // namespace

Result<void> Store::write(const Batch& batch) {
  if (batch.empty()) return {};
  rocksdb::WriteBatch changes(batch.bytes() + 32 * batch.changes().size());
  for (const auto* change : by_key(batch)) {
    const auto status = put(changes, *change);
    if (!status.ok()) return error_of(status, "cannot build the batch");
  }
  const auto db = impl_->use();
  if (!db) return db.error();
  rocksdb::WriteOptions options;
  options.sync = true;
  options.memtable_insert_hint_per_batch = true;
  const auto status = (*db)->Write(options, &changes);
  if (status.ok()) return {};
  const std::lock_guard guard(impl_->mutex);
  impl_->failed = true;
  return error_of(status, "cannot write the state");
}

Result<Snapshot> Store::snapshot() const {
  auto db = impl_->use();
  if (!db) return db.error();
  const auto* snapshot = (*db)->GetSnapshot();
  return Snapshot(std::make_unique<Snapshot::Impl>(Snapshot::Impl{std::move(*db), snapshot}));
}

}  // namespace tidings::store
