#include "pipeline/io/files/decoder.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>

#include "pipeline/record/reason.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Result;

constexpr std::size_t kInputBytes = std::size_t{64} << 10U;

// Compressed bytes on their way into a decoder.
class Inlet {
 public:
  explicit Inlet(std::unique_ptr<Bytes> from) : from_(std::move(from)), buffer_(kInputBytes) {}

  // Reads on when nothing is left. `Got::bytes`: what is left now.
  Result<Got> fill() {
    if (begin_ < end_) return Got{end_ - begin_};
    auto got = from_->read(buffer_);
    if (!got) return got;
    begin_ = 0;
    end_ = got->bytes;
    read_ += got->bytes;
    return got;
  }
  [[nodiscard]] std::span<char> left() { return std::span(buffer_).subspan(begin_, end_ - begin_); }
  void take(std::size_t bytes) { begin_ += bytes; }
  [[nodiscard]] Error damaged(std::string_view what) const {
    return {record::Fault::kBadInput, record::reason::kTruncated,
            std::string(what) + " near compressed byte " + std::to_string(read_ - (end_ - begin_))};
  }

 private:
  std::unique_ptr<Bytes> from_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t read_ = 0;
};

class GzipDecoder final : public Bytes {
 public:
  explicit GzipDecoder(std::unique_ptr<Bytes> from) : inlet_(std::move(from)) {
    constexpr int kGzipOnly = 15 + 16;
    record::ensure(::inflateInit2(&stream_, kGzipOnly) == Z_OK, "zlib can be set up");
  }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;
  ~GzipDecoder() override { ::inflateEnd(&stream_); }

  Result<Got> read(std::span<char> into) override {
    if (failed_) return *failed_;
    std::size_t made = 0;
    while (made < into.size()) {
      auto left = inlet_.fill();
      if (!left) return give(made, left.error());
      if (left->again) return Got{made, made == 0};
      if (left->bytes == 0 && !inside_) return empty_ ? give(made, ends_early()) : Got{made};
      if (!inside_ && !begin_member()) continue;
      const auto before = made;
      if (auto error = inflate_into(into, made)) return give(made, std::move(*error));
      // Not before zlib has handed out what it still had in hand.
      if (left->bytes == 0 && inside_ && made == before) return give(made, ends_early());
    }
    return Got{made};
  }

 private:
  // Between members: false while zero bytes, which some writers pad with, are skipped.
  bool begin_member() {
    const auto left = inlet_.left();
    const auto zeros = empty_ ? left.begin() : std::find_if(left.begin(), left.end(), [](char c) { return c != 0; });
    inlet_.take(static_cast<std::size_t>(zeros - left.begin()));
    if (zeros == left.end()) return false;
    ::inflateReset(&stream_);
    inside_ = true;
    empty_ = false;
    return true;
  }

  std::optional<Error> inflate_into(std::span<char> into, std::size_t& made) {
    const auto left = inlet_.left();
    stream_.next_in = reinterpret_cast<Bytef*>(left.data());
    stream_.avail_in = static_cast<uInt>(left.size());
    stream_.next_out = reinterpret_cast<Bytef*>(into.data() + made);
    stream_.avail_out = static_cast<uInt>(into.size() - made);
    const int status = ::inflate(&stream_, Z_NO_FLUSH);
    inlet_.take(left.size() - stream_.avail_in);
    made = into.size() - stream_.avail_out;
    if (status == Z_STREAM_END) inside_ = false;
    if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) return std::nullopt;
    return inlet_.damaged(std::string("gzip data is damaged (") + (stream_.msg ? stream_.msg : "no reason") + ")");
  }

  [[nodiscard]] Error ends_early() const { return inlet_.damaged("gzip data ends early"); }

  // What was made first, then the error.
  Result<Got> give(std::size_t made, Error error) {
    failed_ = std::move(error);
    if (made > 0) return Got{made};
    return *failed_;
  }

  Inlet inlet_;
  z_stream stream_{};
  bool inside_ = false;  // of a member
  bool empty_ = true;    // no member has begun yet
  std::optional<Error> failed_;
};

class ZstdDecoder final : public Bytes {
 public:
  explicit ZstdDecoder(std::unique_ptr<Bytes> from)
      : inlet_(std::move(from)), context_(ZSTD_createDCtx(), &ZSTD_freeDCtx) {
    record::ensure(context_ != nullptr, "zstd can be set up");
  }

