#include "pipeline/io/files/record_reader.h"

#include <algorithm>
#include <cstring>

namespace tidings::io::files {
namespace {

using record::Result;

constexpr std::size_t kHeadBytes = std::size_t{64} << 10U;

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

}  // namespace

Framing framing_of(std::string_view name) {
  for (const std::string_view codec : {".gz", ".zst"}) {
    if (name.ends_with(codec)) {
      name.remove_suffix(codec.size());
      break;
    }
  }
  return name.ends_with(".jsonl") ? Framing::kLines : Framing::kWhole;
}

RecordReader::RecordReader(std::unique_ptr<Bytes> from, Framing framing, std::size_t max_record_bytes,
                           std::span<char> block)
    : from_(std::move(from)), framing_(framing), block_(block), body_(max_record_bytes) {}

Result<RecordReader::Next> RecordReader::next(record::Input& input) {
  if (framing_ == Framing::kLines && next_line(input)) return Next::kRecord;
  if (ended_) return finish(input);
  auto got = from_->read(block_);
  if (!got) {
    body_.give(input);
    input.body.resize(std::min(input.body.size(), kHeadBytes));
    input.cut.reset();
    input.line = framing_ == Framing::kLines ? line_ : 0;
    return got.error();
  }
  if (got->again) return Next::kIdle;
  begin_ = 0;
  end_ = got->bytes;
  ended_ = got->bytes == 0;
  if (framing_ == Framing::kWhole) {
    body_.append({block_.data(), end_});
    begin_ = end_;
  }
  return Next::kWorked;
}

// The next record of the block, if it ends there; what is left over is kept.
bool RecordReader::next_line(record::Input& input) {
  while (begin_ < end_) {
    const char* from = block_.data() + begin_;
    const auto* line_end = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
    const std::string_view part(from, line_end == nullptr ? end_ - begin_ : static_cast<std::size_t>(line_end - from));
    begin_ += part.size() + (line_end == nullptr ? 0 : 1);
    if (line_end != nullptr && body_.empty() && (skip_ > 0 || is_blank(part))) {
      if (!is_blank(part)) count();
      ++line_;
      continue;
    }
    body_.append(part);
    if (line_end == nullptr) return false;
    const bool given = give(input);
    ++line_;
    if (given) return true;
  }
  return false;
}

// Gives what the body holds, unless it is nothing or to be skipped.
bool RecordReader::give(record::Input& input) {
  record::Input record;
  body_.give(record);
  if (!record.broken) {
    if (is_blank(record.body)) return false;
    if (record.body.back() == '\r') record.body.pop_back();
  }
  if (!count()) return false;
  input.body = std::move(record.body);
  input.broken = std::move(record.broken);
  input.cut = std::move(record.cut);
  input.line = line_;
  return true;
}

// False: the record is one of those to be skipped.
bool RecordReader::count() {
  ++index_;
  if (skip_ == 0) return true;
  --skip_;
  return false;
}

RecordReader::Next RecordReader::finish(record::Input& input) {
  if (framing_ == Framing::kLines) return !body_.empty() && give(input) ? Next::kRecord : Next::kEnd;
  if (index_ > 0 || !count()) return Next::kEnd;
  body_.give(input);
  return Next::kRecord;
}

}  // namespace tidings::io::files
