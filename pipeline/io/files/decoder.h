#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "pipeline/io/files/bytes.h"

namespace tidings::io::files {

enum class Codec : std::uint8_t { kPlain, kGzip, kZstd };

// By the file's name: `.gz`, `.zst`.
[[nodiscard]] Codec codec_of(std::string_view name);

// What `from` holds, decompressed as it is read; memory is bounded whatever the input says (zstd: windows of up to
// 128 MiB, as its own tool). Members and frames may follow each other. What is damaged or ends early gives what stands
// before the damage, then an error `truncated`: of gzip all of it, of zstd nothing that came in one piece with the
// damage (of a file: 64 KiB of it), for its library then keeps what it made.
std::unique_ptr<Bytes> decoded(std::unique_ptr<Bytes> from, Codec codec);

// The same, but the codec is told by the first bytes.
std::unique_ptr<Bytes> decoded_by_content(std::unique_ptr<Bytes> from);

}  // namespace tidings::io::files
