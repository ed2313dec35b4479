#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidings::test {

struct KafkaRecord {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::string key;
  std::string value;
  std::vector<std::pair<std::string, std::string>> headers;

  [[nodiscard]] std::string header(const std::string& name) const;
};

// What tests do at a broker, apart from what they test; a client of its own for every call. Throws where the broker
// does not do it.
class KafkaClient {
 public:
  explicit KafkaClient(std::string brokers) : brokers_(std::move(brokers)) {}

  [[nodiscard]] bool answers(std::chrono::milliseconds limit) const;
  void create_topic(const std::string& topic, int partitions,
                    const std::map<std::string, std::string>& config = {}) const;
  void delete_topic(const std::string& topic) const;

  // Acknowledged when it returns. A negative partition: by the key.
  void produce(const std::string& topic, const std::vector<KafkaRecord>& records) const;
  // Everything there is, committed data only; by partition and offset.
  [[nodiscard]] std::vector<KafkaRecord> read_all(const std::string& topic) const;
  // How many records it ever had, aborted ones and control records counted.
  [[nodiscard]] std::int64_t count(const std::string& topic) const;
  // What the group has committed of the topic, by partition; partitions without are left out.
  [[nodiscard]] std::map<std::int32_t, std::int64_t> committed(const std::string& group,
                                                               const std::string& topic) const;

 private:
  [[nodiscard]] int partitions_of(const std::string& topic) const;
  const std::string brokers_;
};

// Appends records one by one, each sent at once. One thread.
class Appender {
 public:
  Appender(const std::string& brokers, const std::string& topic);
  ~Appender();  // waits until all are acknowledged
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  void append(std::int32_t partition, const std::string& value);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidings::test
