#pragma once

#include <memory>
#include <optional>

#include "pipeline/io/kafka/options.h"
#include "pipeline/io/kafka/statistics.h"
#include "pipeline/io/sink.h"
#include "pipeline/store/store.h"

namespace tidings::io::kafka {

// What becomes durable beside the topics, in a store that outlives the sink: the caller's state and, for sources that
// keep none themselves, the positions.
struct Beside {
  store::Store& store;
  bool positions = true;
};

// Topics, one per stream, at least once: a commit succeeds when the broker has acknowledged every message since the
// last one. Nothing that was sent can be taken back, so a transaction that is undone leaves its messages behind, and
// they come again, with the same ids. Messages of one key stay in order. State and positions are written when the
// broker has everything, so after a kill they are at most behind.
//
// All calls come from one thread and may wait for the broker, up to wait_max.
class KafkaSink final : public Sink {
 public:
  // Waits for a broker, up to start_timeout. kFatal where that fails: code.h says whose turn it is.
  static record::Result<std::unique_ptr<KafkaSink>> open(const SinkOptions& options, Log log = {},
                                                         std::optional<Beside> beside = std::nullopt);
  ~KafkaSink() override;

  record::Result<std::unique_ptr<Transaction>> begin() override;
  record::Result<std::vector<Position>> positions() override;  // none where the source keeps them

  // What keeps messages from arriving, where something does. Any thread.
  [[nodiscard]] std::optional<record::Error> trouble() const;

  [[nodiscard]] SinkStatistics statistics() const;  // any thread

 private:
  class Impl;
  class Delivery;
  explicit KafkaSink(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::io::kafka
