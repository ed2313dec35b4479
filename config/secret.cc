#include "config/secret.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace tidings::config {

record::Result<Secret> read_secret(const std::filesystem::path& file) {
  constexpr std::size_t kLongest = 64 * 1024;
  const auto refuse = [&file](std::string_view why) {
    return record::Error{record::Fault::kBadInput, "bad_secret", fmt::format("{}: {}", file.string(), why)};
  };
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string value(kLongest + 1, '\0');
  in.read(value.data(), static_cast<std::streamsize>(value.size()));
  value.resize(static_cast<std::size_t>(in.gcount()));
  if (value.size() > kLongest) return refuse("longer than 64 KiB");
  if (!in.eof()) return refuse("cannot be read: " + std::error_code(errno, std::generic_category()).message());
  if (value.ends_with('\n')) value.pop_back();
  if (value.ends_with('\r')) value.pop_back();
  if (value.empty()) return refuse("is empty");
  if (value.find('\0') != std::string::npos) return refuse("holds NUL");
  return Secret(std::move(value));
}

}  // namespace tidings::config
