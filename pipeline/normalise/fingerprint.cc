#include "pipeline/normalise/fingerprint.h"

#define XXH_INLINE_ALL
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <xxhash.h>

#include <array>

#include "pipeline/normalise/lexical.h"

namespace tidings::normalise {
namespace {

// Eight counters of one byte each for every value of a byte: bit i of it in counter i.
constexpr std::array<std::uint64_t, 256> kSpread = [] {
  std::array<std::uint64_t, 256> spread{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    for (std::size_t bit = 0; bit < 8; ++bit) spread[byte] |= static_cast<std::uint64_t>(byte >> bit & 1U) << (bit * 8);
  }
  return spread;
}();

class Votes {
 public:
  void add(std::uint64_t hash) {
    for (std::size_t byte = 0; byte < 8; ++byte) small_[byte] += kSpread[hash >> (byte * 8) & 0xFFU];
    ++count_;
    if (++unflushed_ == 255) flush();  // a counter of one byte holds no more
  }

  [[nodiscard]] std::uint64_t majority() {
    flush();
    std::uint64_t bits = 0;
    for (std::size_t bit = 0; bit < 64; ++bit) bits |= static_cast<std::uint64_t>(votes_[bit] * 2 > count_) << bit;
    return bits;
  }

 private:
  void flush() {
    for (std::size_t bit = 0; bit < 64; ++bit) votes_[bit] += small_[bit / 8] >> (bit % 8 * 8) & 0xFFU;
    small_ = {};
    unflushed_ = 0;
  }

  std::array<std::uint64_t, 8> small_{};
  std::array<std::uint64_t, 64> votes_{};
  std::uint64_t count_ = 0;
  int unflushed_ = 0;
};

constexpr std::size_t kWordBytes = 64;  // what is longer is hashed in pieces of this length

// Reads the words of a text, case folded, into its own memory.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  // False at the end.
  bool next() {
    length_ = 0;
    while (at_ < text_.size() && length_ + U8_MAX_LENGTH <= kWordBytes) {
      const char c = text_[at_];
      if (!is_high(c)) {
        const char folded = fold_ascii(c);
        if (is_lower(folded) || is_digit(folded))
          word_[length_++] = folded;
        else if (length_ > 0)
          break;
        ++at_;
        continue;
      }
      UChar32 point = 0;
      const auto before = at_;
      U8_NEXT(reinterpret_cast<const std::uint8_t*>(text_.data()), at_, text_.size(), point);
      if (point >= 0 && u_isalnum(point)) {
        U8_APPEND_UNSAFE(word_.data(), length_, u_foldCase(point, U_FOLD_CASE_DEFAULT));
      } else if (length_ > 0) {
        at_ = before;
        break;
      }
    }
    return length_ > 0;
  }

  [[nodiscard]] std::uint64_t hash() const { return XXH3_64bits(word_.data(), length_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::array<char, kWordBytes> word_{};
  std::size_t length_ = 0;
};

// Order matters: "A met B" is not "B met A".
std::uint64_t join(std::uint64_t first, std::uint64_t second) {
  const std::array<std::uint64_t, 2> pair = {first, second};
  return XXH3_64bits(pair.data(), sizeof pair);
}

}  // namespace

record::Fingerprint fingerprint_of(std::string_view sentence) {
  Votes votes;
  Words words(sentence);
  if (!words.next()) return {};
  auto previous = words.hash();
  votes.add(previous);
  while (words.next()) {
    const auto hash = words.hash();
    votes.add(hash);
    votes.add(join(previous, hash));
    previous = hash;
  }
  return {votes.majority()};
}

}  // namespace tidings::normalise
