#include "pipeline/io/files/decoder.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace tidings::io::files {
namespace {

class Given final : public Bytes {
 public:
  Given(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  record::Result<Got> read(std::span<char> into) override {
    const auto count = std::min({into.size(), step_, bytes_.size()});
    std::memcpy(into.data(), bytes_.data(), count);
    bytes_.remove_prefix(count);
    return Got{count};
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

std::string gzip_of(std::string text) {
  z_stream stream{};
  EXPECT_EQ(::deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(::deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  return packed;
}

struct Unpacked {
  std::string text;
  std::string error;
};

Unpacked unpack(std::string_view packed, std::size_t step, Codec codec = Codec::kGzip,
                std::size_t come = std::string_view::npos) {
  const auto bytes = decoded(std::make_unique<Given>(packed, come), codec);
  std::vector<char> block(step);
  Unpacked unpacked;
  for (;;) {
    const auto got = bytes->read(block);
    if (!got) unpacked.error = got.error().code;
    if (!got || got->bytes == 0) return unpacked;
    unpacked.text.append(block.data(), got->bytes);
  }
}

// The last bytes of a deflate stream stand for long repetitions, which zlib hands out as there is room for them.
TEST(GzipDecoder, GivesAllThatStandsBeforeACutHoweverSmallTheRoom) {
  const auto packed = gzip_of("The ferry runs. " + std::string(5000, 'x'));
  for (std::size_t cut = 1; cut < packed.size(); ++cut) {
    const auto whole = unpack(std::string_view(packed).substr(0, packed.size() - cut), 1U << 16U);
    EXPECT_EQ(whole.error, "truncated") << cut;
    for (const std::size_t step : {1U, 7U, 64U, 1000U}) {
      const auto pieces = unpack(std::string_view(packed).substr(0, packed.size() - cut), step);
      EXPECT_EQ(pieces.text, whole.text) << "without " << cut << " bytes, by " << step;
      EXPECT_EQ(pieces.error, "truncated") << cut;
    }
  }
}

TEST(GzipDecoder, GivesWhatIsWholeWithoutAnError) {
  const std::string text = "The ferry runs. " + std::string(5000, 'x');
  for (const std::size_t step : {1U, 7U, 64U, 1U << 16U}) {
    const auto unpacked = unpack(gzip_of(text) + gzip_of("Again.") + std::string(5, '\0'), step);
    EXPECT_EQ(unpacked.text, text + "Again.") << step;
    EXPECT_EQ(unpacked.error, "") << step;
  }
}

// A frame of `text` as it is, which names its length and asks for a window of 2^`window_log` bytes.
std::string zstd_frame(std::string_view text, unsigned window_log) {
  const auto byte = [](std::size_t value) { return static_cast<char>(value & 0xFFU); };
  std::string frame = "\x28\xb5\x2f\xfd\x40";
  const auto length = text.size() - 256;
  const auto block = (text.size() << 3U) | 1U;
  for (const std::size_t value :
       {std::size_t{window_log - 10U} << 3U, length, length >> 8U, block, block >> 8U, block >> 16U})
    frame += byte(value);
  return frame.append(text);
}

// libzstd looks at the window of a frame only where the frame does not come in one piece.
TEST(ZstdDecoder, TakesTheSameWindowsHoweverTheBytesCome) {
  const std::string text(300, 'a');
  const auto small = zstd_frame(text, 20);
  const auto large = zstd_frame(text, 30);
  for (const std::size_t come : {1, 7, 10'000}) {
    const auto taken = unpack(small + small, 4096, Codec::kZstd, come);
    EXPECT_EQ(taken.text, text + text);
    EXPECT_EQ(taken.error, "");
    EXPECT_EQ(unpack(large, 4096, Codec::kZstd, come).error, "truncated") << come;
    EXPECT_EQ(unpack(small + large, 4096, Codec::kZstd, come).error, "truncated") << come;
  }
}

}  // namespace
}  // namespace tidings::io::files
