#include "daemon/kafka_edge.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <utility>

#include "config/secret.h"
#include "daemon/log.h"
#include "daemon/streams.h"
#include "pipeline/io/kafka/check.h"
#include "pipeline/io/kafka/code.h"
#include "pipeline/record/clock.h"

namespace tidings::daemon {
namespace {

using io::kafka::Connection;
using io::kafka::Severity;
using record::Error;
using record::Fault;
using record::Result;

// Key and headers of a dead letter; the name of its file may be long, and stands in both.
constexpr std::size_t kEnvelope = 16UL << 10U;

constexpr std::uint32_t kSurprisesPerInterval = 20;
constexpr std::chrono::seconds kInterval{60};

// While a broker is away the client complains all the time.
class KafkaLog {
 public:
  void operator()(Severity severity, std::string_view text) {
    if (severity == Severity::kDebug) return spdlog::debug("kafka: {}", text);
    if (severity == Severity::kInfo) return spdlog::info("kafka: {}", text);
    const auto verdict = limit_.ask("kafka");
    if (!verdict.pass) return;
    const auto more = verdict.swallowed == 0 ? std::string{} : fmt::format(" (and {} more since)", verdict.swallowed);
    spdlog::warn("kafka: {}{}", text, more);
  }

 private:
  record::SystemClock clock_;
  RateLimit limit_{clock_, kSurprisesPerInterval, kInterval};
};

io::kafka::Log make_log() {
  return [log = std::make_shared<KafkaLog>()](Severity severity, std::string_view text) { (*log)(severity, text); };
}

std::string name_of(config::SaslMechanism mechanism) {
  constexpr std::array kNames = {"", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"};
  return kNames.at(static_cast<std::size_t>(mechanism));
}

Result<void> read_into(std::string& target, const std::string& file) {
  if (file.empty()) return {};
  auto secret = config::read_secret(file);
  if (!secret) return Error{Fault::kFatal, io::kafka::code::kBadSetting, std::move(secret).error().detail};
  target = secret->reveal();
  return {};
}

Result<Connection> connection_of(const config::KafkaSettings& kafka) {
  auto connection = kafka.connection;
  connection.sasl.mechanism = name_of(kafka.mechanism);
  if (auto read = read_into(connection.tls.key_password, kafka.key_password_file); !read) return read.error();
  if (auto read = read_into(connection.sasl.password, kafka.password_file); !read) return read.error();
  return connection;
}

Result<io::kafka::SourceOptions> source_options(const config::Settings& settings, bool drain) {
  auto connection = connection_of(settings.kafka);
  if (!connection) return std::move(connection).error();
  auto options = settings.kafka.source;
  options.connection = std::move(*connection);
  options.drain = drain;
  options.record_bytes_max = settings.source.max_record_bytes;
  return options;
}

Result<io::kafka::SinkOptions> sink_options(const config::Settings& settings) {
  auto connection = connection_of(settings.kafka);
  if (!connection) return std::move(connection).error();
  auto options = settings.kafka.sink;
  options.connection = std::move(*connection);
  for (std::size_t stream = 0; stream < record::kStreams; ++stream) {
    if (!publishes(settings.streams, static_cast<record::Stream>(stream))) options.topics[stream].clear();
  }
  return options;
}

bool reads(const config::Settings& settings) { return settings.source.kind == config::SourceKind::kKafka; }
bool writes(const config::Settings& settings) { return settings.sink.kind == config::SinkKind::kKafka; }

class Problems {
 public:
  template <typename T>
  void note(const Result<T>& result) {
    if (!result) note_all({result.error().detail});
  }
  // Both ends share a connection, and so its mistakes.
  void note_all(const std::vector<std::string>& details) {
    for (const auto& detail : details) {
      auto text = "kafka: " + detail;
      if (std::find(texts_.begin(), texts_.end(), text) == texts_.end()) texts_.push_back(std::move(text));
    }
  }
  void readable(std::string_view option, const std::string& file) {
    if (!file.empty() && !std::ifstream(file)) texts_.push_back(fmt::format("{}: {} cannot be read", option, file));
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(texts_); }

 private:
  std::vector<std::string> texts_;
};

}  // namespace

std::vector<std::string> problems_of_kafka(const config::Settings& settings) {
  if (!reads(settings) && !writes(settings)) return {};
  Problems problems;
  const auto& tls = settings.kafka.connection.tls;
  problems.readable("kafka.tls.ca_file", tls.ca_file);
  problems.readable("kafka.tls.certificate_file", tls.certificate_file);
  problems.readable("kafka.tls.key_file", tls.key_file);
  if (reads(settings)) {
    const auto options = source_options(settings, false);
    problems.note(options);
    if (options) problems.note_all(io::kafka::problems_of(*options));
  }
  if (writes(settings)) {
    const auto options = sink_options(settings);
    problems.note(options);
    if (options) problems.note_all(io::kafka::problems_of(*options));
  }
  return problems.take();
}

Result<std::unique_ptr<io::kafka::KafkaSource>> make_kafka_source(const config::Settings& settings, bool drain) {
  auto options = source_options(settings, drain);
  if (!options) return std::move(options).error();
  return std::make_unique<io::kafka::KafkaSource>(std::move(*options), make_log());
}

Result<std::unique_ptr<io::kafka::KafkaSink>> open_kafka_sink(const config::Settings& settings, store::Store* store) {
  auto options = sink_options(settings);
  if (!options) return std::move(options).error();
  std::optional<io::kafka::Beside> beside;
  // A group keeps the positions of its topics, whoever reads them next.
  if (store != nullptr) beside.emplace(io::kafka::Beside{.store = *store, .positions = !reads(settings)});
  return io::kafka::KafkaSink::open(*options, make_log(), beside);
}

std::size_t dead_letter_bytes_max(const config::Settings& settings) {
  if (!writes(settings)) return std::numeric_limits<std::size_t>::max();
  return settings.kafka.sink.message_bytes_max - kEnvelope;
}

}  // namespace tidings::daemon
