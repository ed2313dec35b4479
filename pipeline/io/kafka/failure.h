#pragma once

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

#include "pipeline/record/result.h"

namespace tidings::io::kafka {

// What an error of librdkafka means for whoever runs the daemon: kFatal where it stays until somebody changes
// something, kTransient where it may pass.
[[nodiscard]] record::Error failure_of(rd_kafka_resp_err_t error, std::string detail);

// Whether the broker refuses this one message for good, whatever is done about the others.
[[nodiscard]] bool is_refusal(rd_kafka_resp_err_t error);

// Whether records that lie in a partition can never be read: damaged, or written in a way that this client does not
// know.
[[nodiscard]] bool is_unreadable(rd_kafka_resp_err_t error);

// Keeps the error that explains best why nothing comes: a wrong password before a closed connection. librdkafka reports
// them one by one, and goes on trying. Thread-safe.
class Trouble {
 public:
  void note(rd_kafka_resp_err_t error, std::string_view detail);
  void clear();  // cheap where there is nothing
  [[nodiscard]] std::optional<record::Error> worst() const;
  // The same, but nothing while any broker is there: single connections come and go.
  [[nodiscard]] std::optional<record::Error> lasting() const;

 private:
  std::atomic<bool> any_{false};
  mutable std::mutex mutex_;  // guards everything below
  std::optional<record::Error> worst_;
  int rank_ = 0;
  bool all_down_ = false;
};

}  // namespace tidings::io::kafka
