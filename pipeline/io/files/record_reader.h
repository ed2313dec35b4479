#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "pipeline/io/files/body.h"
#include "pipeline/io/files/bytes.h"
#include "pipeline/record/input.h"

namespace tidings::io::files {

enum class Framing : std::uint8_t {
  kLines,  // one record per line; lines of white space are none
  kWhole,  // everything is one record
};

// By the file's name: `.jsonl`, also before `.gz` or `.zst`, holds lines; all else is one article.
[[nodiscard]] Framing framing_of(std::string_view name);

// Cuts bytes into records. Of `Input` it sets body, line, broken and cut.
class RecordReader {
 public:
  // `block` is where bytes are read into; it may be used again when the reader is gone.
  RecordReader(std::unique_ptr<Bytes> from, Framing framing, std::size_t max_record_bytes, std::span<char> block);
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;

  enum class Next : std::uint8_t {
    kRecord,
    kWorked,  // a block was read, no record is whole yet: call again
    kIdle,    // the bytes are not there yet
    kEnd,
  };
  // An error (kBadInput, a record::reason) comes after all records that stand before it; `input.body` then holds what
  // was begun, cut to 64 KiB. Nothing more may be read after it.
  record::Result<Next> next(record::Input& input);

  // Goes past the first records without making them. Before the first next().
  void skip(std::uint64_t records) { skip_ = records; }
  [[nodiscard]] std::uint64_t index() const { return index_; }  // of the next record, from 0

 private:
  bool next_line(record::Input& input);
  Next finish(record::Input& input);
  bool give(record::Input& input);
  bool count();

  std::unique_ptr<Bytes> from_;
  Framing framing_;
  std::span<char> block_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Body body_;
  std::uint64_t line_ = 1;
  std::uint64_t index_ = 0;
  std::uint64_t skip_ = 0;
  bool ended_ = false;
};

}  // namespace tidings::io::files
