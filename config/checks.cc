#include "config/checks.h"

#include <fmt/format.h>

#include <filesystem>

#include "config/listen.h"

namespace tidings::config {
namespace {

bool same_folder(const std::string& a, const std::string& b) {
  const auto normal = [](const std::string& path) { return (std::filesystem::path(path) / "").lexically_normal(); };
  return normal(a) == normal(b);
}

void check_source(const SourceSettings& source, Checks& checks) {
  const auto files = source.kind == SourceKind::kFiles;
  checks.expect(!files || !source.files.empty(), "source.files", "source.kind",
                "must name something where source.kind is files");
  checks.expect(files || source.files.empty(), "source.files", "source.kind",
                "has no effect unless source.kind is files");
}

void check_folders(const Settings& settings, Checks& checks) {
  const auto spool = settings.source.kind == SourceKind::kSpool;
  const auto apart = "must be another folder than ";
  const auto files = settings.sink.kind == SinkKind::kFiles;
  checks.expect(!spool || !files || !same_folder(settings.sink.path, settings.source.path), "sink.path", "source.path",
                std::string(apart) + "source.path, or what goes out comes in again");
  checks.expect(!spool || !same_folder(settings.state.path, settings.source.path), "state.path", "source.path",
                std::string(apart) + "source.path");
  checks.expect(!files || !same_folder(settings.state.path, settings.sink.path), "state.path", "sink.path",
                std::string(apart) + "sink.path");
}

void check_sink(const SinkSettings& sink, Checks& checks) {
  const auto rotates = sink.rotate_bytes != 0;
  const auto text = "has no effect where sink.rotate_bytes is 0: no file is ever closed";
  checks.expect(rotates || sink.retain_files == 0, "sink.retain_files", "sink.rotate_bytes", text);
  checks.expect(rotates || sink.retain_bytes == 0, "sink.retain_bytes", "sink.rotate_bytes", text);
  checks.expect(rotates || sink.compress == Compression::kNone, "sink.compress", "sink.rotate_bytes", text);
}

void check_flow(const Settings& settings, Checks& checks) {
  const auto& engine = settings.flow.engine;
  checks.expect(engine.batch_bytes <= engine.budget_bytes, "flow.batch_bytes", "flow.budget_bytes",
                "must not exceed flow.budget_bytes, or a batch never fills");
  checks.expect(engine.poll_bytes <= engine.budget_bytes, "flow.poll_bytes", "flow.budget_bytes",
                "must not exceed flow.budget_bytes");
  checks.expect(settings.source.max_record_bytes <= engine.budget_bytes, "source.max_record_bytes", "flow.budget_bytes",
                "must not exceed flow.budget_bytes, or memory is not bounded by it");
  checks.expect(engine.commit_interval < engine.stall_timeout, "flow.commit_interval", "flow.stall_timeout",
                "must be shorter than flow.stall_timeout, or waiting for a commit is taken for a standstill");
  checks.expect(engine.retry.delay_min <= engine.retry.delay_max, "flow.retry.delay_min", "flow.retry.delay_max",
                "must not exceed flow.retry.delay_max");
}

void check_admin(const AdminSettings& admin, Checks& checks) {
  checks.expect(admin.listen == kListenOff || parse_listen(admin.listen), "admin.listen", "admin.listen",
                in_quotes(admin.listen) + " is no address and port such as 127.0.0.1:8420 or [::1]:0, and not off");
}

}  // namespace

void Checks::expect(bool holds, std::string_view path, std::string_view other, std::string_view what) {
  if (holds) return;
  const auto blamed = find(path);
  const auto compared = find(other);
  if (!blamed.good || !compared.good) return;
  problems_.push_back({blamed.place.line != 0 ? blamed.place : compared.place, fmt::format("{}: {}", path, what)});
}

Given Checks::find(std::string_view path) const {
  const auto found = given_.find(path);
  return found == given_.end() ? Given{} : found->second;
}

void check(const Settings& settings, const GivenOptions& given, std::vector<Problem>& problems) {
  Checks checks(given, problems);
  check_source(settings.source, checks);
  check_folders(settings, checks);
  check_sink(settings.sink, checks);
  check_flow(settings, checks);
  check_kafka(settings, checks);
  check_admin(settings.admin, checks);
}

}  // namespace tidings::config
