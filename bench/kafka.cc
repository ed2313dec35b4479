// What does Kafka cost us beyond what the client itself costs? A backlog of made articles (JSON, about 3.5 KB) is
// drained from topic to topic at a broker on this machine: by the engine with an empty stage between the edges, in turn
// with a hundred lines that do no more than consume and produce (bench/kafka_loop.cc). Floor: 60 % of the loop's MB per
// second of processor time; aim: 90 %. Then: from append to output at a tenth of that rate.
//
//   kafka [--megabytes N] [--rounds N] [--bytes N] [--seconds N]
#include <fmt/format.h>
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "bench/kafka_loop.h"
#include "bench/support/report.h"
#include "pipeline/flow/engine.h"
#include "pipeline/io/kafka/sink.h"
#include "pipeline/io/kafka/source.h"
#include "tests/kafka/broker.h"
#include "tests/kafka/client.h"
#include "tests/support/quiet_listener.h"

namespace {

using namespace tidings;
using Clock = std::chrono::steady_clock;

struct Workload {
  std::size_t megabytes = 1000;
  std::size_t bytes = 3'500;
  int rounds = 2;
  int seconds = 20;  // of the latency's measurement
};

constexpr int kPartitions = 4;
constexpr std::size_t kRecordsAtOnce = 10'000;

struct Place {
  test::Broker& broker;
  [[nodiscard]] test::KafkaClient client() const { return test::KafkaClient(broker.plain()); }
  void topic(const std::string& name) const { client().create_topic(name, kPartitions); }
};

io::kafka::SourceOptions source_of(const Place& place, const std::string& topic, const std::string& group) {
  io::kafka::SourceOptions options;
  options.connection.brokers = place.broker.plain();
  options.topics = {topic};
  options.group = group;
  return options;
}

io::kafka::SinkOptions sink_of(const Place& place, const std::string& topic) {
  io::kafka::SinkOptions options;
  options.connection.brokers = place.broker.plain();
  options.topics = {topic, topic};
  return options;
}

// The engine between two topics, with a stage that does nothing but hand on.
class Flow {
 public:
  Flow(const io::kafka::SourceOptions& from, const io::kafka::SinkOptions& to) : source_(from) {
    auto sink = io::kafka::KafkaSink::open(to);
    if (!sink) throw std::runtime_error(sink.error().detail);
    sink_ = std::move(*sink);
    engine_.emplace(
        flow::Engine::Wiring{.source = source_,
                             .sink = *sink_,
                             .stages = {{.name = "empty", .workers = 1, .make_worker = [] { return hand_on; }}},
                             .dead_letter = [](const flow::Parcel&) { return record::Message{}; },
                             .executors = {source_lane_, {&pool_}, sink_lane_},
                             .clock = clock_,
                             .listener = listener_,
                             .ended =
                                 [this] {
                                   const std::lock_guard lock(mutex_);
                                   ended_ = true;
                                   changed_.notify_all();
                                 }},
        flow::EngineOptions{});
    if (const auto started = engine_->start(); !started) throw std::runtime_error(started.error().detail);
  }
  ~Flow() {
    source_lane_.stop_and_join();
    pool_.stop_and_join();
    sink_lane_.stop_and_join();
  }
  void stop() { engine_->stop(); }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_; });
  }
  [[nodiscard]] std::uint64_t bytes() const { return engine_->totals().admitted_bytes.load(); }
  [[nodiscard]] std::uint64_t records() const { return engine_->totals().published_records.load(); }

 private:
  static record::Result<void> hand_on(flow::Parcel& parcel) {
    auto& message = parcel.messages.emplace_back();
    message.id = std::to_string(parcel.input.offset.value);
    message.data = parcel.input.body;
    return {};
  }

  record::SystemClock clock_;
  support::QuietListener listener_;
  io::kafka::KafkaSource source_;
  std::unique_ptr<io::kafka::KafkaSink> sink_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::optional<flow::Engine> engine_;
  flow::ThreadPool source_lane_{1};
  flow::ThreadPool pool_{1};
  flow::ThreadPool sink_lane_{1};
};

std::uint64_t fill(const Place& place, const std::string& topic, const Workload& workload) {
  std::uint64_t records = 0;
  for (std::uint64_t bytes = 0; bytes < workload.megabytes * 1'000'000;) {
    std::vector<test::KafkaRecord> some;
    for (std::size_t i = 0; i < kRecordsAtOnce && bytes < workload.megabytes * 1'000'000; ++i, ++records) {
      auto& record = some.emplace_back();
      record.partition = static_cast<std::int32_t>(records % kPartitions);
      record.value =
          fmt::format(R"({{"id":"a{}","text":"{}"}})", records, bench::made_article(records % 500, workload.bytes));
      bytes += record.value.size();
    }
    place.client().produce(topic, some);
  }
  return records;
}

struct Drained {
  double megabytes = 0;
  double seconds = 0;
  double cpu = 0;
  std::uint64_t records = 0;
};

template <typename Work>
Drained measure(Work work) {
  const auto cpu = bench::cpu_seconds();
  const auto begun = Clock::now();
  Drained drained;
  drained.megabytes = static_cast<double>(work(drained.records)) / 1e6;
  drained.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  drained.cpu = bench::cpu_seconds() - cpu;
  return drained;
}

