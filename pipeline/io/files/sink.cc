#include "pipeline/io/files/sink.h"

#include <sys/random.h>

#include <algorithm>
#include <map>
#include <utility>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/file.h"
#include "pipeline/io/files/keys.h"
#include "pipeline/io/files/pointer.h"
#include "pipeline/io/files/transaction.h"

namespace tidings::io::files {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr std::uint64_t kLongestPause = 1'024;  // commits

std::string new_id() {
  std::array<unsigned char, 16> bytes{};
  record::ensure(::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()),
                 "the kernel has random bytes");
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (const auto byte : bytes) {
    id.push_back(kDigits[byte >> 4U]);
    id.push_back(kDigits[byte & 0xfU]);
  }
  return id;
}

Error mismatch(const std::filesystem::path& folder, std::string_view what) {
  return {Fault::kFatal, code::kStateMismatch,
          "the output folder " + folder.string() + " and the state folder do not belong together: " +
              std::string(what) + ". Use the state folder it was written with, or another output folder"};
}

Error bad_state(std::string_view key) {
  return {Fault::kFatal, code::kBadState, "the state holds nonsense under " + std::string(key)};
}

}  // namespace

FileSink::FileSink(const SinkOptions& options, store::Store& store, Warn warn, FaultHook fault)
    : options_(options), store_(store), warn_(std::move(warn)), fault_(std::move(fault)) {
  for (std::size_t i = 0; i < record::kStreams; ++i) {
    lanes_.push_back({Segments(options_.folder, record::name_of(static_cast<record::Stream>(i)), fault_), {}, 0, 0, 0});
  }
}

Result<std::unique_ptr<FileSink>> FileSink::open(const SinkOptions& options, store::Store& store, Warn warn,
                                                 FaultHook fault) {
  if (auto made = make_folder(options.folder); !made) return made.error();
  if (auto writable = check_writable(options.folder); !writable) return writable.error();
  std::unique_ptr<FileSink> sink(new FileSink(options, store, std::move(warn), std::move(fault)));
  if (auto loaded = sink->load(); !loaded) return loaded.error();
  if (auto belongs = sink->check_belongs(); !belongs) return belongs.error();
  if (auto recovered = sink->recover(); !recovered) return recovered.error();
  sink->tidy();
  return sink;
}

Result<void> FileSink::load() {
  auto id = store_.get(key::kState);
  if (!id) return id.error();
  state_id_ = id->value_or("");
  auto commit = store_.get(key::kCommit);
  if (!commit) return commit.error();
  const auto number = key::parse(commit->value_or("0"));
  if (!number) return bad_state(key::kCommit);
  commit_ = static_cast<std::uint64_t>(*number);
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const auto stream_key = key::stream(record::name_of(static_cast<record::Stream>(i)));
    auto stored = store_.get(stream_key);
    if (!stored) return stored.error();
    const auto committed = *stored ? Committed::decode(**stored) : Committed{};
    if (!committed) return bad_state(stream_key);
    lanes_[i].committed = *committed;
  }
  return {};
}

// A foreign or lost state would make us cut off, or write a second time, what readers already have.
Result<void> FileSink::check_belongs() {
  auto pointer = read_pointer(options_.folder);
  if (!pointer) return pointer.error();
  bool any = false;
  for (const auto& lane : lanes_) any = any || lane.segments.any();

  if (*pointer) {
    if (state_id_.empty()) return mismatch(options_.folder, "the state is new, the output is not");
    if ((*pointer)->state != state_id_) return mismatch(options_.folder, "the output was written with another state");
    if ((*pointer)->commit > commit_) return mismatch(options_.folder, "the state is older than the output");
    return {};
  }
  if (any) return mismatch(options_.folder, "there is output, but no .committed that says how far it is valid");
  if (commit_ > 0) return mismatch(options_.folder, "the state knows of output that is not there");
  if (!state_id_.empty()) return {};
  state_id_ = new_id();
  store::Batch batch;
  batch.put(std::string(key::kState), state_id_);
  return store_.write(batch);
}

Result<void> FileSink::recover() {
  for (auto& lane : lanes_) {
    if (auto recovered = lane.segments.recover(lane.committed); !recovered) return recovered;
  }
  return settle();
}

// A commit was given up after the store had been asked to write it: the store knows what became of it.
Result<void> FileSink::resolve() {
  if (!unknown_) return {};
  if (auto loaded = load(); !loaded) return loaded;
  if (auto recovered = recover(); !recovered) return recovered;
  unknown_ = false;
  return {};
}

// Names and pointer for what is committed.
Result<void> FileSink::settle() {
  std::map<std::string, Committed> streams;
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    auto& segments = lanes_[i].segments;
    const auto& committed = lanes_[i].committed;
    if (committed == Committed{}) continue;
    if (auto settled = segments.settle(committed); !settled) return settled;
    streams.emplace(record::name_of(static_cast<record::Stream>(i)), committed);
  }
  if (fault_) {
    if (const int error = fault_(Step::kPublish); error != 0) return error_of(error, "write into", options_.folder);
  }
  if (auto written = write_pointer(options_.folder, {state_id_, commit_}, streams); !written) return written;
  if (unsettled_) tidy();
  unsettled_ = false;
  return {};
}

void FileSink::tidy() {
  for (auto& lane : lanes_) {
    if (lane.committed.segment == lane.tidied || commit_ < lane.tidy_at) continue;
    if (auto tidied = lane.segments.tidy(lane.committed, options_); !tidied) {
      // It may have cost the reading of a whole file.
      if (lane.pause == 0 && warn_) warn_(tidied.error().detail + "; to be tried again now and then");
      lane.pause = std::clamp<std::uint64_t>(2 * lane.pause, 1, kLongestPause);
      lane.tidy_at = commit_ + lane.pause;
      continue;
    }
    lane.pause = 0;
    lane.tidied = lane.committed.segment;
  }
}

Result<std::unique_ptr<Transaction>> FileSink::begin() {
  record::ensure(!open_, "one transaction at a time is open");
  if (auto resolved = resolve(); !resolved) return resolved.error();
  if (unsettled_) {
    if (auto settled = settle(); !settled) return settled.error();
  }
  return std::unique_ptr<Transaction>(std::make_unique<FileTransaction>(*this));
}

Result<std::vector<Position>> FileSink::positions() {
  if (auto resolved = resolve(); !resolved) return resolved.error();
  std::vector<Position> positions;
  bool good = true;
  auto scanned = store_.scan(key::kPositions, [&](std::string_view stored_key, std::string_view value) {
    const auto partition = key::parse(stored_key.substr(key::kPositions.size()));
    const auto next = key::parse(value);
    good = partition && next;
    if (good) {
      positions.push_back({record::Partition{static_cast<std::uint64_t>(*partition)}, {}, record::Offset{*next}});
    }
    return good;
  });
  if (!scanned) return scanned.error();
  if (!good) return bad_state(key::kPositions);
  return positions;
}

}  // namespace tidings::io::files
