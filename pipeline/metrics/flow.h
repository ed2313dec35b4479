#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "pipeline/metrics/registry.h"
#include "pipeline/record/reason.h"
#include "pipeline/record/result.h"

// The series of what moves records. Each struct is made once; names and help stand in flow.cc.
namespace tidings::metrics {

inline constexpr std::size_t kFaults = 5;

// What source, stages and sink have in common. `component` is "source", "sink" or a stage's name, `kind` what it is:
// "spool", "kafka", "stage", ….
struct ComponentSeries {
  ComponentSeries(Registry& registry, const std::string& component, const std::string& kind);
  // Of the bounded set in record/reason.h; what is not in it counts as "other".
  [[nodiscard]] const Counter& discarded_for(std::string_view reason) const;

  Counter received_records;
  Counter sent_records;
  std::array<Counter, kFaults> errors;  // by record::Fault
  Counter retries;
  Gauge held;                                             // 1: takes nothing at present
  Gauge stalled;                                          // 1: work in hand and no step for too long
  std::map<std::string, Counter, std::less<>> discarded;  // dead letters, by reason
};

struct SourceSeries : ComponentSeries {
  SourceSeries(Registry& registry, const std::string& kind);
  Counter received_bytes;
  Counter discarded_rewound;  // in flight when a transaction was undone: these come again
  Counter discarded_revoked;  // of a partition that went before they were committed
  Counter backpressure;       // seconds in which nothing was asked of it
};

struct SinkSeries : ComponentSeries {
  SinkSeries(Registry& registry, const std::string& kind);
  Counter sent_bytes;
};

// An inbox and who works on it: a stage, or the sink's lane as "sink".
struct StageSeries {
  StageSeries() = default;
  StageSeries(Registry& registry, const std::string& stage);
  Histogram duration;    // of one record
  Histogram queue_wait;  // of one batch
  Gauge queue_records;
  Gauge queue_bytes;
  Gauge queue_capacity_bytes;
  Gauge utilization;  // 0 to 1, of its threads
};

struct FlowSeries {
  FlowSeries() = default;
  explicit FlowSeries(Registry& registry);
  Histogram end_to_end;  // from the queue's timestamp, or the arrival, to the commit
  Histogram commit_duration;
  Gauge inflight_bytes;
  Gauge budget_bytes;
  Counter commits;
  Counter rewinds;
  Gauge last_commit;                                         // seconds since 1970
  std::map<std::string, Counter, std::less<>> dead_letters;  // by reason
};

// "other" and every reason of record/reason.h.
[[nodiscard]] std::string_view reason_label(std::string_view reason);

}  // namespace tidings::metrics
