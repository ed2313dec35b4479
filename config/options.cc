#include "config/kafka_options.h"
#include "config/option.h"

namespace tidings::config {
namespace {

constexpr std::uint64_t kKiB = 1ULL << 10U;
constexpr std::uint64_t kMiB = 1ULL << 20U;
constexpr std::uint64_t kGiB = 1ULL << 30U;
constexpr std::uint64_t kTiB = 1ULL << 40U;
constexpr std::uint64_t kSecond = 1000;
constexpr std::uint64_t kHour = 3600 * kSecond;

void add_source(std::vector<Option>& all) {
  all.push_back(choice_option(
      "source.kind", "Where articles come from: a watched folder, a list of files, standard input, or topics.",
      number([](auto& s) -> auto& { return s.source.kind; }), {"spool", "files", "stdin", "kafka"}));
  all.push_back(text_option("source.path", "The folder that is watched (spool).",
                            text([](auto& s) -> auto& { return s.source.path; })));
  all.push_back(list_option(
      "source.files", "Paths and glob patterns (files).", [](Settings & s) -> auto& { return s.source.files; },
      [](const Settings& s) { return s.source.files; }));
  all.push_back(choice_option(
      "source.after", "What becomes of a watched file when all it holds is committed; move puts it into .done/.",
      number([](auto& s) -> auto& { return s.source.after; }), {"keep", "move", "delete"}));
  all.push_back(bytes_option("source.max_record_bytes", "A longer article is rejected as too_large.",
                             number([](auto& s) -> auto& { return s.source.max_record_bytes; }), {kKiB, kGiB, {}}));
}

void add_sink(std::vector<Option>& all) {
  all.push_back(choice_option("sink.kind", "Where records go: a folder of files, or topics.",
                              number([](auto& s) -> auto& { return s.sink.kind; }), {"files", "kafka"}));
  all.push_back(text_option("sink.path", "The folder that gets one file per stream (files).",
                            text([](auto& s) -> auto& { return s.sink.path; })));
  all.push_back(bytes_option("sink.rotate_bytes", "A file is closed before it grows beyond this; 0: never.",
                             number([](auto& s) -> auto& { return s.sink.rotate_bytes; }), {64 * kKiB, kTiB, "0"}));
  all.push_back(choice_option("sink.compress", "What is done to a closed file.",
                              number([](auto& s) -> auto& { return s.sink.compress; }), {"none", "zstd"}));
  all.push_back(count_option("sink.retain_files", "Closed files kept per stream, the newest; 0: all.",
                             number([](auto& s) -> auto& { return s.sink.retain_files; }), {1, 1'000'000, "0"}));
  all.push_back(bytes_option("sink.retain_bytes", "Bytes of closed files kept per stream, the newest; 0: all.",
                             number([](auto& s) -> auto& { return s.sink.retain_bytes; }), {kMiB, 1024 * kTiB, "0"}));
}

void add_correlate(std::vector<Option>& all) {
  all.push_back(
      count_option("correlate.retention_days",
                   "An incident is forgotten so many days after its last mention, by the articles' own dates.",
                   number([](auto& s) -> auto& { return s.correlate.retention; }), {1, 36'500, {}}));
  all.push_back(
      bytes_option("correlate.cache_bytes",
                   "What of the state is kept in memory as incidents, and as much again as blocks of its files.",
                   number([](auto& s) -> auto& { return s.correlate.cache_bytes; }), {kMiB, kTiB, {}}));
}

void add_flow(std::vector<Option>& all) {
  all.push_back(count_option("flow.workers", "Threads of each stage that runs in parallel; auto: one per core.",
                             number([](auto& s) -> auto& { return s.flow.workers; }), {1, 1024, "auto"}));
  all.push_back(bytes_option("flow.budget_bytes",
                             "What all articles in flight may weigh together, with what they yield.",
                             number([](auto& s) -> auto& { return s.flow.engine.budget_bytes; }), {kMiB, kTiB, {}}));
  all.push_back(count_option("flow.batch_records", "Articles that travel together, at most.",
                             number([](auto& s) -> auto& { return s.flow.engine.batch_records; }), {1, 100'000, {}}));
  all.push_back(bytes_option("flow.batch_bytes",
                             "What the bodies of a batch weigh together, at most; a longer article travels alone.",
                             number([](auto& s) -> auto& { return s.flow.engine.batch_bytes; }), {kKiB, kGiB, {}}));
  all.push_back(bytes_option("flow.poll_bytes", "What is asked of the source at once.",
                             number([](auto& s) -> auto& { return s.flow.engine.poll_bytes; }), {kKiB, kGiB, {}}));
  all.push_back(time_option("flow.poll_wait", "How long the source may wait for something to come.",
                            number([](auto& s) -> auto& { return s.flow.engine.poll_wait; }), {1, 10 * kSecond, {}}));
  all.push_back(time_option("flow.commit_interval", "At most this long until what is published becomes durable.",
                            number([](auto& s) -> auto& { return s.flow.engine.commit_interval; }), {10, kHour, {}}));
  all.push_back(
      bytes_option("flow.commit_bytes", "Published bytes after which a commit does not wait for its interval.",
                   number([](auto& s) -> auto& { return s.flow.engine.commit_bytes; }), {kKiB, 64 * kGiB, {}}));
  all.push_back(count_option("flow.retry.attempts", "How often a stage tries an article, the first time counted.",
                             number([](auto& s) -> auto& { return s.flow.engine.retry.attempts; }), {1, 1000, {}}));
  all.push_back(time_option("flow.retry.delay_min", "The wait before the second attempt; it doubles with each one.",
                            number([](auto& s) -> auto& { return s.flow.engine.retry.delay_min; }), {1, kHour, {}}));
  all.push_back(time_option("flow.retry.delay_max", "The longest wait before an attempt.",
                            number([](auto& s) -> auto& { return s.flow.engine.retry.delay_max; }), {1, kHour, {}}));
  all.push_back(time_option("flow.revoke_timeout",
                            "A partition that is asked back is handed over after this, done or not.",
                            number([](auto& s) -> auto& { return s.flow.engine.revoke_timeout; }), {100, kHour, {}}));
  all.push_back(
      time_option("flow.stall_timeout", "With work in hand and no step for so long the flow counts as stalled.",
                  number([](auto& s) -> auto& { return s.flow.engine.stall_timeout; }), {kSecond, kHour, {}}));
  all.push_back(time_option("flow.drain_timeout", "How long a shutdown waits for what is in flight.",
                            number([](auto& s) -> auto& { return s.flow.drain_timeout; }), {100, kHour, {}}));
}

void add_admin(std::vector<Option>& all) {
  all.push_back(text_option("admin.listen",
                            "Address and port of metrics, health and status; port 0: any that is free; or off.",
                            text([](auto& s) -> auto& { return s.admin.listen; })));
  all.push_back(count_option("admin.max_connections", "With more of them the one that has waited longest is closed.",
                             number([](auto& s) -> auto& { return s.admin.max_connections; }), {1, 10'000, {}}));
  all.push_back(time_option("admin.timeout", "How long a client may take to ask, and how long to take the answer.",
                            number([](auto& s) -> auto& { return s.admin.timeout; }), {100, 10 * 60 * kSecond, {}}));
}

std::vector<Option> make_options() {
  std::vector<Option> all;
  add_source(all);
  add_sink(all);
  add_kafka_options(all);
  all.push_back(text_option(
      "state.path",
      "The folder of positions and state; one running daemon owns it; from topics to topics only updates need it.",
      text([](auto& s) -> auto& { return s.state.path; })));
  all.push_back(flag_option("streams.documents", "Whether clean documents are published; what is rejected always is.",
                            number([](auto& s) -> auto& { return s.streams.documents; })));
  all.push_back(flag_option("streams.events", "Whether events are published.",
                            number([](auto& s) -> auto& { return s.streams.events; })));
  all.push_back(flag_option("streams.quotes", "Whether quotes are published.",
                            number([](auto& s) -> auto& { return s.streams.quotes; })));
  all.push_back(flag_option(
      "streams.updates", "Whether events are joined to incidents; without events, quotes and updates nothing is coded.",
      number([](auto& s) -> auto& { return s.streams.updates; })));
  all.push_back(text_option("lexicon.path",
                            "The folder of the lexicon; auto: share/tidings/lexicon beside this program.",
                            text([](auto& s) -> auto& { return s.lexicon.path; })));
  all.push_back(
      fraction_option("extract.confidence_min",
                      "An event of less confidence is not told; higher, fewer events are false and more are missed.",
                      number([](auto& s) -> auto& { return s.extract.confidence_min; })));
  add_correlate(all);
  add_flow(all);
  add_admin(all);
  all.push_back(choice_option("log.format", "Lines for people or for machines.",
                              number([](auto& s) -> auto& { return s.log.format; }), {"text", "json"}));
  all.push_back(choice_option(
      "log.level", "The least that is logged; at debug also what the Kafka client was told, without its secrets.",
      number([](auto& s) -> auto& { return s.log.level; }), {"debug", "info", "warn", "error"}));
  return all;
}

}  // namespace

std::span<const Option> options() {
  static const std::vector<Option> kAll = make_options();
  return kAll;
}

}  // namespace tidings::config
