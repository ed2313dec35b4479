#include "pipeline/io/files/segments.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/compress.h"
#include "pipeline/io/files/file.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Result;

constexpr std::string_view kExtension = ".jsonl";
constexpr std::string_view kCompressed = ".zst";

std::string six_digits(std::uint64_t number) {
  auto digits = std::to_string(number);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  return digits;
}

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} && end == text.data() + text.size();
}

// The number in `prefix` NUMBER `.jsonl`, or nothing.
std::optional<std::uint64_t> number_in(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix) || !name.ends_with(kExtension)) return std::nullopt;
  if (name.size() <= prefix.size() + kExtension.size()) return std::nullopt;
  name.remove_prefix(prefix.size());
  name.remove_suffix(kExtension.size());
  std::uint64_t number = 0;
  if (!read_number(name, number)) return std::nullopt;
  return number;
}

bool is_there(const std::filesystem::path& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

Error changed(const std::filesystem::path& path, const std::string& how) {
  return {record::Fault::kFatal, code::kOutputChanged, path.string() + " " + how};
}

}  // namespace

std::vector<ClosedFile> closed_files(const std::filesystem::path& folder, std::string_view stream) {
  std::vector<ClosedFile> found;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    auto name = entry.path().filename().string();
    const bool compressed = name.ends_with(kCompressed);
    if (compressed) name.resize(name.size() - kCompressed.size());
    if (const auto number = number_in(name, std::string(stream) + ".")) {
      found.push_back({*number, entry.path(), compressed});
    }
  }
  std::ranges::sort(found, {}, &ClosedFile::number);
  return found;
}

std::filesystem::path open_file(const std::filesystem::path& folder, std::string_view stream) {
  return folder / (std::string(stream) + std::string(kExtension));
}

std::string Committed::encode() const {
  return std::to_string(segment) + " " + std::to_string(length) + " " + std::to_string(from);
}

std::optional<Committed> Committed::decode(std::string_view bytes) {
  const auto first = bytes.find(' ');
  const auto second = first == std::string_view::npos ? first : bytes.find(' ', first + 1);
  Committed result;
  if (second == std::string_view::npos || !read_number(bytes.substr(0, first), result.segment) ||
      !read_number(bytes.substr(first + 1, second - first - 1), result.length) ||
      !read_number(bytes.substr(second + 1), result.from)) {
    return std::nullopt;
  }
  return result;
}

void Pending::add_line(std::size_t line_bytes, std::uint64_t rotate_bytes) {
  if (rotate_bytes > 0 && length_ > 0 && length_ + line_bytes > rotate_bytes) {
    cuts_.push_back(bytes_.size() - line_bytes);
    ++segment_;
    length_ = 0;
  }
  length_ += line_bytes;
}

Segments::Segments(std::filesystem::path folder, std::string_view stream, const FaultHook& fault)
    : folder_(std::move(folder)), stream_(stream), fault_(fault) {}

std::filesystem::path Segments::open_path() const { return open_file(folder_, stream_); }
std::filesystem::path Segments::closed_path(std::uint64_t segment) const {
  return folder_ / (stream_ + "." + six_digits(segment) + std::string(kExtension));
}
std::filesystem::path Segments::hidden_path(std::uint64_t segment) const {
  return folder_ / ("." + stream_ + "." + six_digits(segment) + std::string(kExtension));
}

Result<void> Segments::check_step(Step step) const {
  if (!fault_) return {};
  if (const int error = fault_(step); error != 0) return error_of(error, "write", open_path());
  return {};
}

bool Segments::any() const {
  const auto length = length_of(open_path());
  return !length || *length > 0 || !closed().empty();
}

Result<void> Segments::recover(const Committed& committed) {
  drop_hidden(committed.segment);
  if (auto settled = settle(committed); !settled) return settled;
  const auto length = length_of(open_path());
  if (!length) return length.error();
  if (*length < committed.length) {
    return changed(open_path(), "holds " + std::to_string(*length) + " bytes, but " + std::to_string(committed.length) +
                                    " were committed");
  }
  if (*length == committed.length) return {};
  if (::truncate(open_path().c_str(), static_cast<off_t>(committed.length)) != 0) {
    return error_of(errno, "cut", open_path());
  }
  return {};
}

