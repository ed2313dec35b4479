#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "pipeline/io/files/admissions.h"
#include "pipeline/io/files/options.h"
#include "pipeline/io/files/record_reader.h"
#include "pipeline/io/files/wakeup.h"
#include "pipeline/io/source.h"

namespace tidings::io::files {

// Standard input or another pipe: one article per line; gzip and zstd are told by the first bytes. It ends at the end
// of its input. What was read can not be read again: a record that was delivered and not committed when the process
// died is lost unless the other end of the pipe sends it anew, and rewind() is kFatal (not_replayable).
class PipeSource final : public Source {
 public:
  // The descriptor stays the caller's; it must be open as long as the source is.
  static record::Result<std::unique_ptr<Source>> open(int descriptor, const SourceOptions& options,
                                                      store::Store& store);

  // Takes a place in the order of files, behind everything read before with this store. kFatal where files admitted
  // before are not finished: their positions would be passed over.
  record::Result<void> start(std::span<const Position> committed) override;
  record::Result<Polled> poll(const PollLimit& limit) override;
  record::Result<void> committed(std::span<const Position> positions) override;
  void release(std::span<const record::Partition> partitions) override;
  record::Result<void> rewind(std::span<const Position> committed) override;
  void wake() noexcept override { wakeup_.wake(); }
  [[nodiscard]] std::string name(record::Partition partition) const override;

 private:
  PipeSource(int descriptor, const SourceOptions& options, store::Store& store);
  RecordReader::Next step(record::Input& input);

  int descriptor_;
  Admissions admissions_;
  std::vector<char> block_;  // the reader's
  RecordReader reader_;
  Wakeup wakeup_;
  std::shared_ptr<const std::string> container_;
  std::uint64_t sequence_ = 0;
  bool announce_ = false;
  bool end_ = false;
  std::optional<record::Input> held_;
};

}  // namespace tidings::io::files
