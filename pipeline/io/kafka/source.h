#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/io/kafka/options.h"
#include "pipeline/io/kafka/statistics.h"
#include "pipeline/io/source.h"

namespace tidings::io::kafka {

// A member of a consumer group that reads topics. What is committed() is what the group continues from: it is handed to
// the broker every commit_interval, and before a partition is handed over. Where the sink keeps positions as well, a
// partition begins at the later of the two.
//
// Errors that no waiting repairs (see code.h) end poll() with kFatal; a broker that is away is none, see trouble().
class KafkaSource final : public Source {
 public:
  explicit KafkaSource(SourceOptions options, Log log = {});
  ~KafkaSource() override;

  // Waits for a broker, up to start_timeout. kFatal where that fails: code.h says whose turn it is.
  record::Result<void> start(std::span<const Position> committed) override;
  record::Result<Polled> poll(const PollLimit& limit) override;
  record::Result<void> committed(std::span<const Position> positions) override;
  void release(std::span<const record::Partition> partitions) override;
  record::Result<void> rewind(std::span<const Position> committed) override;
  void wake() noexcept override;
  [[nodiscard]] std::string name(record::Partition partition) const override;

  // What keeps records from coming, where something does; not_assigned while we are no member. Any thread.
  [[nodiscard]] std::optional<record::Error> trouble() const;

  // Any thread; waits for no broker.
  [[nodiscard]] SourceStatistics statistics() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::io::kafka
