#include "pipeline/record/code_points.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "pipeline/record/result.h"

namespace tidings::record {
namespace {

constexpr std::size_t kBlock = 256;

bool begins_code_point(char byte) { return (static_cast<std::uint8_t>(byte) & 0xc0U) != 0x80U; }

// Code points that begin in `bytes`: all bytes but the continuing ones (10xxxxxx), eight at a time.
std::uint32_t count(std::string_view bytes) {
  std::size_t continuing = 0;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    continuing += static_cast<std::size_t>(std::popcount((word >> 7U) & ~(word >> 6U) & 0x0101010101010101ULL));
  }
  for (; at < bytes.size(); ++at) continuing += begins_code_point(bytes[at]) ? 0U : 1U;
  return static_cast<std::uint32_t>(bytes.size() - continuing);
}

}  // namespace

void CodePoints::assign(std::string_view text) {
  ensure(text.size() < UINT32_MAX, "a text is shorter than 4 GiB");
  text_ = text;
  before_.clear();
  size_ = count(text);
  if (size_ == text.size()) return;
  before_.reserve(text.size() / kBlock + 1);
  std::uint32_t so_far = 0;
  for (std::size_t block = 0; block < text.size(); block += kBlock) {
    before_.push_back(so_far);
    so_far += count(text.substr(block, kBlock));
  }
}

std::uint32_t CodePoints::index_of(std::size_t byte) const {
  ensure(byte <= text_.size(), "the byte lies in the text");
  if (before_.empty()) return static_cast<std::uint32_t>(byte);
  if (byte == text_.size()) return size_;
  const auto block = byte / kBlock;
  return before_[block] + count(text_.substr(block * kBlock, byte % kBlock));
}

std::size_t CodePoints::byte_of(std::uint32_t index) const {
  ensure(index <= size_, "the code point lies in the text");
  if (before_.empty()) return index;
  if (index == size_) return text_.size();
  // The last block that begins with at most `index` code points before it holds the one asked for.
  const auto after = std::upper_bound(before_.begin(), before_.end(), index);
  const auto block = static_cast<std::size_t>(after - before_.begin()) - 1;
  auto left = index - before_[block];
  auto byte = block * kBlock;
  while (true) {
    if (begins_code_point(text_[byte])) {
      if (left == 0) return byte;
      --left;
    }
    ++byte;
  }
}

}  // namespace tidings::record
