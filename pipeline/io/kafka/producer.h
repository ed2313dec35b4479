#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/io/kafka/client.h"
#include "pipeline/io/kafka/options.h"
#include "pipeline/io/kafka/rounds.h"
#include "pipeline/io/kafka/statistics.h"
#include "pipeline/record/message.h"
#include "pipeline/record/result.h"

namespace tidings::io::kafka {

// Sends messages, and knows of each when it has arrived. Counts what is under way itself, because a record's messages
// must go together or not at all, and librdkafka cannot be asked beforehand. One thread, which may have to wait;
// another of its own hears of the broker while nothing is sent.
class Producer final : public Client {
 public:
  Producer(const SinkOptions& options, Log log);
  ~Producer() override;  // waits for what is under way, within close_timeout

  record::Result<void> start();

  // False: after `wait` there still was no room for so much.
  [[nodiscard]] bool wait_for_room(std::size_t messages, std::size_t bytes, std::chrono::milliseconds wait);
  // Only after wait_for_room(). kTransient: it was not sent, since the client's own queue
  // (librdkafka.queue.buffering.…) stayed full for wait_max. kBadInput: it never will be. kFatal: see broken() and
  // code.h.
  record::Result<void> send(const record::Message& message);
  // False: after `wait` some are still under way.
  [[nodiscard]] bool wait_for_all(std::chrono::milliseconds wait);

  // A message that will never arrive. Told once.
  struct Undelivered {
    std::string id;  // of the CloudEvent
    rd_kafka_resp_err_t error;
    record::Error failure;
  };
  [[nodiscard]] bool broken() const;  // it will never send again
  using Client::look_for;
  using Client::Presence;
  [[nodiscard]] SinkStatistics statistics() const;  // any thread
  [[nodiscard]] std::vector<Undelivered> undelivered();

 private:
  record::Result<void> refused(rd_kafka_resp_err_t error, std::string detail) const;
  void serve() override { serve(std::chrono::milliseconds(0)); }
  void serve(std::chrono::milliseconds wait);
  void look_for_broker();
  void on_delivery(const rd_kafka_message_t& message) override;

  const SinkOptions options_;
  std::atomic<std::size_t> messages_{0};  // under way
  std::atomic<std::size_t> bytes_{0};     // their keys and data
  std::atomic<std::uint64_t> acknowledged_{0};
  std::atomic<std::uint64_t> failed_{0};
  std::mutex serving_;  // callbacks come one at a time; guards what follows
  std::vector<Undelivered> undelivered_;
  int unanswered_ = 0;  // questions in a row; of the rounds alone
  std::optional<Rounds> rounds_;
};

}  // namespace tidings::io::kafka
