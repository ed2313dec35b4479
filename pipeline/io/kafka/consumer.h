#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pipeline/io/kafka/client.h"
#include "pipeline/io/kafka/end_watch.h"
#include "pipeline/io/kafka/event_fd.h"
#include "pipeline/io/kafka/options.h"
#include "pipeline/io/kafka/standing.h"
#include "pipeline/io/kafka/topics.h"
#include "pipeline/record/result.h"

namespace tidings::io::kafka {

// What happens to our membership. Called on the thread that calls Consumer::serve() or close().
class Membership {
 public:
  virtual ~Membership() = default;
  // Where each partition begins; an empty optional: where the group left it.
  virtual std::vector<std::optional<record::Offset>> assigned(std::span<const record::Partition> partitions) = 0;
  // True: hand them over at once; false: Consumer::hand_over() will be called.
  virtual bool revoked(std::span<const record::Partition> partitions) = 0;
  virtual void lost(std::span<const record::Partition> partitions) = 0;
  // Nothing is ours until assigned() is called again, be it without a partition.
  virtual void stood_aside() = 0;
  // Told only where SourceOptions::drain asks for it.
  virtual void at_end(record::Partition partition, record::Offset end) = 0;
};

// A member of a consumer group. Records do not come through the group's queue but through one of their own, so that
// membership is served while records are left lying. One thread; wake() any.
class Consumer final : public Client {
 public:
  // All that is given by reference must outlive it. `standing` hears where partitions end.
  Consumer(const SourceOptions& options, const Topics& topics, Membership& membership, Standing& standing, Log log);
  ~Consumer() override;  // leaves the group, within close_timeout

  record::Result<void> start();
  // Where each partition of our topics ends now, for committed data. Waits for a broker, up to start_timeout.
  [[nodiscard]] record::Result<std::map<record::Partition, record::Offset>> ends();

  // Rebalances and errors. False: a rebalance has happened, so look at the membership before asking again.
  bool serve_group();
  // The next record; null: none is there, or failure() says why none will come.
  [[nodiscard]] MessageHandle take();
  // An error that ends everything, where one has been seen.
  [[nodiscard]] std::optional<record::Error> failure();

  void wait(std::chrono::milliseconds time) { happened_.wait(time); }
  void wake() noexcept { happened_.signal(); }

  struct Place {
    record::Partition partition;
    record::Offset offset;
  };
  void store(std::span<const Place> places);  // to be committed to the broker soon
  record::Result<void> seek(std::span<const Place> places);

  // Commits what is stored of the partitions that were revoked, then hands them over. Takes several calls of
  // finish_hand_over(), which says true when it is done; waits for the broker no longer than the deadline.
  void hand_over();
  [[nodiscard]] bool handing_over() const { return hand_over_.has_value(); }
  bool finish_hand_over();

 private:
  struct HandOver {
    QueueHandle reply;
    std::chrono::steady_clock::time_point deadline;
  };
  void serve() override { serve_group(); }
  void on_record_error(const rd_kafka_message_t& message);
  void on_rebalance(rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t* partitions) override;
  void on_error(rd_kafka_resp_err_t error, std::string_view detail) override;
  void assign(rd_kafka_topic_partition_list_t& partitions);
  void begin_at(rd_kafka_topic_partition_list_t& partitions);
  [[nodiscard]] ListHandle committed_by_group(const rd_kafka_topic_partition_list_t& partitions);
  void redirect(const rd_kafka_topic_partition_list_t& partitions);
  void unassign(rd_kafka_topic_partition_list_t* partitions);
  void forget_stored(const rd_kafka_topic_partition_list_t& partitions);
  [[nodiscard]] bool cooperative() const;
  [[nodiscard]] std::vector<record::Partition> partitions_of(const rd_kafka_topic_partition_list_t& list) const;
  [[nodiscard]] ListHandle list_of(std::span<const Place> places) const;
  void on_commit(rd_kafka_resp_err_t result) override;
  void on_committed(rd_kafka_resp_err_t result);
  void close();

  const SourceOptions options_;
  const Topics& topics_;
  Membership& membership_;
  Standing& standing_;
  EventFd happened_;
  QueueHandle group_;
  QueueHandle records_;
  ListHandle revoked_;  // asked back, not yet handed over
  std::optional<HandOver> hand_over_;
  std::optional<record::Error> failure_;
  std::optional<std::chrono::steady_clock::time_point> missing_since_;
  std::chrono::steady_clock::time_point close_by_ = std::chrono::steady_clock::time_point::max();
  bool committed_ = false;  // of the hand-over
  bool rebalanced_ = false;
  bool closing_ = false;
  std::unique_ptr<EndWatch> ends_;
};

}  // namespace tidings::io::kafka
