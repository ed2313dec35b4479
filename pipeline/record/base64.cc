#include "pipeline/record/base64.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstddef>

namespace tidings::record {

std::string to_base64(std::string_view bytes) {
  // In pieces, because OpenSSL counts in int; a piece of a multiple of three bytes needs no padding.
  constexpr std::size_t kPiece = 3 * 1024 * 1024;
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends what it writes with NUL
  auto* out = reinterpret_cast<unsigned char*>(text.data());
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kPiece, bytes.size()))) {
    const auto length = static_cast<int>(std::min(kPiece, bytes.size()));
    out += EVP_EncodeBlock(out, reinterpret_cast<const unsigned char*>(bytes.data()), length);
  }
  text.pop_back();
  return text;
}

}  // namespace tidings::record
