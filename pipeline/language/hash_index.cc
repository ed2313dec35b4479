#include "pipeline/language/hash_index.h"

namespace tidings::language {

void HashIndex::reserve(std::size_t count) {
  std::size_t size = 16;
  while (size < 2 * count) size *= 2;
  slots_.assign(size, {});
  mask_ = size - 1;
}

bool HashIndex::add(std::uint64_t hash, std::uint32_t number) {
  std::size_t at = hash & mask_;
  for (; slots_[at].number != kNone; at = (at + 1) & mask_) {
    if (slots_[at].hash == hash) return false;
  }
  slots_[at] = {hash, number};
  return true;
}

std::uint32_t HashIndex::find(std::uint64_t hash) const {
  std::size_t at = hash & mask_;
  while (slots_[at].number != kNone && slots_[at].hash != hash) at = (at + 1) & mask_;
  return slots_[at].number;
}

}  // namespace tidings::language
