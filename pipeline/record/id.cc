#include "pipeline/record/id.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <span>

#include "pipeline/record/result.h"

namespace tidings::record {
namespace {

constexpr std::string_view kVersion = "1";
constexpr std::string_view kDigits = "0123456789abcdef";

void append(std::string& to, std::string_view field) {
  auto length = static_cast<std::uint64_t>(field.size());
  for (int byte = 0; byte < 8; ++byte, length >>= 8U) to.push_back(static_cast<char>(length & 0xffU));
  to.append(field);
}

std::array<std::uint8_t, SHA256_DIGEST_LENGTH> sha256(std::string_view bytes) {
  // SHA256() looks the algorithm up by its name with each call, which takes longer than to hash an article's id.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
  ensure(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm, nullptr) == 1, "OpenSSL hashes");
  return digest;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    hex.push_back(kDigits[byte >> 4U]);
    hex.push_back(kDigits[byte & 0xfU]);
  }
  return hex;
}

}  // namespace

Id Id::of(std::string_view kind, std::initializer_list<std::string_view> fields) {
  std::string buffer;
  buffer.reserve(256);
  append(buffer, kVersion);
  append(buffer, kind);
  for (const auto field : fields) append(buffer, field);
  const auto digest = sha256(buffer);
  Id id;
  std::copy_n(digest.begin(), id.bytes_.size(), id.bytes_.begin());
  return id;
}

std::optional<Id> Id::from_hex(std::string_view hex) {
  Id id;
  if (hex.size() != id.bytes_.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const auto digit = kDigits.find(hex[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    auto& byte = id.bytes_[i / 2];
    byte = static_cast<std::uint8_t>(byte << 4U | digit);
  }
  return id;
}

std::string Id::hex() const { return to_hex(bytes_); }

std::string sha256_hex(std::string_view bytes) { return to_hex(sha256(bytes)); }

}  // namespace tidings::record
