#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/io/files/admissions.h"
#include "pipeline/io/files/finder.h"
#include "pipeline/io/files/options.h"
#include "pipeline/io/files/record_reader.h"
#include "pipeline/io/files/retirement.h"
#include "pipeline/io/files/wakeup.h"
#include "pipeline/io/source.h"
#include "pipeline/store/store.h"

namespace tidings::io::files {

// The source that the options name: a spool, files, or standard input. The store must outlive it; it must be the one
// that the sink commits into, or positions and files drift apart. Errors are kFatal, but for a full disk.
record::Result<std::unique_ptr<Source>> open_source(const SourceOptions& options, store::Store& store, Warn warn = {});

// Files as one partition. Each gets its place in the order, durably, before its first record is delivered; a record's
// offset is that place and its index in the file, so any position can be resumed. A file of which something is wrong
// gives what stands before, then one broken record that names it. See Source for who may call from where.
class FileSource final : public Source {
 public:
  static record::Result<std::unique_ptr<Source>> open(const SourceOptions& options, store::Store& store, Warn warn);

  record::Result<void> start(std::span<const Position> committed) override;
  record::Result<Polled> poll(const PollLimit& limit) override;
  record::Result<void> committed(std::span<const Position> positions) override;
  void release(std::span<const record::Partition> partitions) override;
  record::Result<void> rewind(std::span<const Position> committed) override;
  void wake() noexcept override { wakeup_.wake(); }
  [[nodiscard]] std::string name(record::Partition partition) const override;

 private:
  enum class Step : std::uint8_t { kRecord, kWorked, kNothing };

  FileSource(const SourceOptions& options, store::Store& store, Warn warn);
  record::Result<void> go_to(std::span<const Position> committed);
  record::Result<Step> step(record::Input& input);
  record::Result<Step> open_next(record::Input& input);
  record::Result<void> adopt(Admitted& file);
  record::Result<Step> fail(record::Input& input, record::Error error, std::uint64_t index);
  record::Result<void> remember_failure(Admitted& file);
  void reconsider(std::uint64_t sequence);
  record::Result<Step> give(record::Input& input, std::uint64_t index);
  void read_through(std::uint64_t records);
  void put_back(std::uint64_t index);
  record::Result<void> finish();
  record::Result<void> retire_remembered();
  record::Result<void> retire(std::span<const Admitted> files);
  [[nodiscard]] bool at_end();
  [[nodiscard]] record::Error spool_gone() const;

  SourceOptions options_;
  std::string name_;
  std::string folder_;  // of the spool, absolute; empty: files by their own names
  Admissions admissions_;
  Retirement retirement_;
  std::unique_ptr<Finder> finder_;
  Wakeup wakeup_;

  std::uint64_t assignment_ = 0;
  bool announce_ = false;
  record::Offset done_;      // everything below is committed
  std::size_t read_ = 0;     // of the unfinished files, how many are read to their end
  std::uint64_t skip_ = 0;   // records of the next file that were delivered before
  std::vector<char> block_;  // the reader's
  Content content_;          // of the file being read
  std::optional<RecordReader> reader_;
  bool untold_ = false;  // the file being read has changed, and what was delivered of it is not committed yet
  std::shared_ptr<const std::string> container_;  // the name of the file being read
  std::optional<record::Input> held_;             // read, but longer than what the last poll had room for
  std::size_t finished_ = 0;                      // files, since the memory of done files was last gone through
  std::size_t remembered_ = 0;                    // files, as many as there were then
};

}  // namespace tidings::io::files
