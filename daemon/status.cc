#include "daemon/status.h"

#include "daemon/series.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/record/utf8.h"

namespace tidings::daemon {
namespace {

using record::JsonWriter;

std::int64_t whole_seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

std::uint64_t number(const std::atomic<std::uint64_t>& count) { return count.load(std::memory_order_relaxed); }

void write_troubles(JsonWriter& json, const std::vector<Health::Trouble>& troubles) {
  json.field("ready", troubles.empty());
  json.objects("reasons", troubles, [](JsonWriter& one, const Health::Trouble& trouble) {
    one.field("part", trouble.part).field("reason", trouble.reason);
    one.field("detail", record::to_utf8_lossy(trouble.detail)).field("for_seconds", whole_seconds(trouble.since));
  });
}

std::string_view doing(const Health& health, const flow::Progress& part) {
  if (health.held(part.name)) return "held";
  if (health.stalled(part.name)) return "stalled";
  return part.in_hand.load(std::memory_order_relaxed) > 0 ? "working" : "waiting";
}

void write_part(JsonWriter& json, const Health& health, const flow::Progress& part) {
  std::uint64_t errors = 0;
  for (const auto& count : part.errors) errors += number(count);
  json.field("name", part.name).field("doing", doing(health, part));
  json.field("received_records", number(part.received_records)).field("sent_records", number(part.sent_records));
  json.field("errors", errors).field("retries", number(part.retries));
}

void write_parts(JsonWriter& json, const StatusView& view) {
  const auto parts = view.engine->parts();
  const auto loads = view.engine->loads();
  json.key("source").begin_object();
  write_part(json, view.health, *parts.front());
  json.field("kind", source_kind(view.settings)).end_object();
  json.key("stages").begin_array();
  for (std::size_t stage = 1; stage + 1 < parts.size(); ++stage) {
    json.begin_object();
    write_part(json, view.health, *parts[stage]);
    json.field("queue_records", loads[stage - 1].records).field("queue_bytes", loads[stage - 1].bytes).end_object();
  }
  json.end_array();
  json.key("sink").begin_object();
  write_part(json, view.health, *parts.back());
  json.field("kind", sink_kind(view.settings));
  json.field("queue_records", loads.back().records).field("queue_bytes", loads.back().bytes).end_object();
}

void write_flow(JsonWriter& json, const flow::Engine& engine) {
  const auto& totals = engine.totals();
  json.field("bytes_in_flight", engine.budget().used()).field("budget_bytes", engine.budget().capacity());
  json.field("published_records", number(totals.published_records));
  json.field("rejected_records", number(totals.rejected_records));
  json.field("commits", number(totals.commits)).field("rewinds", number(totals.rewinds));
  const auto last = totals.last_commit.load(std::memory_order_relaxed);
  if (last != 0) json.field("last_commit_timestamp_seconds", static_cast<double>(last / 1'000'000) / 1e3);
}

std::string_view name_of(Health::Phase phase) {
  constexpr std::string_view kNames[] = {"starting", "running", "draining"};
  return kNames[static_cast<std::size_t>(phase)];
}

}  // namespace

std::string status_json(const StatusView& view) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().field("version", TIDINGS_VERSION).field("uptime_seconds", view.uptime.count());
  json.field("phase", name_of(view.health.phase()));
  write_troubles(json, view.health.troubles());
  if (view.engine != nullptr) {
    json.field("route", record::to_utf8_lossy(view.route));
    write_parts(json, view);
    write_flow(json, *view.engine);
  }
  json.end_object();
  return text + "\n";
}

std::string readiness_json(const std::vector<Health::Trouble>& troubles) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write_troubles(json, troubles);
  json.end_object();
  return text + "\n";
}

}  // namespace tidings::daemon
