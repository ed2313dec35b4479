#include "pipeline/metrics/flow.h"

#include <algorithm>

namespace tidings::metrics {
namespace {

constexpr Name kReceivedRecords{"tidings_component_received_records_total", "Records that a component took in."};
constexpr Name kReceivedBytes{"tidings_component_received_bytes_total",
                              "Bytes of the bodies that a component took in."};
constexpr Name kSentRecords{"tidings_component_sent_records_total",
                            "Records that a component handed on; for the sink: that are committed."};
constexpr Name kSentBytes{"tidings_component_sent_bytes_total", "Bytes of committed messages."};
constexpr Name kErrors{"tidings_component_errors_total", "Errors that a component met, each attempt counted."};
constexpr Name kDiscarded{"tidings_component_discarded_records_total",
                          "Records that left their way at a component: intentional=\"false\" into the dead letters, "
                          "\"true\" because they are delivered again."};
constexpr Name kRetries{"tidings_retries_total", "Attempts after a passing failure."};
constexpr Name kHeld{"tidings_component_held", "1 while a component waits for a failure to pass and takes nothing."};
constexpr Name kStalled{"tidings_component_stalled", "1 while a component has work in hand and makes no step."};
constexpr Name kDeadLetters{"tidings_dlq_records_total", "Records that became dead letters, by reason."};

constexpr Name kDuration{"tidings_stage_duration_seconds", "Time that a stage worked on one record."};
constexpr Name kQueueWait{"tidings_stage_queue_wait_seconds", "Time that a batch waited in the inbox of a stage."};
constexpr Name kQueueRecords{"tidings_stage_queue_records", "Records that wait in the inbox of a stage."};
constexpr Name kQueueBytes{"tidings_stage_queue_bytes", "What the records in the inbox of a stage weigh."};
constexpr Name kQueueCapacity{"tidings_stage_queue_capacity_bytes",
                              "What an inbox may hold: the budget that the whole flow shares."};
constexpr Name kUtilization{"tidings_utilization",
                            "Share of the last seconds that the threads of a stage were at work."};

constexpr Name kEndToEnd{"tidings_end_to_end_latency_seconds",
                         "From the queue's timestamp of a record, or its arrival where it has none, to its commit."};
constexpr Name kCommitDuration{"tidings_commit_duration_seconds", "Time that a commit took."};
constexpr Name kInflight{"tidings_inflight_bytes", "What the records in flight weigh, with what they became."};
constexpr Name kBudget{"tidings_inflight_capacity_bytes", "What the records in flight may weigh."};
constexpr Name kBackpressure{"tidings_backpressure_seconds_total",
                             "Time in which nothing was asked of the source: the budget was spent or the sink held."};
constexpr Name kCommits{"tidings_commits_total", "Commits."};
constexpr Name kRewinds{"tidings_rewinds_total",
                        "Transactions that were undone, with a new start from the last commit."};
constexpr Name kLastCommit{"tidings_last_commit_timestamp_seconds", "When something was last committed; 0: not yet."};

// A stage works in tens of microseconds on an article of 4 KB, in seconds on one of some MB.
const std::vector<double> kWorkBounds{0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001,
                                      0.0025,  0.005,    0.01,    0.025,  0.1,     1,      10};
const std::vector<double> kWaitBounds{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1,
                                      0.25,   0.5,    1,     2.5,   5,    10,    60};
const std::vector<double> kLatencyBounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600};

constexpr std::array<const char*, kFaults> kErrorTypes = {"bad_input", "transient", "rewind", "fatal", "stopping"};

std::string place_of(const std::string& kind, const std::string& component) {
  if (kind == "stage") return "processing";
  return component == "source" ? "receiving" : "sending";
}

std::vector<std::string> all_reasons() {
  std::vector<std::string> all(record::reason::kAll.begin(), record::reason::kAll.end());
  all.emplace_back("other");
  return all;
}

}  // namespace

std::string_view reason_label(std::string_view reason) {
  const auto& known = record::reason::kAll;
  return std::find(known.begin(), known.end(), reason) == known.end() ? "other" : reason;
}

ComponentSeries::ComponentSeries(Registry& registry, const std::string& component, const std::string& kind) {
  const Labels labels{{"component", component}, {"kind", kind}};
  received_records = registry.counter(kReceivedRecords, labels);
  sent_records = registry.counter(kSentRecords, labels);
  for (std::size_t fault = 0; fault < kFaults; ++fault) {
    errors[fault] = registry.counter(
        kErrors, {{"component", component}, {"stage", place_of(kind, component)}, {"error_type", kErrorTypes[fault]}});
  }
  retries = registry.counter(kRetries, {{"target", component}});
  held = registry.gauge(kHeld, {{"component", component}});
  stalled = registry.gauge(kStalled, {{"component", component}});
  for (const auto& reason : all_reasons()) {
    discarded[reason] =
        registry.counter(kDiscarded, {{"component", component}, {"reason", reason}, {"intentional", "false"}});
  }
}

const Counter& ComponentSeries::discarded_for(std::string_view reason) const {
  return discarded.find(reason_label(reason))->second;
}

SourceSeries::SourceSeries(Registry& registry, const std::string& kind) : ComponentSeries(registry, "source", kind) {
  received_bytes = registry.counter(kReceivedBytes, {{"component", "source"}, {"kind", kind}});
  const auto again = [&](const char* reason) {
    return registry.counter(kDiscarded, {{"component", "source"}, {"reason", reason}, {"intentional", "true"}});
  };
  discarded_rewound = again("rewound");
  discarded_revoked = again("revoked");
  backpressure = registry.counter(kBackpressure, {{"stage", "source"}});
}

SinkSeries::SinkSeries(Registry& registry, const std::string& kind) : ComponentSeries(registry, "sink", kind) {
  sent_bytes = registry.counter(kSentBytes, {{"component", "sink"}, {"kind", kind}});
}

StageSeries::StageSeries(Registry& registry, const std::string& stage)
    : duration(registry.histogram(kDuration, kWorkBounds, {{"stage", stage}})),
      queue_wait(registry.histogram(kQueueWait, kWaitBounds, {{"stage", stage}})),
      queue_records(registry.gauge(kQueueRecords, {{"stage", stage}})),
      queue_bytes(registry.gauge(kQueueBytes, {{"stage", stage}})),
      queue_capacity_bytes(registry.gauge(kQueueCapacity, {{"stage", stage}})),
      utilization(registry.gauge(kUtilization, {{"stage", stage}})) {}

FlowSeries::FlowSeries(Registry& registry)
    : end_to_end(registry.histogram(kEndToEnd, kLatencyBounds)),
      commit_duration(registry.histogram(kCommitDuration, kWaitBounds)),
      inflight_bytes(registry.gauge(kInflight)),
      budget_bytes(registry.gauge(kBudget)),
      commits(registry.counter(kCommits)),
      rewinds(registry.counter(kRewinds)),
      last_commit(registry.gauge(kLastCommit)) {
  for (const auto& reason : all_reasons()) dead_letters[reason] = registry.counter(kDeadLetters, {{"reason", reason}});
}

}  // namespace tidings::metrics
