#include "pipeline/io/files/pointer.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
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
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file && errno == ENOENT) return std::optional<Pointer>{};
  std::array<char, 256> text{};  // the beginning, which is all we need
  const auto size = file ? ::read(file.get(), text.data(), text.size()) : -1;
  if (size < 0) return error_of(errno, "read", path);
  auto pointer = parse({text.data(), static_cast<std::size_t>(size)});
  if (!pointer) {
    return record::Error{
        record::Fault::kFatal, code::kStateMismatch,
        path.string() + " is damaged: " + "it does not tell which state folder this output belongs to"};
  }
  return pointer;
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
