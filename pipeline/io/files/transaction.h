#pragma once

#include <optional>
#include <span>
#include <vector>

#include "pipeline/io/files/sink.h"

namespace tidings::io::files {

class FileSink::FileTransaction final : public Transaction {
 public:
  explicit FileTransaction(FileSink& sink);
  ~FileTransaction() override;

  record::Result<void> publish(std::span<const record::Message> messages) override;
  [[nodiscard]] store::Batch& state() override { return state_; }
  record::Result<void> commit(std::span<const Position> positions) override;

 private:
  record::Result<void> append();
  void prepare(std::span<const Position> positions);
  record::Result<void> write();

  FileSink& sink_;
  std::vector<Pending> pending_;  // by record::Stream
  store::Batch state_;
  std::optional<store::Batch> batch_;  // everything the commit writes; set once the lines are on disk
  bool committed_ = false;
};

}  // namespace tidings::io::files
