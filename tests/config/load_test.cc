#include "config/load.h"

#include <gtest/gtest.h>

#include <map>

namespace tidings::config {
namespace {

using namespace std::chrono_literals;

Environment variables() {
  return [](const std::string& name) -> std::optional<std::string> {
    if (name == "WORKERS") return "3";
    if (name == "WORD") return "many";
    return std::nullopt;
  };
}

Settings settings_of(std::string_view yaml) {
  const auto loaded = parse(yaml, "t.yaml", variables());
  EXPECT_EQ(render("t.yaml", loaded.problems), "");
  return loaded.settings;
}

std::string wrong(std::string_view yaml) { return render("t.yaml", parse(yaml, "t.yaml", variables()).problems); }

TEST(Load, KeepsDefaultsForWhatIsNotSaid) {
  const auto settings = settings_of("flow:\n  workers: 2\n");
  EXPECT_EQ(settings.flow.workers, 2U);
  EXPECT_EQ(settings.flow.engine.budget_bytes, 64U << 20U);
  EXPECT_EQ(settings.source.path, "feed");
}

TEST(Load, ReadsEveryKindOfValue) {
  const auto settings = settings_of(
      "source: {kind: files, files: [a.jsonl, \"b/*.txt\"], after: keep}\n"
      "sink:\n  path: /srv/out\n  rotate_bytes: 0\n"
      "state:\n"  // all of it commented out
      "streams:\n  documents: false\n"
      "flow:\n  workers: auto\n  commit_interval: 250ms\n  budget_bytes: 128MiB\n  retry: {attempts: 3}\n"
      "log: {level: warn, format: json}\n");
  EXPECT_EQ(settings.source.kind, SourceKind::kFiles);
  EXPECT_EQ(settings.source.files, (std::vector<std::string>{"a.jsonl", "b/*.txt"}));
  EXPECT_EQ(settings.source.after, AfterRead::kKeep);
  EXPECT_EQ(settings.sink.path, "/srv/out");
  EXPECT_EQ(settings.sink.rotate_bytes, 0U);
  EXPECT_FALSE(settings.streams.documents);
  EXPECT_EQ(settings.flow.workers, 0U);
  EXPECT_EQ(settings.flow.engine.commit_interval, 250ms);
  EXPECT_EQ(settings.flow.engine.budget_bytes, 128U << 20U);
  EXPECT_EQ(settings.flow.engine.retry.attempts, 3);
  EXPECT_EQ(settings.log.level, LogLevel::kWarn);
  EXPECT_EQ(settings.log.format, LogFormat::kJson);
}

TEST(Load, ReadsTheKafkaEdge) {
  const auto settings = settings_of(
      "source: {kind: kafka}\nsink: {kind: kafka}\n"
      "kafka:\n  brokers: one:9092,two:9092\n  tls: {enabled: true, ca_file: ca.pem}\n"
      "  sasl: {mechanism: SCRAM-SHA-512, username: desk, password_file: /run/secret}\n"
      "  source: {topics: [wires, blogs], group: desk, begin: latest, session_timeout: 6s}\n"
      "  sink: {documents: clean, rejected: dead, linger: 5ms, compression: zstd}\n"
      "  librdkafka:\n    socket.timeout.ms: 5000\n    client.rack: \"${WORD}\"\n");
  const auto& kafka = settings.kafka;
  EXPECT_EQ(settings.source.kind, SourceKind::kKafka);
  EXPECT_EQ(settings.sink.kind, SinkKind::kKafka);
  EXPECT_EQ(kafka.connection.brokers, "one:9092,two:9092");
  EXPECT_TRUE(kafka.connection.tls.enabled);
  EXPECT_EQ(kafka.mechanism, SaslMechanism::kScramSha512);
  EXPECT_EQ(kafka.password_file, "/run/secret");
  EXPECT_EQ(kafka.source.topics, (std::vector<std::string>{"wires", "blogs"}));
  EXPECT_EQ(kafka.source.begin, io::kafka::Begin::kLatest);
  EXPECT_EQ(kafka.source.session_timeout, 6s);
  EXPECT_EQ(kafka.sink.topics[0], "clean");
  EXPECT_EQ(kafka.sink.topics[1], "dead");
  EXPECT_EQ(kafka.sink.compression, "zstd");
  EXPECT_EQ(kafka.connection.librdkafka,
            (std::map<std::string, std::string>{{"socket.timeout.ms", "5000"}, {"client.rack", "many"}}));
}

TEST(Load, NamesBrokenPromisesOfTheKafkaEdge) {
  EXPECT_EQ(wrong("source: {kind: kafka}\n"),
            "t.yaml:1:10: kafka.source.topics: must name something where source.kind is kafka\n");
  EXPECT_EQ(wrong("kafka: {source: {topics: [a]}}\n"),
            "t.yaml:1:18: kafka.source.topics: has no effect unless source.kind is kafka\n");
  EXPECT_EQ(wrong("source: {kind: kafka}\nkafka: {source: {topics: [a], poll_interval_max: 60s}}\n"
                  "flow: {revoke_timeout: 40s}\n"),
            "t.yaml:3:8: flow.revoke_timeout: must be half of kafka.source.poll_interval_max at most, or the group "
            "gives up on us while we drain\n");
  EXPECT_EQ(
      wrong("source: {kind: kafka}\nsink: {kind: kafka}\nkafka: {source: {topics: [documents]}}\n"),
      "t.yaml:3:18: kafka.sink.documents: must be none of kafka.source.topics, or what goes out comes in again\n");
  EXPECT_EQ(wrong("kafka: {sasl: {mechanism: PLAIN, username: desk}}\n"),
            "t.yaml:1:16: kafka.sasl.password_file: is required where kafka.sasl.mechanism is not none\n");
  EXPECT_EQ(wrong("kafka: {tls: {ca_file: ca.pem}}\n"),
            "t.yaml:1:15: kafka.tls.ca_file: has no effect unless kafka.tls.enabled is true\n");
  EXPECT_EQ(wrong("kafka: {librdkafka: 7}\n"),
            "t.yaml:1:21: kafka.librdkafka: a single value where names with values should be\n");
  EXPECT_EQ(wrong("kafka: {librdkafka: {a.b: [7]}}\n"),
            "t.yaml:1:27: kafka.librdkafka: a list where a single value should be\n");
}

TEST(Load, TakesValuesFromTheEnvironment) {
  EXPECT_EQ(settings_of("flow: {workers: \"${WORKERS}\"}").flow.workers, 3U);
  EXPECT_EQ(settings_of("sink: {path: \"${BASE:-/srv}/out\"}").sink.path, "/srv/out");
  EXPECT_EQ(wrong("sink:\n  path: ${BASE}/out\n"), "t.yaml:2:9: sink.path: the environment variable BASE is not set\n");
  EXPECT_EQ(wrong("flow:\n  workers: ${WORD}\n"), "t.yaml:2:12: flow.workers: \"many\" is no whole number\n");
}

TEST(Load, NamesUnknownKeysAndTheNearest) {
  EXPECT_EQ(wrong("flow:\n  wrokers: 2\n"), "t.yaml:2:3: flow.wrokers: unknown key; did you mean flow.workers?\n");
  EXPECT_EQ(wrong("workers: 2\n"), "t.yaml:1:1: workers: unknown key; did you mean flow.workers?\n");
  EXPECT_EQ(wrong("zebra: 2\n"), "t.yaml:1:1: zebra: unknown key\n");
  EXPECT_EQ(wrong("sorce:\n  path: x\n"), "t.yaml:1:1: sorce: unknown key; did you mean source?\n");
  EXPECT_EQ(wrong("\"flow.workers\": 2\n"), "t.yaml:1:1: flow.workers: unknown key; write it as a section\n");
}

TEST(Load, NamesWrongTypes) {
  EXPECT_EQ(wrong("flow: fast\n"), "t.yaml:1:7: flow: a single value where a section of options should be\n");
  EXPECT_EQ(wrong("- flow\n"), "t.yaml:1:1: a list where a section of options should be\n");
  EXPECT_EQ(wrong("flow:\n  workers: [1]\n"), "t.yaml:2:12: flow.workers: a list where a single value should be\n");
  EXPECT_EQ(wrong("flow:\n  workers: {a: 1}\n"),
            "t.yaml:2:12: flow.workers: a section where a single value should be\n");
  EXPECT_EQ(wrong("flow:\n  workers:\n"), "t.yaml:2:3: flow.workers: nothing where a single value should be\n");
  EXPECT_EQ(wrong("flow:\n  workers: ~\n"), "t.yaml:2:3: flow.workers: nothing where a single value should be\n");
  EXPECT_EQ(wrong("source:\n  kind: files\n  files: a.txt\n"),
            "t.yaml:3:10: source.files: a single value where a list should be\n");
  EXPECT_EQ(wrong("source:\n  kind: files\n  files: [[a]]\n"),
            "t.yaml:3:11: source.files: a list where a single value should be\n");
  EXPECT_EQ(wrong("streams: {documents: yes}\n"), "t.yaml:1:22: streams.documents: \"yes\" must be true or false\n");
  EXPECT_EQ(wrong("flow: {workers: 2.5}\n"), "t.yaml:1:17: flow.workers: \"2.5\" is no whole number\n");
  EXPECT_EQ(wrong("flow: {budget_bytes: 64MB}\n"),
            "t.yaml:1:22: flow.budget_bytes: \"64MB\" is no size; write it as 512B, 8KiB, 64MiB or 1GiB\n");
  EXPECT_EQ(wrong("flow: {poll_wait: 100}\n"),
            "t.yaml:1:19: flow.poll_wait: \"100\" is no duration; write it as 250ms, 1s, 5m or 2h\n");
  EXPECT_EQ(wrong("sink: {compress: gzip}\n"), "t.yaml:1:18: sink.compress: \"gzip\" must be one of none, zstd\n");
  EXPECT_EQ(wrong("sink: {path: ''}\n"), "t.yaml:1:14: sink.path: must not be empty\n");
}

TEST(Load, NamesWhatIsOutOfRange) {
  EXPECT_EQ(wrong("flow: {workers: 5000}\n"), "t.yaml:1:17: flow.workers: \"5000\" must be auto or from 1 to 1024\n");
  EXPECT_EQ(wrong("flow: {retry: {attempts: 0}}\n"),
            "t.yaml:1:26: flow.retry.attempts: \"0\" must be from 1 to 1000\n");
  EXPECT_EQ(wrong("sink: {rotate_bytes: 1KiB}\n"),
            "t.yaml:1:22: sink.rotate_bytes: \"1KiB\" must be 0 or from 64KiB to 1TiB\n");
  EXPECT_EQ(wrong("flow: {poll_wait: 1h}\n"), "t.yaml:1:19: flow.poll_wait: \"1h\" must be from 1ms to 10s\n");
}

TEST(Load, NamesBrokenPromisesBetweenOptions) {
  EXPECT_EQ(wrong("flow: {batch_bytes: 128MiB}\n"),
            "t.yaml:1:8: flow.batch_bytes: must not exceed flow.budget_bytes, or a batch never fills\n");
  EXPECT_EQ(wrong("flow: {budget_bytes: 1MiB}\n"),
            "t.yaml:1:8: source.max_record_bytes: must not exceed flow.budget_bytes, or memory is not bounded by it\n");
  EXPECT_EQ(
      wrong("flow: {commit_interval: 30s}\n"),
      "t.yaml:1:8: flow.commit_interval: must be shorter than flow.stall_timeout, or waiting for a commit is taken for "
      "a standstill\n");
  EXPECT_EQ(wrong("flow: {poll_bytes: 65MiB}\n"), "t.yaml:1:8: flow.poll_bytes: must not exceed flow.budget_bytes\n");
  EXPECT_EQ(wrong("flow: {retry: {delay_max: 50ms}}\n"),
            "t.yaml:1:16: flow.retry.delay_min: must not exceed flow.retry.delay_max\n");
  EXPECT_EQ(wrong("source: {kind: files}\n"),
            "t.yaml:1:10: source.files: must name something where source.kind is files\n");
  EXPECT_EQ(wrong("source: {files: [a]}\n"), "t.yaml:1:10: source.files: has no effect unless source.kind is files\n");
  EXPECT_EQ(wrong("sink: {path: ./feed}\n"),
            "t.yaml:1:8: sink.path: must be another folder than source.path, or what goes out comes in again\n");
  EXPECT_EQ(wrong("state: {path: out/}\n"), "t.yaml:1:9: state.path: must be another folder than sink.path\n");
  EXPECT_EQ(wrong("source: {path: state}\n"), "t.yaml:1:10: state.path: must be another folder than source.path\n");
  EXPECT_EQ(wrong("sink: {rotate_bytes: 0, retain_files: 3}\n"),
            "t.yaml:1:25: sink.retain_files: has no effect where sink.rotate_bytes is 0: no file is ever closed\n");
}

TEST(Load, ReportsEveryProblemAtOnceInTheOrderOfTheFile) {
  EXPECT_EQ(
      wrong("sink:\n  path: a\n  path: b\n  colour: red\nflow:\n  workers: many\n  poll_wait: 1\nlog: {level: loud}\n"),
      "t.yaml:3:3: path: given twice; first in line 2\n"
      "t.yaml:4:3: sink.colour: unknown key\n"
      "t.yaml:6:12: flow.workers: \"many\" is no whole number\n"
      "t.yaml:7:14: flow.poll_wait: \"1\" is no duration; write it as 250ms, 1s, 5m or 2h\n"
      "t.yaml:8:14: log.level: \"loud\" must be one of debug, info, warn, error\n");
}

TEST(Load, BoundsWhatItSays) {
  std::string yaml;
  for (int i = 0; i < 150; ++i) yaml += "key" + std::to_string(i) + "x: 1\n";
  const auto said = wrong(yaml);
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 101);
  EXPECT_TRUE(said.ends_with("t.yaml: and 50 more problems\n"));
  const auto long_value = wrong("log: {level: \"" + std::string(100'000, 'x') + "\\t\\e[31m\"}");
  EXPECT_LT(long_value.size(), 200U);
  EXPECT_EQ(wrong("log: {level: \"a\\e[31m\\n\"}\n"),
            "t.yaml:1:14: log.level: \"a [31m \" must be one of debug, info, warn, error\n");
}

}  // namespace
}  // namespace tidings::config
