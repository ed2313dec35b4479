#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/record/input.h"
#include "pipeline/record/sha256.h"

namespace tidings::io::files {

// Collects the bytes of one record. Of one longer than `max_bytes` only the first 64 KiB, the length and the hash are
// kept, so that it may be as long as it likes.
class Body {
 public:
  explicit Body(std::size_t max_bytes);
  void append(std::string_view bytes);
  [[nodiscard]] bool empty() const { return length_ == 0; }

  // Moves the body into `input`, as `broken` and `cut` where it was too long; then it is empty again.
  void give(record::Input& input);
  void clear();

 private:
  std::size_t max_bytes_;
  std::string bytes_;
  std::uint64_t length_ = 0;
  std::unique_ptr<record::Sha256> hash_;  // while it is too long
};

}  // namespace tidings::io::files
