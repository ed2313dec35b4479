#include "pipeline/io/files/pipe_source.h"

#include <algorithm>
#include <utility>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/decoder.h"
#include "pipeline/io/files/filling.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr record::Partition kPartition{0};
constexpr record::Assignment kAssignment{1};

}  // namespace

PipeSource::PipeSource(int descriptor, const SourceOptions& options, store::Store& store)
    : descriptor_(descriptor),
      admissions_(store),
      block_(RecordReader::kBlockBytes),
      reader_(decoded_by_content(std::make_unique<PipeBytes>(descriptor)), Framing::kLines, options.max_record_bytes,
              block_),
      container_(std::make_shared<const std::string>("-")) {}

Result<std::unique_ptr<Source>> PipeSource::open(int descriptor, const SourceOptions& options, store::Store& store) {
  return std::unique_ptr<Source>(new PipeSource(descriptor, options, store));
}

std::string PipeSource::name(record::Partition /*partition*/) const { return "standard input"; }

Result<void> PipeSource::start(std::span<const Position> committed) {
  std::uint64_t used = 0;
  for (const auto& position : committed) used = std::max(used, sequence_of(position.next));
  if (auto loaded = admissions_.load(used); !loaded) return loaded;
  if (!admissions_.unfinished().empty()) {
    return Error{Fault::kFatal, code::kStateMismatch,
                 "files read before with this state folder are not finished (" + admissions_.unfinished().front().name +
                     "): run that source to its end first, or use another state folder"};
  }
  auto sequence = admissions_.take_sequence();
  if (!sequence) return sequence.error();
  sequence_ = *sequence;
  announce_ = true;
  return {};
}

Result<Polled> PipeSource::poll(const PollLimit& limit) {
  Polled polled;
  if (std::exchange(announce_, false)) polled.assigned.push_back({kPartition, kAssignment});
  Filling filling(polled, limit);
  while (filling.goes_on()) {
    record::Input input;
    auto next = RecordReader::Next::kRecord;
    if (held_) {
      input = std::move(*std::exchange(held_, std::nullopt));
    } else {
      next = step(input);
    }
    if (next == RecordReader::Next::kRecord && !filling.take(input)) held_ = std::move(input);
    if (next == RecordReader::Next::kWorked) filling.worked();
    if (next == RecordReader::Next::kEnd) {
      polled.end = true;
      return polled;
    }
    if (next != RecordReader::Next::kIdle) continue;
    if (!filling.empty_handed()) return polled;
    if (wakeup_.wait(descriptor_, filling.until()) != Wakeup::Why::kReadable) return polled;
  }
  if (limit.bytes == 0 && polled.assigned.empty()) wakeup_.wait(-1, filling.until());
  return polled;
}

RecordReader::Next PipeSource::step(record::Input& input) {
  if (end_) return RecordReader::Next::kEnd;
  auto index = reader_.index();
  auto next = reader_.next(input);
  if (next && *next != RecordReader::Next::kRecord) {
    end_ = *next == RecordReader::Next::kEnd;
    return *next;
  }
  if (next) index = reader_.index() - 1;
  if (!next) {
    input.broken = next.error();
    end_ = true;
  }
  input.partition = kPartition;
  input.assignment = kAssignment;
  input.offset = offset_of(sequence_, index);
  input.container = container_;
  return RecordReader::Next::kRecord;
}

// Nothing to move away.
Result<void> PipeSource::committed(std::span<const Position> /*positions*/) { return {}; }

void PipeSource::release(std::span<const record::Partition> /*partitions*/) {}

Result<void> PipeSource::rewind(std::span<const Position> /*committed*/) {
  return Error{Fault::kFatal, code::kNotReplayable, "standard input cannot be read a second time"};
}

}  // namespace tidings::io::files
