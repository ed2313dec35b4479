#include "pipeline/io/files/output_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/decoder.h"
#include "pipeline/io/files/file.h"
#include "pipeline/io/files/pointer.h"
#include "pipeline/io/files/segments.h"
#include "pipeline/record/reason.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;
constexpr std::size_t kLineBytesMax = std::size_t{64} << 20U;
constexpr auto kAll = std::numeric_limits<std::uint64_t>::max();

Error unreadable(const std::filesystem::path& file, int error) {
  return {Fault::kFatal, code::kUnreadable, "cannot read " + file.string() + ": " + std::strerror(error)};
}

// A file from its beginning to its end, as that is when it is reached.
class WholeFile final : public Bytes {
 public:
  WholeFile(Fd file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}
  Result<Got> read(std::span<char> into) override {
    for (;;) {
      const auto got = ::read(file_.get(), into.data(), into.size());
      if (got >= 0) return Got{static_cast<std::size_t>(got)};
      if (errno != EINTR) return unreadable(path_, errno);
    }
  }

 private:
  Fd file_;
  std::filesystem::path path_;
};

struct Opened {
  Fd file;
  std::filesystem::path path;
};

// Its lines, of the first `length` bytes when it is decompressed.
Result<void> read_opened(Opened opened, std::uint64_t length, const VisitLine& visit) {
  const auto path = opened.path;
  const auto bytes = decoded(std::make_unique<WholeFile>(std::move(opened.file), path), codec_of(path.string()));
  std::vector<char> block(kBlockBytes);
  std::string begun;
  std::uint64_t number = 0;
  for (;;) {
    const auto got = bytes->read(block);
    if (!got) {
      auto error = got.error();
      error.detail = path.string() + ": " + error.detail;
      return error;
    }
    auto text = std::string_view(block.data(), std::min<std::uint64_t>(got->bytes, length));
    length -= text.size();
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
      begun += text.substr(0, end);
      if (auto visited = visit({begun, path, ++number, true}); !visited) return visited;
      begun.clear();
      text.remove_prefix(end + 1);
    }
    begun += text;
    if (begun.size() > kLineBytesMax) {
      return Error{Fault::kBadInput, record::reason::kTooLarge, path.string() + " does not consist of lines"};
    }
    if (length == 0 || (got->bytes == 0 && !got->again)) break;
  }
  return begun.empty() ? Result<void>() : visit({begun, path, ++number, false});
}

std::optional<Opened> open(const std::filesystem::path& path) {
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::nullopt;
  return Opened{std::move(file), path};
}

// Of one number, compressed or not: it may become that between looking and opening. Nothing: it has gone away.
Result<std::optional<Opened>> open_closed(const std::filesystem::path& folder, std::string_view stream,
                                          std::uint64_t number) {
  constexpr int kTries = 3;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto files = closed_files(folder, stream);
    const auto found = std::ranges::find(files, number, &ClosedFile::number);
    if (found == files.end()) return std::optional<Opened>{};
    if (auto opened = open(found->path)) return opened;
    if (errno != ENOENT) return unreadable(found->path, errno);
  }
  return std::optional<Opened>{};
}

std::vector<std::uint64_t> numbers_of(const std::vector<ClosedFile>& files, std::uint64_t below) {
  std::vector<std::uint64_t> numbers;
  for (const auto& file : files) {
    if (file.number < below && (numbers.empty() || numbers.back() != file.number)) numbers.push_back(file.number);
  }
  return numbers;
}

}  // namespace

Result<void> read_lines(const std::filesystem::path& file, const VisitLine& visit) {
  auto opened = open(file);
  return opened ? read_opened(std::move(*opened), kAll, visit) : unreadable(file, errno);
}

// pointer.h says why in this order.
Result<void> read_stream(const std::filesystem::path& folder, record::Stream stream, const VisitLine& visit) {
  const auto name = record::name_of(stream);
  const auto committed = read_committed(folder, name);
  if (!committed) return committed.error();
  const auto segment = *committed ? (*committed)->segment : kAll;
  auto last = open(open_file(folder, name));
  if (!last && errno != ENOENT) return unreadable(open_file(folder, name), errno);
  if (*committed) {
    auto closed = open_closed(folder, name, segment);
    if (!closed) return std::move(closed).error();
    if (*closed) last = std::move(*closed);
  }
  for (const auto number : numbers_of(closed_files(folder, name), segment)) {
    auto closed = open_closed(folder, name, number);
    if (!closed) return std::move(closed).error();
    if (!*closed) continue;
    if (auto read = read_opened(std::move(**closed), kAll, visit); !read) return read;
  }
  return last ? read_opened(std::move(*last), *committed ? (*committed)->length : kAll, visit) : Result<void>();
}

bool has_stream(const std::filesystem::path& folder, record::Stream stream) {
  const auto name = record::name_of(stream);
  std::error_code ignored;
  if (std::filesystem::exists(open_file(folder, name), ignored) || !closed_files(folder, name).empty()) return true;
  const auto committed = read_committed(folder, name);
  return committed && *committed;
}

}  // namespace tidings::io::files
