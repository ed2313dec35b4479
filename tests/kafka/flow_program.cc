// A flow from topic to topic, as a process of its own, so that tests can kill it:
//   kafka_flow BROKERS INPUT GROUP INSTANCE OUTPUT REJECTED MICROSECONDS
// Each record becomes one document with the record's body; of bodies that begin with "poison" dead letters. The stage
// takes so many microseconds for each record. SIGTERM drains. Exit status: 0, or 1 with the error on standard error.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "pipeline/flow/engine.h"
#include "pipeline/io/kafka/sink.h"
#include "pipeline/io/kafka/source.h"
#include "pipeline/record/id.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/record/reason.h"
#include "pipeline/record/rejected.h"
#include "tests/support/quiet_listener.h"

namespace tidings {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMessageBytes = 1'000'000;

record::Result<void> work(flow::Parcel& parcel, std::chrono::microseconds pause) {
  std::this_thread::sleep_for(pause);
  const auto& input = parcel.input;
  if (input.body.starts_with("poison")) {
    return record::Error{record::Fault::kBadInput, record::reason::kBadJson, "poison"};
  }
  auto& message = parcel.messages.emplace_back();
  message.stream = record::Stream::kDocuments;
  message.key = *input.container + "/" + std::to_string(record::number_of(input.partition));
  message.id = record::Id::of("test", {message.key, std::to_string(input.offset.value)}).hex();
  record::JsonWriter json(message.data);
  json.begin_object().field("body", input.body).field("offset", input.offset.value).end_object();
  return {};
}

record::Message dead_letter(const flow::Parcel& parcel) {
  auto input = parcel.input;
  const auto& failure = *parcel.failure;
  const auto attempts = static_cast<std::uint32_t>(failure.attempts);
  return to_message(record::reject(std::move(input), failure.stage, failure.error, attempts), kMessageBytes - 4096);
}

class Spoken final : public support::QuietListener {
 public:
  void held_up(std::string_view part, const record::Error& error) override {
    std::fprintf(stderr, "%s held up: %s\n", std::string(part).c_str(), error.detail.c_str());
  }
  void rewound(const record::Error& why) override { std::fprintf(stderr, "rewound: %s\n", why.detail.c_str()); }
  void stalled(std::string_view part, std::chrono::nanoseconds) override {
    std::fprintf(stderr, "%s stalled\n", std::string(part).c_str());
  }
  void failed(const record::Error& error) override {
    std::fprintf(stderr, "failed: %s: %s\n", std::string(error.code).c_str(), error.detail.c_str());
  }
};

io::kafka::SourceOptions source_options(char** arguments) {
  io::kafka::SourceOptions options;
  options.connection.brokers = arguments[1];
  options.connection.librdkafka = {{"heartbeat.interval.ms", "500"}};
  options.topics = {arguments[2]};
  options.group = arguments[3];
  options.instance = arguments[4];
  options.session_timeout = 6s;
  options.commit_interval = 100ms;  // also whoever is killed soon is to have got somewhere
  return options;
}

io::kafka::SinkOptions sink_options(char** arguments) {
  io::kafka::SinkOptions options;
  options.connection.brokers = arguments[1];
  options.message_bytes_max = kMessageBytes;
  options.topics[static_cast<std::size_t>(record::Stream::kDocuments)] = arguments[5];
  options.topics[static_cast<std::size_t>(record::Stream::kRejected)] = arguments[6];
  return options;
}

int run(char** arguments) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const io::kafka::Log log = [](io::kafka::Severity severity, std::string_view text) {
    if (severity != io::kafka::Severity::kDebug)
      std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  };
  auto sink = io::kafka::KafkaSink::open(sink_options(arguments), log);
  if (!sink) {
    std::fprintf(stderr, "failed: %s\n", sink.error().detail.c_str());
    return 1;
  }
  io::kafka::KafkaSource source(source_options(arguments), log);
  const std::chrono::microseconds pause(std::atoi(arguments[7]));
  const record::SystemClock clock;
  Spoken listener;
  flow::ThreadPool source_lane(1);
  flow::ThreadPool pool(2);
  flow::ThreadPool sink_lane(1);
  flow::EngineOptions options;
  options.commit_interval = 100ms;
  flow::Engine engine(
      {.source = source,
       .sink = **sink,
       .stages = {{.name = "work",
                   .workers = 2,
                   .make_worker = [pause] { return [pause](flow::Parcel& parcel) { return work(parcel, pause); }; }}},
       .dead_letter = dead_letter,
       .executors = {source_lane, {&pool}, sink_lane},
       .clock = clock,
       .listener = listener,
       .ended = [] { kill(getpid(), SIGUSR1); }},
      options);
  if (auto started = engine.start(); !started) {
    std::fprintf(stderr, "failed: %s\n", started.error().detail.c_str());
    return 1;
  }
  while (!engine.outcome()) {
    const timespec second{.tv_sec = 1, .tv_nsec = 0};
    if (sigtimedwait(&signals, nullptr, &second) == SIGTERM) engine.stop();
    engine.watch();
  }
  source_lane.stop_and_join();
  pool.stop_and_join();
  sink_lane.stop_and_join();
  return engine.outcome()->error ? 1 : 0;
}

}  // namespace
}  // namespace tidings

int main(int count, char** arguments) {
  if (count != 8) return 2;
  return tidings::run(arguments);
}
