#include "pipeline/io/files/admitted.h"

#include "pipeline/io/files/checksum.h"
#include "pipeline/io/files/keys.h"

namespace tidings::io::files {
namespace {

constexpr char kEnd = '\0';  // the one byte that no path holds

std::string_view take_part(std::string_view& bytes, char end) {
  const auto size = bytes.find(end);
  if (size == std::string_view::npos) return {};
  const auto part = bytes.substr(0, size);
  bytes.remove_prefix(size + 1);
  return part;
}

}  // namespace

bool Admitted::held_by(const std::filesystem::path& where, const Identity& now) const {
  if (!now.same_state(identity)) return false;
  if (!checksum || now.modified_ns == identity.modified_ns) return true;
  return Checksum::of(where, now.bytes) == checksum;
}

std::string Admitted::encode() const {
  auto bytes = std::to_string(sequence) + " " + identity.encode();
  bytes += std::to_string(static_cast<int>(after)) + " ";
  bytes += std::to_string(static_cast<int>(preserve)) + " " + std::to_string(static_cast<int>(changed)) + " ";
  bytes += std::to_string(broken_at ? static_cast<std::int64_t>(*broken_at) : -1) + " ";
  bytes += folder + kEnd + name + kEnd + place.encode();
  // As a signed number, which is what key::parse() reads.
  if (checksum) bytes += std::to_string(static_cast<std::int64_t>(*checksum)) + " ";
  return bytes;
}

std::optional<Admitted> Admitted::decode(std::string_view bytes) {
  Admitted file;
  const auto sequence = key::parse(take_part(bytes, ' '));
  const auto identity = Identity::decode(bytes);
  const auto after = key::parse(take_part(bytes, ' '));
  const auto preserve = key::parse(take_part(bytes, ' '));
  const auto changed = key::parse(take_part(bytes, ' '));
  const auto broken_at = key::parse(take_part(bytes, ' '));
  if (!sequence || !identity || !after || *after < 0 || *after > 2 || !preserve || !changed || !broken_at) {
    return std::nullopt;
  }
  file.sequence = static_cast<std::uint64_t>(*sequence);
  file.identity = *identity;
  file.after = static_cast<After>(*after);
  file.preserve = *preserve != 0;
  file.changed = *changed != 0;
  if (*broken_at >= 0) file.broken_at = static_cast<std::uint32_t>(*broken_at);
  file.folder = take_part(bytes, kEnd);
  file.name = take_part(bytes, kEnd);
  if (file.name.empty()) return std::nullopt;
  if (!bytes.empty()) {
    const auto place = Identity::decode(bytes);
    if (!place) return std::nullopt;
    file.place = *place;
  }
  if (!bytes.empty()) {  // states that are older than this end here
    const auto checksum = key::parse(take_part(bytes, ' '));
    if (!checksum) return std::nullopt;
    file.checksum = static_cast<std::uint64_t>(*checksum);
  }
  return file;
}

}  // namespace tidings::io::files
