#include "pipeline/language/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cstring>
#include <utility>

#include "pipeline/record/id.h"

static_assert(std::endian::native == std::endian::little, "the model file is read as it lies");

namespace tidings::language {
namespace {

constexpr std::string_view kMagic = "TIDLANG\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kPartsMax = 1000;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t parts;
  unsigned char sha256[32];
  std::uint64_t size;
};
static_assert(sizeof(Header) == 56);

struct Entry {
  char name[24];
  std::uint32_t kind;
  std::uint32_t spare;
  std::uint64_t rows;
  std::uint64_t columns;
  std::uint64_t offset;
};
static_assert(sizeof(Entry) == 56);

enum Kind : std::uint32_t { kInt8 = 1, kInt16 = 2, kInt32 = 3, kUint16 = 4, kText = 5 };

std::uint64_t size_of(std::uint32_t kind) {
  switch (kind) {
    case kInt8:
      return 1;
    case kText:
      return 1;
    case kInt16:
      return 2;
    case kUint16:
      return 2;
    case kInt32:
      return 4;
    default:
      return 0;
  }
}

record::Error bad(const std::filesystem::path& path, std::string what) {
  return {record::Fault::kFatal, "bad_model", path.string() + ": " + std::move(what)};
}

std::string hex(const unsigned char* bytes, std::size_t count) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

}  // namespace

record::Result<ModelFile> ModelFile::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return bad(path, std::string("cannot be opened: ") + std::strerror(errno));
  struct stat status {};
  const bool known = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  if (size < sizeof(Header)) {
    ::close(fd);
    return bad(path, "is no model file: shorter than a header");
  }
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  ::close(fd);
  if (at == MAP_FAILED) return bad(path, std::string("cannot be mapped: ") + std::strerror(errno));
  ModelFile file;
  file.bytes_ = {static_cast<const char*>(at), size};
  if (auto checked = file.check(path); !checked) return checked.error();
  return file;
}

record::Result<void> ModelFile::check(const std::filesystem::path& path) {
  Header header{};
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kMagic) return bad(path, "is no model file");
  if (header.version != kVersion) {
    return bad(path, "has format version " + std::to_string(header.version) + "; this program reads version " +
                         std::to_string(kVersion));
  }
  if (header.size != bytes_.size()) {
    return bad(path, "has " + std::to_string(bytes_.size()) + " bytes and should have " + std::to_string(header.size));
  }
  hash_ = hex(header.sha256, sizeof header.sha256);
  if (record::sha256_hex(bytes_.substr(sizeof header)) != hash_)
    return bad(path, "is damaged: its hash does not match");
  if (header.parts > kPartsMax || bytes_.size() - sizeof header < header.parts * sizeof(Entry)) {
    return bad(path, "has an impossible table of parts");
  }
  for (std::size_t i = 0; i < header.parts; ++i) {
    Entry entry{};
    std::memcpy(&entry, bytes_.data() + sizeof header + i * sizeof entry, sizeof entry);
    const std::string name(entry.name, ::strnlen(entry.name, sizeof entry.name));
    const std::uint64_t unit = size_of(entry.kind), size = bytes_.size();
    if (unit == 0 || entry.rows > size || entry.columns > size || entry.rows * entry.columns > size / unit ||
        entry.offset % unit != 0 || entry.offset > size - entry.rows * entry.columns * unit) {
      return bad(path, "part '" + name + "' does not lie inside the file");
    }
    parts_[name] = {entry.kind, entry.rows, entry.columns, entry.offset};
  }
  return {};
}

ModelFile::ModelFile(ModelFile&& other) noexcept
    : bytes_(std::exchange(other.bytes_, {})), parts_(std::move(other.parts_)), hash_(std::move(other.hash_)) {}

ModelFile& ModelFile::operator=(ModelFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(parts_, other.parts_);
  std::swap(hash_, other.hash_);
  return *this;
}

ModelFile::~ModelFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

template <typename T>
ModelFile::Matrix<T> ModelFile::part(std::string_view name, std::uint32_t kind) const {
  const auto at = parts_.find(name);
  if (at == parts_.end() || at->second.kind != kind) throw Missing{std::string(name)};
  const Part& p = at->second;
  return {{reinterpret_cast<const T*>(bytes_.data() + p.offset), p.rows * p.columns}, p.rows, p.columns};
}

ModelFile::Matrix<std::int8_t> ModelFile::int8(std::string_view name) const { return part<std::int8_t>(name, kInt8); }
ModelFile::Matrix<std::int16_t> ModelFile::int16(std::string_view name) const {
  return part<std::int16_t>(name, kInt16);
}
ModelFile::Matrix<std::int32_t> ModelFile::int32(std::string_view name) const {
  return part<std::int32_t>(name, kInt32);
}
ModelFile::Matrix<std::uint16_t> ModelFile::uint16(std::string_view name) const {
  return part<std::uint16_t>(name, kUint16);
}
std::string_view ModelFile::text(std::string_view name) const {
  const auto p = part<char>(name, kText);
  return {p.values.data(), p.values.size()};
}

}  // namespace tidings::language