  Result<Got> read(std::span<char> into) override {
    if (failed_) return *failed_;
    ZSTD_outBuffer output{into.data(), into.size(), 0};
    while (output.pos < output.size) {
      auto left = inlet_.fill();
      if (!left) return give(output.pos, left.error());
      if (left->again) return Got{output.pos, output.pos == 0};
      if (left->bytes == 0 && !inside_) return Got{output.pos};
      // A frame that comes in one piece is read by other rules, with a window of any size. So none ever does.
      const auto compressed = inlet_.left().first(at_start_ ? std::min<std::size_t>(left->bytes, 1) : left->bytes);
      ZSTD_inBuffer input{compressed.data(), compressed.size(), 0};
      const auto before = output.pos;
      const auto wanted = ZSTD_decompressStream(context_.get(), &output, &input);
      inlet_.take(input.pos);
      if (ZSTD_isError(wanted) != 0) {
        return give(output.pos,
                    inlet_.damaged(std::string("zstd data is damaged (") + ZSTD_getErrorName(wanted) + ")"));
      }
      at_start_ = wanted == 0;
      inside_ = wanted != 0;
      if (left->bytes == 0 && output.pos == before) return give(output.pos, inlet_.damaged("zstd data ends early"));
    }
    return Got{output.pos};
  }

 private:
  Result<Got> give(std::size_t made, Error error) {
    failed_ = std::move(error);
    if (made > 0) return Got{made};
    return *failed_;
  }

  Inlet inlet_;
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_;
  bool at_start_ = true;  // of a frame
  bool inside_ = true;    // of a frame; at first, so that an empty file is not taken for a whole one
  std::optional<Error> failed_;
};

// Puts bytes already read before the rest.
class Unread final : public Bytes {
 public:
  Unread(std::string first, std::unique_ptr<Bytes> rest) : first_(std::move(first)), rest_(std::move(rest)) {}
  Result<Got> read(std::span<char> into) override {
    if (at_ == first_.size()) return rest_->read(into);
    const auto bytes = std::min(into.size(), first_.size() - at_);
    std::memcpy(into.data(), first_.data() + at_, bytes);
    at_ += bytes;
    return Got{bytes};
  }

 private:
  std::string first_;
  std::unique_ptr<Bytes> rest_;
  std::size_t at_ = 0;
};

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstd = "\x28\xb5\x2f\xfd";

// Decides as soon as enough bytes are there.
class Sniffing final : public Bytes {
 public:
  explicit Sniffing(std::unique_ptr<Bytes> from) : from_(std::move(from)) {}
  Result<Got> read(std::span<char> into) override {
    while (!decoder_) {
      std::array<char, kZstd.size()> bytes{};
      auto got = from_->read({bytes.data(), bytes.size() - first_.size()});
      if (!got || got->again) return got;
      first_.append(bytes.data(), got->bytes);
      const bool may_become = kGzip.starts_with(first_) || kZstd.starts_with(first_);
      if (got->bytes > 0 && may_become && first_ != kGzip && first_ != kZstd) continue;
      auto codec = Codec::kPlain;
      if (first_.starts_with(kGzip)) codec = Codec::kGzip;
      if (first_ == kZstd) codec = Codec::kZstd;
      decoder_ = decoded(std::make_unique<Unread>(std::move(first_), std::move(from_)), codec);
    }
    return decoder_->read(into);
  }

 private:
  std::unique_ptr<Bytes> from_;
  std::string first_;
  std::unique_ptr<Bytes> decoder_;
};

}  // namespace

Codec codec_of(std::string_view name) {
  if (name.ends_with(".gz")) return Codec::kGzip;
  if (name.ends_with(".zst")) return Codec::kZstd;
  return Codec::kPlain;
}

std::unique_ptr<Bytes> decoded(std::unique_ptr<Bytes> from, Codec codec) {
  switch (codec) {
    case Codec::kGzip:
      return std::make_unique<GzipDecoder>(std::move(from));
    case Codec::kZstd:
      return std::make_unique<ZstdDecoder>(std::move(from));
    case Codec::kPlain:
      break;
  }
  return from;
}

std::unique_ptr<Bytes> decoded_by_content(std::unique_ptr<Bytes> from) {
  return std::make_unique<Sniffing>(std::move(from));
}

}  // namespace tidings::io::files
