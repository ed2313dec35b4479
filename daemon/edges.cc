#include "daemon/edges.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <string>
#include <utility>
#include <vector>

#include "daemon/kafka_edge.h"
#include "daemon/streams.h"
#include "pipeline/io/files/sink.h"
#include "pipeline/io/files/source.h"

namespace tidings::daemon {
namespace {

io::files::After after_of(config::AfterRead after) {
  switch (after) {
    case config::AfterRead::kKeep:
      return io::files::After::kKeep;
    case config::AfterRead::kMove:
      return io::files::After::kMove;
    case config::AfterRead::kDelete:
      return io::files::After::kDelete;
  }
  record::ensure(false, "every choice of `after` is handled");
  return {};
}

io::files::SourceOptions source_options(const config::Settings& settings, bool drain) {
  const auto& source = settings.source;
  io::files::SourceOptions options{.folder = source.path,
                                   .files = {},
                                   .after = after_of(source.after),
                                   .drain = drain,
                                   .max_record_bytes = source.max_record_bytes};
  if (source.kind == config::SourceKind::kFiles) options.files = source.files;
  if (source.kind == config::SourceKind::kStdin) options.files = {"-"};
  return options;
}

io::files::SinkOptions sink_options(const config::SinkSettings& sink) {
  return {.folder = sink.path,
          .rotate_bytes = sink.rotate_bytes,
          .compress = sink.compress == config::Compression::kZstd,
          .retain_files = sink.retain_files,
          .retain_bytes = sink.retain_bytes};
}

std::vector<std::string> topics_of(const config::Settings& settings) {
  std::vector<std::string> topics;
  for (std::size_t i = 0; i < record::kStreams; ++i) {
    const auto& topic = settings.kafka.sink.topics[i];
    if (!topic.empty() && publishes(settings.streams, static_cast<record::Stream>(i))) topics.push_back(topic);
  }
  return topics;
}

void warn(const std::string& text) { spdlog::warn("{}", text); }

record::Result<void> open_sink(Edges& edges, const config::Settings& settings) {
  if (settings.sink.kind == config::SinkKind::kKafka) {
    auto sink = open_kafka_sink(settings, edges.store.get());
    if (!sink) return std::move(sink).error();
    edges.kafka_sink = sink->get();
    edges.sink = std::move(*sink);
    return {};
  }
  auto sink = io::files::FileSink::open(sink_options(settings.sink), *edges.store, warn);
  if (!sink) return std::move(sink).error();
  edges.sink = std::move(*sink);
  return {};
}

record::Result<void> open_source(Edges& edges, const config::Settings& settings, bool drain) {
  if (settings.source.kind == config::SourceKind::kKafka) {
    auto source = make_kafka_source(settings, drain);
    if (!source) return std::move(source).error();
    edges.kafka_source = source->get();
    edges.source = std::move(*source);
    return {};
  }
  auto source = io::files::open_source(source_options(settings, drain), *edges.store, warn);
  if (!source) return std::move(source).error();
  edges.source = std::move(*source);
  return {};
}

std::string route_of(const Edges& edges, const config::Settings& settings) {
  const auto& kafka = settings.kafka;
  const auto from = edges.kafka_source == nullptr
                        ? edges.source->name(record::Partition{0})
                        : fmt::format("{} (group {})", fmt::join(kafka.source.topics, ", "), kafka.source.group);
  const auto to =
      edges.kafka_sink == nullptr ? settings.sink.path : fmt::format("{}", fmt::join(topics_of(settings), ", "));
  return fmt::format("{} to {}, {}", from, to, edges.store ? "state in " + settings.state.path : "no state here");
}

// Every event is looked for in it where incidents are joined; positions alone are next to nothing.
store::Options store_options(const config::Settings& settings) {
  store::Options options;
  if (!settings.streams.updates) return options;
  options.block_cache_bytes = settings.correlate.cache_bytes;
  options.write_buffer_bytes = std::size_t{16} << 20U;
  return options;
}

}  // namespace

record::Result<Edges> open_edges(const config::Settings& settings, bool drain) {
  Edges edges;
  const auto queues_only =
      settings.source.kind == config::SourceKind::kKafka && settings.sink.kind == config::SinkKind::kKafka;
  if (!queues_only || settings.streams.updates) {
    auto store = store::Store::open(settings.state.path, store_options(settings));
    if (!store) return std::move(store).error();
    edges.store = std::move(*store);
  }
  if (auto opened = open_sink(edges, settings); !opened) return std::move(opened).error();
  if (auto opened = open_source(edges, settings, drain); !opened) return std::move(opened).error();
  edges.route = route_of(edges, settings);
  return edges;
}

}  // namespace tidings::daemon
