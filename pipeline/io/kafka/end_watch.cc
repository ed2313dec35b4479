#include "pipeline/io/kafka/end_watch.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "pipeline/io/kafka/handle.h"

namespace tidings::io::kafka {
namespace {

constexpr int kAnswerWithinMs = 1'000;
constexpr std::chrono::seconds kRound{3};

}  // namespace

EndWatch::EndWatch(rd_kafka_t* client, const Topics& topics, Begin begin, Standing& standing,
                   std::function<void()> there)
    : client_(client),
      topics_(topics),
      begin_(begin),
      standing_(standing),
      there_(std::move(there)),
      rounds_([this](const std::stop_token& stop) { ask(stop); }) {}

// A partition without a leader does not answer and must not hide the others: those that were silent come last, and what
// was not asked for lack of time keeps its end till the next round.
void EndWatch::ask(const std::stop_token& stop) {
  auto all = standing_.to_ask();
  if (all.empty()) {  // a member that has nothing to do must hear of the broker's return as well
    Standing::Asked any{*topics_.partition(topics_.names().front(), 0), 0, std::nullopt, 0};
    if (ask_one(any)) there_();
    return;
  }
  const auto spoke = [this](const Standing::Asked& one) { return !silent_.contains(one.partition); };
  std::stable_partition(all.begin(), all.end(), spoke);
  const auto deadline = std::chrono::steady_clock::now() + kRound;
  std::size_t asked = 0;
  bool answered = false;
  for (; asked < all.size() && !stop.stop_requested() && std::chrono::steady_clock::now() < deadline; ++asked) {
    auto& one = all[asked];
    if (ask_one(one)) {
      answered = true;
      silent_.erase(one.partition);
    } else {
      silent_.insert(one.partition);
    }
  }
  standing_.answered(std::span(all).first(asked));
  if (answered) there_();
}

bool EndWatch::ask_one(Standing::Asked& one) const {
  const auto& topic = *topics_.topic(one.partition);
  const auto number = static_cast<std::int32_t>(record::number_of(one.partition));
  std::int64_t low = 0;
  std::int64_t high = 0;
  const auto error = rd_kafka_query_watermark_offsets(client_, topic.c_str(), number, &low, &high, kAnswerWithinMs);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return false;
  one.end = high;
  if (one.group) return true;
  const ListHandle list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), number);
  if (rd_kafka_committed(client_, list.get(), kAnswerWithinMs) != RD_KAFKA_RESP_ERR_NO_ERROR) return true;
  const auto offset = list->elems[0].offset;
  if (offset >= 0) {
    one.group = offset;
  } else if (begin_ != Begin::kFail) {
    one.group = begin_ == Begin::kLatest ? high : low;
  }
  return true;
}

}  // namespace tidings::io::kafka
