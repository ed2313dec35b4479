#include "daemon/topology.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "daemon/kafka_edge.h"
#include "daemon/stages.h"
#include "daemon/streams.h"
#include "pipeline/record/rejected.h"

namespace tidings::daemon {
namespace {

record::Message dead_letter_of(const flow::Parcel& parcel, std::size_t bytes_max) {
  const auto& failure = *parcel.failure;
  return record::to_message(record::reject(record::Input(parcel.input), failure.stage, failure.error,
                                           static_cast<std::uint32_t>(failure.attempts)),
                            bytes_max);
}

std::vector<std::unique_ptr<flow::ThreadPool>> make_pools(std::size_t count, std::size_t workers) {
  std::vector<std::unique_ptr<flow::ThreadPool>> pools;
  while (pools.size() < count) pools.push_back(std::make_unique<flow::ThreadPool>(workers));
  return pools;
}

// All but the one that must see the articles in their order.
std::vector<std::string> parallel_stages(const config::Settings& settings) {
  auto stages = Topology::stages(settings);
  if (settings.streams.updates) stages.pop_back();
  return stages;
}

std::unique_ptr<Correlation> make_correlation(const config::Settings& settings, const Topology::Parts& parts) {
  if (!settings.streams.updates) return nullptr;
  record::ensure(parts.store != nullptr, "what is joined has a store");
  return std::make_unique<Correlation>(*parts.store, settings.correlate, parts.joined);
}

// Threads of each parallel stage.
std::size_t workers_of(const config::Settings& settings) {
  if (settings.flow.workers > 0) return settings.flow.workers;
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

std::vector<std::string> Topology::stages(const config::Settings& settings) {
  if (!codes(settings.streams)) return {"normalise"};
  if (!settings.streams.updates) return {"normalise", "extract"};
  return {"normalise", "extract", "correlate"};
}

std::vector<flow::StageSpec> Topology::specs(const config::Settings& settings, const Parts& parts) const {
  const auto normalise = [this, publish = settings.streams.documents] { return normalise_with(normalise_, publish); };
  const auto extract = [streams = settings.streams, options = settings.extract, found = parts.found] {
    return extract_with(options, streams, found);
  };
  std::vector<flow::StageSpec> specs;
  for (const auto& stage : parallel_stages(settings)) {
    specs.push_back({.name = stage, .workers = workers_of(settings), .make_worker = extract});
  }
  specs.front().make_worker = normalise;
  return specs;
}

std::vector<flow::Executor*> Topology::pools() {
  std::vector<flow::Executor*> executors;
  for (const auto& pool : pools_) executors.push_back(pool.get());
  return executors;
}

// The sentence: source | normalise | extract | correlate | publish.
Topology::Topology(const config::Settings& settings, Parts parts)
    : source_lane_(1),
      pools_(make_pools(parallel_stages(settings).size(), workers_of(settings))),
      sink_lane_(1),
      correlation_(make_correlation(settings, parts)),
      engine_({.source = parts.source,
               .sink = parts.sink,
               .stages = specs(settings, parts),
               .dead_letter = [bytes_max = dead_letter_bytes_max(settings)](
                                  const flow::Parcel& parcel) { return dead_letter_of(parcel, bytes_max); },
               .executors = {source_lane_, pools(), sink_lane_},
               .clock = parts.clock,
               .listener = parts.listener,
               .ended = std::move(parts.ended),
               .times = std::move(parts.times),
               .stateful = correlation_.get(),
               .stateful_name = stages(settings).back()},
              settings.flow.engine) {
  if (parts.knowledge) set_knowledge(std::move(parts.knowledge));
}

void Topology::set_knowledge(KnowledgePtr knowledge) {
  engine_.set_edition(std::make_shared<KnowledgeEdition>(std::move(knowledge)));
}

// The threads end before the engine they work for.
Topology::~Topology() {
  source_lane_.stop_and_join();
  for (const auto& pool : pools_) pool->stop_and_join();
  sink_lane_.stop_and_join();
}

}  // namespace tidings::daemon
