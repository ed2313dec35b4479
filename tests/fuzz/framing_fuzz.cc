#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/io/files/decoder.h"
#include "pipeline/io/files/record_reader.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using io::files::Framing;
using io::files::RecordReader;
using record::ensure;

// Hands out at most `step` bytes at once, as a pipe or a slow disk might.
class Trickle final : public io::files::Bytes {
 public:
  Trickle(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  record::Result<io::files::Got> read(std::span<char> into) override {
    const auto count = std::min({into.size(), step_, bytes_.size()});
    std::memcpy(into.data(), bytes_.data(), count);
    bytes_.remove_prefix(count);
    return io::files::Got{count};
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

struct Records {
  std::vector<std::string> bodies;
  std::vector<std::uint64_t> lines;
  std::string error;
  friend bool operator==(const Records&, const Records&) = default;
};

constexpr std::size_t kLongestRecord = 4096;
constexpr std::size_t kMost = std::size_t{1} << 20U;  // of what a small input may decompress to, the first bytes

std::optional<Records> read_all(std::string_view bytes, Framing framing, std::size_t step, std::size_t block_bytes) {
  std::vector<char> block(block_bytes);
  RecordReader reader(io::files::decoded_by_content(std::make_unique<Trickle>(bytes, step)), framing, kLongestRecord,
                      block);
  Records records;
  for (std::size_t read = 0; read < kMost; read += block_bytes) {
    record::Input input;
    auto next = reader.next(input);
    while (next && *next == RecordReader::Next::kRecord) {
      ensure(input.broken.has_value() == input.cut.has_value(), "what is too long is cut");
      ensure(input.body.size() <= (input.cut ? std::size_t{64} << 10U : kLongestRecord), "a record has a bound");
      records.bodies.push_back(std::move(input.body));
      records.lines.push_back(input.line);
      input = {};
      next = reader.next(input);
    }
    if (!next) {
      ensure(next.error().fault == record::Fault::kBadInput, "bad bytes are bad input");
      records.error = next.error().code;
    }
    if (!next || *next == RecordReader::Next::kEnd) return records;
  }
  return std::nullopt;  // not read to its end: where it stops depends on the blocks
}

}  // namespace

// The records of a file are the same however its bytes come. The first byte says how they do.
void run(std::string_view input) {
  if (input.empty()) return;
  const auto way = static_cast<unsigned char>(input.front());
  input.remove_prefix(1);
  const auto framing = (way & 1U) != 0 ? Framing::kLines : Framing::kWhole;
  const auto whole = read_all(input, framing, kMost, std::size_t{64} << 10U);
  const auto pieces = read_all(input, framing, std::size_t{1} << (way >> 5U), 64 + (way & 0x1EU));
  if (!whole || !pieces) return;
  ensure(whole->error == pieces->error, "damage does not depend on how bytes come");
  const bool damaged_zstd = !whole->error.empty() && input.starts_with("\x28\xb5\x2f\xfd");
  ensure(damaged_zstd || *whole == *pieces, "records do not depend on how bytes come");
}

}  // namespace tidings::fuzz
