#pragma once

#include <librdkafka/rdkafka.h>

#include <functional>
#include <set>
#include <stop_token>

#include "pipeline/io/kafka/options.h"
#include "pipeline/io/kafka/rounds.h"
#include "pipeline/io/kafka/standing.h"
#include "pipeline/io/kafka/topics.h"

namespace tidings::io::kafka {

// Asks the broker every few seconds where our partitions end. librdkafka only knows that of partitions it fetches,
// and what is held back is not fetched, just when the lag is of interest. A thread of its own, since asking waits.
class EndWatch {
 public:
  // All that is given outlives it. `there` is called after each round in which a broker has answered.
  EndWatch(rd_kafka_t* client, const Topics& topics, Begin begin, Standing& standing, std::function<void()> there);
  ~EndWatch() = default;  // waits for the question under way, a second at most
  EndWatch(const EndWatch&) = delete;
  EndWatch& operator=(const EndWatch&) = delete;

  void ask_now() { rounds_.now(); }  // something changed

 private:
  void ask(const std::stop_token& stop);
  [[nodiscard]] bool ask_one(Standing::Asked& one) const;

  rd_kafka_t* const client_;
  const Topics& topics_;
  const Begin begin_;
  Standing& standing_;
  const std::function<void()> there_;
  std::set<record::Partition> silent_;  // did not answer when they were asked last
  Rounds rounds_;                       // last: it uses everything above
};

}  // namespace tidings::io::kafka
