#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tidings::record {

// SHA-256 of bytes that do not fit into memory together; see sha256_hex() for those that do.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void update(std::string_view bytes);
  [[nodiscard]] std::string hex();  // 64 digits; once, then nothing more is added

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace tidings::record
