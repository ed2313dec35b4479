#include "daemon/series.h"

#include <array>
#include <chrono>

#include "config/changes.h"
#include "daemon/routes.h"
#include "pipeline/io/kafka/version.h"

namespace tidings::daemon {
namespace {

// Of a second's share in what is shown, so that a number asked for seldom says something of the time between.
constexpr double kWeight = 0.2;

double number(const std::atomic<std::uint64_t>& count) {
  return static_cast<double>(count.load(std::memory_order_relaxed));
}

double seconds(const std::atomic<std::int64_t>& nanoseconds) {
  return static_cast<double>(nanoseconds.load(std::memory_order_relaxed)) / 1e9;
}

void copy(const flow::Progress& part, const metrics::ComponentSeries& series) {
  series.received_records.raise_to(number(part.received_records));
  series.sent_records.raise_to(number(part.sent_records));
  series.retries.raise_to(number(part.retries));
  for (std::size_t fault = 0; fault < series.errors.size(); ++fault) {
    series.errors[fault].raise_to(number(part.errors[fault]));
  }
}

double now_in_seconds() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string source_kind(const config::Settings& settings) {
  return config::value_of(settings, "source.kind").value_or("files");
}

std::string sink_kind(const config::Settings& settings) {
  return config::value_of(settings, "sink.kind").value_or("files");
}

Series::Series(const config::Settings& settings, const std::vector<std::string>& stages)
    : daemon_(registry_, TIDINGS_VERSION, io::kafka::client_version()),
      admin_(registry_),
      process_(registry_),
      source_(registry_, source_kind(settings)),
      sink_(registry_, sink_kind(settings)),
      flow_(registry_),
      extract_(registry_),
      correlate_(registry_),
      by_name_{{"source", &source_}, {"sink", &sink_}},
      busy_(stages.size() + 1) {
  for (const auto& stage : stages) {
    by_name_[stage] = stages_.emplace_back(std::make_unique<metrics::ComponentSeries>(registry_, stage, "stage")).get();
    queues_.emplace_back(registry_, stage);
  }
  queues_.emplace_back(registry_, "sink");
  if (settings.source.kind == config::SourceKind::kKafka) drain_ = metrics::rebalance_drain(registry_);
  reloaded(true);
}

flow::Times Series::times() const {
  flow::Times times;
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    times.stages.push_back({queues_[stage].duration, queues_[stage].queue_wait});
  }
  times.sink = {queues_.back().duration, queues_.back().queue_wait};
  times.commit = flow_.commit_duration;
  times.drain = drain_;
  times.end_to_end = flow_.end_to_end;
  return times;
}

void Series::rejected(std::string_view stage, std::string_view reason) {
  if (const auto part = by_name_.find(stage); part != by_name_.end()) part->second->discarded_for(reason).add();
  flow_.dead_letters.find(metrics::reason_label(reason))->second.add();
}

void Series::reloaded(bool successful) {
  daemon_.last_reload_successful.set(successful ? 1 : 0);
  if (successful) daemon_.last_reload.set(now_in_seconds());
}

void Series::measure_utilization(const flow::Engine& engine) {
  const auto now = std::chrono::steady_clock::now();
  const auto parts = engine.parts();
  for (std::size_t queue = 0; queue < busy_.size(); ++queue) {
    auto& busy = busy_[queue];
    const auto& part = *parts[queue + 1];  // the source has no queue
    const auto total = part.busy.load(std::memory_order_relaxed);
    const auto elapsed = static_cast<double>((now - measured_).count()) * static_cast<double>(part.threads);
    const auto share = std::min(1.0, static_cast<double>(total - busy.nanoseconds) / elapsed);
    busy = {total, busy.share + kWeight * (share - busy.share)};
    queues_[queue].utilization.set(busy.share);
  }
  measured_ = now;
}

void Series::refresh(const flow::Engine& engine) {
  const auto parts = engine.parts();
  const auto& totals = engine.totals();
  copy(*parts.front(), source_);
  copy(*parts.back(), sink_);
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) copy(*parts[stage + 1], *stages_[stage]);
  source_.received_bytes.raise_to(number(totals.received_bytes));
  source_.discarded_rewound.raise_to(number(totals.rewound_records));
  source_.discarded_revoked.raise_to(number(totals.revoked_records));
  source_.backpressure.raise_to(seconds(totals.held_back));
  sink_.sent_bytes.raise_to(number(totals.committed_bytes));
  flow_.commits.raise_to(number(totals.commits));
  flow_.rewinds.raise_to(number(totals.rewinds));
  flow_.last_commit.set(seconds(totals.last_commit));
  flow_.inflight_bytes.set(static_cast<double>(engine.budget().used()));
  flow_.budget_bytes.set(static_cast<double>(engine.budget().capacity()));
  const auto loads = engine.loads();
  for (std::size_t queue = 0; queue < queues_.size(); ++queue) {
    queues_[queue].queue_records.set(static_cast<double>(loads[queue].records));
    queues_[queue].queue_bytes.set(static_cast<double>(loads[queue].bytes));
    queues_[queue].queue_capacity_bytes.set(static_cast<double>(engine.budget().capacity()));
  }
}

void Series::refresh(const Health& health) {
  daemon_.ready.set(health.troubles().empty() ? 1 : 0);
  for (const auto& [name, series] : by_name_) {
    series->held.set(health.held(name) ? 1 : 0);
    series->stalled.set(health.stalled(name) ? 1 : 0);
  }
}

std::string Series::text() {
  process_.refresh();
  return registry_.text();
}

void Series::answered(std::string_view path, unsigned status) { admin_.count(std::string(route_label(path)), status); }

}  // namespace tidings::daemon