Result<void> Segments::append_to(const std::filesystem::path& path, std::string_view bytes, std::uint64_t at) {
  if (auto allowed = check_step(Step::kAppend); !allowed) return allowed;
  const Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  if (!file) return error_of(errno, "open", path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return error_of(errno, "look at", path);
  const auto length = static_cast<std::uint64_t>(status.st_size);
  if (length < at || (length > at && !dirty_)) {
    return changed(
        path, "was changed by someone else: it holds " + std::to_string(length) + " bytes, not " + std::to_string(at));
  }
  dirty_ = true;
  if (length > at && ::ftruncate(file.get(), static_cast<off_t>(at)) != 0) return error_of(errno, "cut", path);
  if (auto written = write_at(file.get(), path, bytes, at); !written) return written;
  if (auto allowed = check_step(Step::kSync); !allowed) return allowed;
  return sync_data(file.get(), path);
}

Result<void> Segments::append(const Committed& before, const Pending& pending) {
  if (pending.empty()) return {};
  const std::string_view bytes = pending.bytes();
  std::size_t begin = 0;
  for (std::size_t piece = 0; piece <= pending.cuts().size(); ++piece) {
    const auto end = piece < pending.cuts().size() ? pending.cuts()[piece] : bytes.size();
    const auto path = piece == 0 ? open_path() : hidden_path(before.segment + piece);
    const auto at = piece == 0 ? before.length : 0;
    if (end > begin) {
      if (auto appended = append_to(path, bytes.substr(begin, end - begin), at); !appended) {
        roll_back(before);
        return appended;
      }
    }
    begin = end;
  }
  return {};
}

void Segments::roll_back(const Committed& before) {
  drop_hidden(before.segment);
  if (::truncate(open_path().c_str(), static_cast<off_t>(before.length)) == 0) dirty_ = false;
}

void Segments::drop_hidden(std::uint64_t beyond) {
  std::error_code failed;
  std::vector<std::filesystem::path> dropped;
  const auto prefix = "." + stream_ + ".";
  for (const auto& entry : std::filesystem::directory_iterator(folder_, failed)) {
    auto name = entry.path().filename().string();
    const bool half_compressed = name.ends_with(kCompressed);
    if (half_compressed) name.resize(name.size() - kCompressed.size());
    const auto number = number_in(name, prefix);
    if (number && (half_compressed || *number > beyond)) dropped.push_back(entry.path());
  }
  for (const auto& path : dropped) ::unlink(path.c_str());
}

Result<void> Segments::settle(const Committed& after) {
  dirty_ = false;
  const auto newest = hidden_path(after.segment);
  // The newest is renamed last, so while it is hidden the open file is still the one of `from`.
  if (after.from != after.segment && is_there(newest)) {
    names_owed_ = true;
    if (auto named = name_closed(after); !named) return named;
    if (auto renamed = rename_file(newest, open_path()); !renamed) return renamed;
  }
  // Durable before the next commit: it will say that nothing is left to rename.
  if (!names_owed_) return {};
  if (auto synced = sync_folder(folder_); !synced) return synced;
  names_owed_ = false;
  return {};
}

Result<void> Segments::name_closed(const Committed& after) {
  for (auto segment = after.from; segment < after.segment; ++segment) {
    const auto from = segment == after.from ? open_path() : hidden_path(segment);
    if (!is_there(from)) continue;
    if (auto allowed = check_step(Step::kRename); !allowed) return allowed;
    if (auto renamed = rename_file(from, closed_path(segment)); !renamed) return renamed;
  }
  return check_step(Step::kRename);
}

std::vector<Segments::Closed> Segments::closed() const {
  std::vector<Closed> found;
  for (auto& file : closed_files(folder_, stream_)) {
    if (const auto bytes = length_of(file.path)) found.push_back({std::move(file), *bytes});
  }
  return found;
}

Result<void> Segments::tidy(const Committed& committed, const SinkOptions& options) {
  for (const auto& file : closed()) {
    if (file.compressed || file.number >= committed.segment) continue;
    auto packed = file.path;
    packed += kCompressed;
    // Both are there when a crash came between making the one and removing the other.
    if (!options.compress && !is_there(packed)) continue;
    if (auto compressed = compress_file(file.path, packed); !compressed) return compressed;
  }
  auto files = closed();
  std::uint64_t bytes = 0;
  for (const auto& file : files) bytes += file.bytes;
  auto oldest = files.begin();
  const auto kept = [&] { return static_cast<std::uint64_t>(files.end() - oldest); };
  while (oldest != files.end() && ((options.retain_files > 0 && kept() > options.retain_files) ||
                                   (options.retain_bytes > 0 && bytes > options.retain_bytes))) {
    if (::unlink(oldest->path.c_str()) != 0) return error_of(errno, "remove", oldest->path);
    bytes -= oldest->bytes;
    ++oldest;
  }
  return {};
}

}  // namespace tidings::io::files
