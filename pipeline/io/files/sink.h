#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/options.h"
#include "pipeline/io/files/segments.h"
#include "pipeline/io/files/step.h"
#include "pipeline/io/sink.h"
#include "pipeline/record/message.h"
#include "pipeline/store/store.h"

namespace tidings::io::files {

// JSON Lines, one open file per stream, exactly once: a commit appends and syncs the lines, then makes positions,
// lengths and the caller's state durable in one store batch, then tells the readers (see pointer.h). What stands behind
// the committed length after a crash is cut off when the sink is opened again.
//
// All calls come from one thread; they block on the disk. A transaction holds its lines in memory until commit, so its
// user bounds it.
class FileSink final : public Sink {
 public:
  // Opens or makes the output folder. The store must outlive the sink and belongs to this folder alone: kFatal
  // (state_mismatch) where the two were not used together before; (output_changed) where committed bytes are missing.
  static record::Result<std::unique_ptr<FileSink>> open(const SinkOptions& options, store::Store& store, Warn warn = {},
                                                        FaultHook fault = {});

  record::Result<std::unique_ptr<Transaction>> begin() override;
  record::Result<std::vector<Position>> positions() override;

 private:
  class FileTransaction;
  struct Lane {  // one stream
    Segments segments;
    Committed committed;
    std::uint64_t tidied = 0;   // the segment after which compressing and retaining were last done
    std::uint64_t pause = 0;    // commits to let pass after a failure of that, each time twice as many
    std::uint64_t tidy_at = 0;  // the commit to try it again at
  };

  FileSink(const SinkOptions& options, store::Store& store, Warn warn, FaultHook fault);
  record::Result<void> load();
  record::Result<void> resolve();
  record::Result<void> check_belongs();
  record::Result<void> recover();
  record::Result<void> settle();
  void tidy();

  SinkOptions options_;
  store::Store& store_;
  Warn warn_;
  FaultHook fault_;
  std::string state_id_;      // names the state folder; empty: never used yet
  std::uint64_t commit_ = 0;  // number of the last commit
  std::vector<Lane> lanes_;   // by record::Stream
  bool open_ = false;         // a transaction is
  bool unsettled_ = false;    // committed, but names or the pointer are still owed
  bool unknown_ = false;      // a commit was given up when it may have happened
};

}  // namespace tidings::io::files
