#include "pipeline/io/files/pointer.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <span>
#include <string_view>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/file.h"

namespace tidings::io::files {
namespace {

using record::Result;

constexpr std::string_view kBegin = "{\"state\":\"";
constexpr std::string_view kMiddle = "\",\"commit\":";

std::filesystem::path path_in(const std::filesystem::path& folder) { return folder / ".committed"; }

std::optional<Pointer> parse(std::string_view text) {
  if (!text.starts_with(kBegin)) return std::nullopt;
  text.remove_prefix(kBegin.size());
  const auto end = text.find(kMiddle);
  if (end == std::string_view::npos) return std::nullopt;
  Pointer pointer{std::string(text.substr(0, end)), 0};
  text.remove_prefix(end + kMiddle.size());
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), pointer.commit);
  if (failed != std::errc{} || stop == text.data() + text.size() || *stop != ',') return std::nullopt;
  return pointer;
}

std::optional<std::uint64_t> number_behind(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  std::uint64_t number = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return number;
}

record::Error damaged(const std::filesystem::path& path) {
  return {record::Fault::kFatal, code::kStateMismatch,
          path.string() + " is damaged: it does not tell which state folder this output belongs to"};
}

// The first bytes of it; -1, with errno, where it cannot be read.
ssize_t read_begin(const std::filesystem::path& path, std::span<char> into) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file ? ::read(file.get(), into.data(), into.size()) : -1;
}

std::string print(const Pointer& pointer, const std::map<std::string, Committed>& streams) {
  auto text = std::string(kBegin) + pointer.state + std::string(kMiddle) + std::to_string(pointer.commit);
  text += ",\"streams\":{";
  for (const auto* separator = ""; const auto& [name, committed] : streams) {
    text += separator;
    text += "\"" + name + "\":{\"segment\":" + std::to_string(committed.segment) +
            ",\"length\":" + std::to_string(committed.length) + "}";
    separator = ",";
  }
  return text + "}}\n";
}

}  // namespace

Result<std::optional<Pointer>> read_pointer(const std::filesystem::path& folder) {
  const auto path = path_in(folder);
  std::array<char, 256> text{};  // the beginning, which is all we need
  const auto size = read_begin(path, text);
  if (size < 0 && errno == ENOENT) return std::optional<Pointer>{};
  if (size < 0) return error_of(errno, "read", path);
  auto pointer = parse({text.data(), static_cast<std::size_t>(size)});
  if (!pointer) return damaged(path);
  return pointer;
}

Result<std::optional<Committed>> read_committed(const std::filesystem::path& folder, std::string_view stream) {
  const auto path = path_in(folder);
  std::array<char, 4096> bytes{};  // of five streams, with room
  const auto size = read_begin(path, bytes);
  if (size < 0 && errno == ENOENT) return std::optional<Committed>{};
  if (size < 0) return error_of(errno, "read", path);
  std::string_view text(bytes.data(), static_cast<std::size_t>(size));
  if (!parse(text)) return damaged(path);
  const auto at = text.find("\"" + std::string(stream) + "\":{");
  if (at == std::string_view::npos) return std::optional<Committed>{};
  text.remove_prefix(text.find('{', at) + 1);
  const auto segment = number_behind(text, "\"segment\":");
  const auto length = number_behind(text, ",\"length\":");
  if (!segment || !length) return damaged(path);
  return Committed{*segment, *length, *segment};
}

Result<void> write_pointer(const std::filesystem::path& folder, const Pointer& pointer,
                           const std::map<std::string, Committed>& streams) {
  const auto hidden = folder / ".committed.new";
  {
    const Fd file(::open(hidden.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file) return error_of(errno, "open", hidden);
    if (auto written = write_at(file.get(), hidden, print(pointer, streams), 0); !written) return written;
    // Without this a power cut may leave an empty file under the new name.
    if (auto synced = sync_data(file.get(), hidden); !synced) return synced;
  }
  return rename_file(hidden, path_in(folder));
}

}  // namespace tidings::io::files
