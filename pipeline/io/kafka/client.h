#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/io/kafka/client_statistics.h"
#include "pipeline/io/kafka/failure.h"
#include "pipeline/io/kafka/handle.h"
#include "pipeline/io/kafka/options.h"
#include "pipeline/io/kafka/settings.h"
#include "pipeline/record/result.h"

namespace tidings::io::kafka {

// kFatal (bad_setting), without the value where that may be secret.
record::Result<void> set(rd_kafka_conf_t* conf, const Setting& setting);

// A client of librdkafka and what it has to say. Callbacks but the log's run on the thread that polls it.
class Client {
 public:
  virtual ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] std::optional<record::Error> trouble() const { return trouble_.lasting(); }  // any thread
  [[nodiscard]] ClientStatistics client_statistics() const;  // of a consumer; any thread

 protected:
  explicit Client(Log log);

  // kFatal (bad_setting). Once.
  record::Result<void> make(rd_kafka_type_t type, const Settings& settings);

  // Waits until a broker has told of all these topics. kFatal as soon as it is known why that cannot be (topic_missing,
  // authentication, tls, authorization), kTransient (broker_unavailable) when the time is over.
  record::Result<void> find_topics(std::span<const std::string> topics, std::chrono::milliseconds timeout);
  enum class Presence { kThere, kMissing, kUnknown };
  [[nodiscard]] record::Result<Presence> look_for(const std::string& topic, std::chrono::milliseconds timeout);

  [[nodiscard]] rd_kafka_t* get() const { return client_.get(); }
  void log(Severity severity, std::string_view text) const;

  // Nothing calls back any more when it returns. A client that does not end in time is left to itself: after the
  // deletion of a topic that it read, librdkafka 2.0.2 never ends. Its queues and lists must be freed before.
  void end(std::chrono::milliseconds limit, int flags);

  virtual void serve() = 0;  // lets callbacks run, waits for nothing
  virtual void on_rebalance(rd_kafka_resp_err_t, rd_kafka_topic_partition_list_t*) {}
  virtual void on_commit(rd_kafka_resp_err_t) {}
  virtual void on_delivery(const rd_kafka_message_t&) {}
  virtual void on_error(rd_kafka_resp_err_t error, std::string_view detail);

  Trouble trouble_;

 private:
  struct Port;  // what librdkafka's callbacks know of us
  static void install(rd_kafka_conf_t* conf, rd_kafka_type_t type, Port* port);
  void on_statistics(std::string_view json);

  mutable std::mutex mutex_;  // guards what follows
  ClientStatistics statistics_;

  std::shared_ptr<Port> port_;  // with a client that was left to itself
  ClientHandle client_;         // goes before the port
};

[[nodiscard]] inline int count_of(std::chrono::milliseconds time) { return static_cast<int>(time.count()); }

}  // namespace tidings::io::kafka
