#include "pipeline/io/files/body.h"

#include <algorithm>
#include <utility>

#include "pipeline/record/reason.h"

namespace tidings::io::files {
namespace {

constexpr std::size_t kHeadBytes = std::size_t{64} << 10U;

}  // namespace

Body::Body(std::size_t max_bytes) : max_bytes_(max_bytes) {}

void Body::append(std::string_view bytes) {
  length_ += bytes.size();
  if (!hash_ && length_ <= max_bytes_) {
    bytes_.append(bytes);
    return;
  }
  if (!hash_) {
    hash_ = std::make_unique<record::Sha256>();
    hash_->update(bytes_);
    bytes_.resize(std::min(bytes_.size(), kHeadBytes));
    bytes_.shrink_to_fit();
  }
  bytes_.append(bytes.substr(0, kHeadBytes - bytes_.size()));
  hash_->update(bytes);
}

void Body::give(record::Input& input) {
  if (hash_) {
    input.broken = record::Error{record::Fault::kBadInput, record::reason::kTooLarge,
                                 std::to_string(length_) + " bytes, more than " + std::to_string(max_bytes_)};
    input.cut = record::Cut{length_, hash_->hex()};
  }
  input.body = std::move(bytes_);
  clear();
}

void Body::clear() {
  bytes_.clear();
  length_ = 0;
  hash_.reset();
}

}  // namespace tidings::io::files
