#include "pipeline/record/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "pipeline/record/result.h"

namespace tidings::record {

struct Sha256::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  ensure(EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr) == 1, "OpenSSL knows SHA-256");
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  ensure(EVP_DigestUpdate(context_->digest.get(), bytes.data(), bytes.size()) == 1, "a hash takes any bytes");
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  ensure(EVP_DigestFinal_ex(context_->digest.get(), digest.data(), &size) == 1, "a hash ends once");
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex.push_back(kDigits[digest[i] >> 4U]);
    hex.push_back(kDigits[digest[i] & 0xfU]);
  }
  return hex;
}

}  // namespace tidings::record
