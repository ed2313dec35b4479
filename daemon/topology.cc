#include "daemon/topology.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "daemon/kafka_edge.h"
#include "pipeline/record/rejected.h"

namespace tidings::daemon {
namespace {

flow::Work normalise_with(const normalise::Normalise& normalise, bool publish) {
  auto scratch = std::make_shared<normalise::Normalise::Scratch>();
  return [&normalise, publish, scratch](flow::Parcel& parcel) -> record::Result<void> {
    auto document = normalise(parcel.input, *scratch);
    if (!document) return std::move(document).error();
    parcel.document = std::move(*document);
    if (publish) parcel.messages.push_back(record::to_message(parcel.document));
    return {};
  };
}

record::Message dead_letter_of(const flow::Parcel& parcel, std::size_t bytes_max) {
  const auto& failure = *parcel.failure;
  return record::to_message(record::reject(record::Input(parcel.input), failure.stage, failure.error,
                                           static_cast<std::uint32_t>(failure.attempts)),
                            bytes_max);
}

}  // namespace

std::size_t workers_of(const config::Settings& settings) {
  if (settings.flow.workers > 0) return settings.flow.workers;
  return std::max(1U, std::thread::hardware_concurrency());
}

// The sentence: source | normalise | publish.
Topology::Topology(const config::Settings& settings, io::Source& source, io::Sink& sink, const record::Clock& clock,
                   flow::Listener& listener, flow::Times times, std::function<void()> ended)
    : source_lane_(1),
      normalise_pool_(workers_of(settings)),
      sink_lane_(1),
      engine_({.source = source,
               .sink = sink,
               .stages = {{.name = stages().front(),
                           .workers = workers_of(settings),
                           .make_worker =
                               [this, publish = settings.streams.documents] {
                                 return normalise_with(normalise_, publish);
                               }}},
               .dead_letter = [bytes_max = dead_letter_bytes_max(settings)](
                                  const flow::Parcel& parcel) { return dead_letter_of(parcel, bytes_max); },
               .executors = {source_lane_, {&normalise_pool_}, sink_lane_},
               .clock = clock,
               .listener = listener,
               .ended = std::move(ended),
               .times = std::move(times)},
              settings.flow.engine) {}

// The threads end before the engine they work for.
Topology::~Topology() {
  source_lane_.stop_and_join();
  normalise_pool_.stop_and_join();
  sink_lane_.stop_and_join();
}

}  // namespace tidings::daemon