Drained by_engine(const Place& place, const std::string& topic, int round) {
  const auto output = fmt::format("engine-{}", round);
  place.topic(output);
  return measure([&](std::uint64_t& records) {
    auto from = source_of(place, topic, output);
    from.drain = true;
    Flow flow(from, sink_of(place, output));
    flow.wait();
    records = flow.records();
    return flow.bytes();
  });
}

Drained by_hand(const Place& place, const std::string& topic, int round, std::uint64_t records) {
  const auto output = fmt::format("loop-{}", round);
  place.topic(output);
  return measure([&](std::uint64_t& done) {
    done = records;
    return bench::forward_by_hand(source_of(place, topic, output), sink_of(place, output), output, records);
  });
}

void print(std::string_view what, const Drained& drained) {
  fmt::print(
      R"({{"bench":"kafka","what":"{}","records":{},"mb":{:.0f},"mb_per_second":{:.1f},"mb_per_cpu_second":{:.1f}}})"
      "\n",
      what, drained.records, drained.megabytes, drained.megabytes / drained.seconds, drained.megabytes / drained.cpu);
}

// Reads a topic as it grows, and notes for each record how long ago it was appended.
class Arrivals {
 public:
  Arrivals(const Place& place, const std::string& topic)
      : source_([&] {
          auto options = source_of(place, topic, "arrivals");
          options.connection.librdkafka["fetch.wait.max.ms"] = "5";
          return options;
        }()) {
    if (const auto started = source_.start({}); !started) throw std::runtime_error(started.error().detail);
  }
  void look(const std::vector<std::atomic<Clock::time_point>>& appended) {
    const auto polled = source_.poll({.bytes = 1UL << 20U, .wait = std::chrono::milliseconds(5)});
    if (!polled) throw std::runtime_error(polled.error().detail);
    const auto now = Clock::now();
    for (const auto& input : polled->records) {
      const auto number = std::stoul(input.body.substr(8, 12));
      milliseconds.push_back(std::chrono::duration<double, std::milli>(now - appended[number].load()).count());
    }
  }
  std::vector<double> milliseconds;

 private:
  io::kafka::KafkaSource source_;
};

void measure_latency(const Place& place, double rate, const Workload& workload) {
  place.topic("live");
  place.topic("live-out");
  const auto count = static_cast<std::size_t>(rate * workload.seconds);
  std::vector<std::atomic<Clock::time_point>> appended(count);
  std::atomic<bool> enough{false};
  Arrivals arrivals(place, "live-out");
  std::jthread reader([&] {
    while (!enough && arrivals.milliseconds.size() < count) arrivals.look(appended);
  });
  Flow flow(source_of(place, "live", "live"), sink_of(place, "live-out"));
  test::Appender appender(place.broker.plain(), "live");
  std::this_thread::sleep_for(std::chrono::seconds(3));  // both groups have come together
  const auto begun = Clock::now();
  const auto each = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / rate));
  for (std::size_t i = 0; i < count; ++i) {
    const auto body = fmt::format(R"({{"id":"a{}","text":"{}"}})", i, bench::made_article(i % 500, workload.bytes));
    std::this_thread::sleep_until(begun + each * i);
    appended[i] = Clock::now();
    appender.append(static_cast<std::int32_t>(i % kPartitions), body);
  }
  std::this_thread::sleep_for(std::chrono::seconds(3));
  enough = true;
  reader.join();
  flow.stop();
  flow.wait();
  auto& times = arrivals.milliseconds;
  fmt::print(
      R"({{"bench":"kafka","what":"latency","rate":{:.0f},"records":{},"of":{},"p50_ms":{:.1f},"p99_ms":{:.1f}}})"
      "\n",
      rate, times.size(), count, bench::percentile(times, 0.5), bench::percentile(times, 0.99));
}

int run(const Workload& workload) {
  test::Broker broker;
  const Place place{broker};
  place.topic("backlog");
  const auto records = fill(place, "backlog", workload);
  std::vector<double> ratios;
  double rate = 0;
  for (int round = 0; round < workload.rounds; ++round) {
    const auto ours = by_engine(place, "backlog", round);
    const auto theirs = by_hand(place, "backlog", round, records);
    print("engine", ours);
    print("loop", theirs);
    if (ours.records != records) return 1;
    ratios.push_back(ours.megabytes / ours.cpu / (theirs.megabytes / theirs.cpu));
    rate = static_cast<double>(ours.records) / ours.seconds;
  }
  fmt::print(R"({{"bench":"kafka","what":"ratio","of_the_loop":{:.2f},"peak_rss_mb":{:.0f}}})"
             "\n",
             bench::percentile(ratios, 0.5), static_cast<double>(bench::peak_rss()) / 1e6);
  std::fflush(stdout);
  measure_latency(place, rate / 10, workload);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Workload workload;
  CLI::App app{"From topic to topic: the engine, and the least that one could write."};
  app.add_option("--megabytes", workload.megabytes, "the backlog");
  app.add_option("--bytes", workload.bytes, "of an article");
  app.add_option("--rounds", workload.rounds);
  app.add_option("--seconds", workload.seconds, "how long to measure the latency");
  CLI11_PARSE(app, argc, argv);
  if (const auto why = test::Broker::impossible()) {
    fmt::print(stderr, "SKIPPED: {}\n", *why);
    return 77;
  }
  // As the daemon does, for both.
  mallopt(M_TRIM_THRESHOLD, 64 << 20);  // NOLINT(concurrency-mt-unsafe): before any thread
  return run(workload);
}
