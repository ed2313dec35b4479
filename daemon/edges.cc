#include "daemon/edges.h"

#include <spdlog/spdlog.h>

#include <string>
#include <utility>

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

}  // namespace

record::Result<Edges> open_edges(const config::Settings& settings, bool drain) {
  const auto warn = [](const std::string& text) { spdlog::warn("{}", text); };
  Edges edges;
  auto store = store::Store::open(settings.state.path);
  if (!store) return std::move(store).error();
  edges.store = std::move(*store);
  auto sink = io::files::FileSink::open(sink_options(settings.sink), *edges.store, warn);
  if (!sink) return std::move(sink).error();
  edges.sink = std::move(*sink);
  auto source = io::files::open_source(source_options(settings, drain), *edges.store, warn);
  if (!source) return std::move(source).error();
  edges.source = std::move(*source);
  return edges;
}

}  // namespace tidings::daemon
