#include "pipeline/io/files/checksum.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "pipeline/io/files/file.h"

namespace tidings::io::files {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;

struct Free {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

}  // namespace

struct Checksum::State {
  std::unique_ptr<XXH3_state_t, Free> xxh3{XXH3_createState()};
};

Checksum::Checksum() : state_(std::make_unique<State>()) { XXH3_64bits_reset(state_->xxh3.get()); }
Checksum::~Checksum() = default;
Checksum::Checksum(Checksum&&) noexcept = default;
Checksum& Checksum::operator=(Checksum&&) noexcept = default;

void Checksum::update(std::string_view bytes) { XXH3_64bits_update(state_->xxh3.get(), bytes.data(), bytes.size()); }

std::uint64_t Checksum::value() const { return XXH3_64bits_digest(state_->xxh3.get()); }

std::optional<std::uint64_t> Checksum::of(int descriptor, std::uint64_t bytes) {
  Checksum sum;
  std::vector<char> block(std::min<std::uint64_t>(bytes, kBlockBytes));
  for (std::uint64_t at = 0; at < bytes;) {
    const auto wanted = std::min<std::uint64_t>(block.size(), bytes - at);
    const auto got = ::pread(descriptor, block.data(), wanted, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    sum.update({block.data(), static_cast<std::size_t>(got)});
    at += static_cast<std::uint64_t>(got);
  }
  return sum.value();
}

std::optional<std::uint64_t> Checksum::of(const std::filesystem::path& path, std::uint64_t bytes) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  return file ? of(file.get(), bytes) : std::nullopt;
}

}  // namespace tidings::io::files
