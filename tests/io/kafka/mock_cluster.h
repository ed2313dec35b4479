#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <array>
#include <memory>
#include <string>

#include "pipeline/io/kafka/handle.h"

namespace tidings::io::kafka {

// librdkafka's own imitation of a broker, within this process. It makes topics as they are asked for and fails as told.
class MockCluster {
 public:
  MockCluster() {
    std::array<char, 512> why{};
    client_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), why.data(), why.size()));
    cluster_ = rd_kafka_mock_cluster_new(client_.get(), 1);
  }
  ~MockCluster() { rd_kafka_mock_cluster_destroy(cluster_); }
  MockCluster(const MockCluster&) = delete;
  MockCluster& operator=(const MockCluster&) = delete;

  [[nodiscard]] std::string brokers() const { return rd_kafka_mock_cluster_bootstraps(cluster_); }
  void fail_next_produce(rd_kafka_resp_err_t error) {
    constexpr std::int16_t kProduce = 0;
    rd_kafka_mock_push_request_errors(cluster_, kProduce, 1, error);
  }
  void fail_next_fetch(rd_kafka_resp_err_t error) {
    constexpr std::int16_t kFetch = 1;
    rd_kafka_mock_push_request_errors(cluster_, kFetch, 1, error);
  }
  void go_away() { rd_kafka_mock_broker_set_down(cluster_, 1); }
  void come_back() { rd_kafka_mock_broker_set_up(cluster_, 1); }
  void take_leader(const std::string& topic, int partition) {
    rd_kafka_mock_partition_set_leader(cluster_, topic.c_str(), partition, -1);
  }
  void set_topic_error(const std::string& topic, rd_kafka_resp_err_t error) {
    rd_kafka_mock_topic_set_error(cluster_, topic.c_str(), error);
  }

 private:
  ClientHandle client_;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

}  // namespace tidings::io::kafka
