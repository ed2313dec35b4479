// What does the engine cost by itself? Made articles pass through empty stages into a sink that forgets them, all
// threads on one core. Floor: 200,000 articles/s; aim: 500,000.
//
//   flow [--articles N] [--bytes N] [--stages N] [--workers N] [--cores N] [--watched]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <condition_variable>
#include <mutex>

#include "bench/support/report.h"
#include "pipeline/flow/engine.h"
#include "pipeline/metrics/flow.h"

namespace {

using namespace tidings;

struct Workload {
  std::size_t articles = 2'000'000;
  std::size_t bytes = 3'500;
  std::size_t stages = 4;
  std::size_t workers = 1;
  int cores = 1;
  bool watched = false;
};

class MadeSource final : public io::Source {
 public:
  explicit MadeSource(const Workload& workload) : workload_(workload), body_(bench::made_article(1, workload.bytes)) {}

  record::Result<void> start(std::span<const io::Position>) override { return {}; }
  record::Result<io::Polled> poll(const io::PollLimit& limit) override {
    io::Polled polled;
    if (next_ == 0) polled.assigned.push_back({record::Partition{0}, record::Assignment{1}});
    polled.records.reserve(limit.bytes / body_.size() + 1);
    for (std::size_t bytes = 0; next_ < workload_.articles && bytes + body_.size() <= limit.bytes;
         bytes += body_.size()) {
      auto& input = polled.records.emplace_back();
      input.assignment = record::Assignment{1};
      input.offset = record::Offset{static_cast<std::int64_t>(next_++)};
      input.body = body_;
      input.container = container_;
    }
    polled.end = next_ == workload_.articles;
    return polled;
  }
  record::Result<void> committed(std::span<const io::Position>) override { return {}; }
  void release(std::span<const record::Partition>) override {}
  record::Result<void> rewind(std::span<const io::Position>) override { return {}; }
  void wake() noexcept override {}
  [[nodiscard]] std::string name(record::Partition) const override { return "made"; }

 private:
  const Workload workload_;
  const std::string body_;
  const std::shared_ptr<const std::string> container_ = std::make_shared<const std::string>("made");
  std::size_t next_ = 0;
};

class ForgetfulTransaction final : public io::Transaction {
 public:
  record::Result<void> publish(std::span<const record::Message>) override { return {}; }
  store::Batch& state() override { std::abort(); }
  record::Result<void> commit(std::span<const io::Position>) override { return {}; }
};

class ForgetfulSink final : public io::Sink {
 public:
  record::Result<std::unique_ptr<io::Transaction>> begin() override { return std::make_unique<ForgetfulTransaction>(); }
  record::Result<std::vector<io::Position>> positions() override { return std::vector<io::Position>{}; }
};

class SilentListener final : public flow::Listener {
 public:
  void held_up(std::string_view, const record::Error&) override {}
  void resumed(std::string_view) override {}
  void rewound(const record::Error&) override {}
  void stalled(std::string_view, std::chrono::nanoseconds) override {}
  void rejected(const record::Input&, std::string_view, const record::Error&) override {}
  void failed(const record::Error& error) override { fmt::print(stderr, "failed: {}\n", error.detail); }
};

flow::StageSpec empty_stage(std::size_t number, std::size_t workers) {
  return {.name = fmt::format("empty{}", number), .workers = workers, .make_worker = [] {
            return [](flow::Parcel&) -> record::Result<void> { return {}; };
          }};
}

flow::Times times_of(metrics::Registry& registry, std::size_t stages) {
  flow::Times times;
  for (std::size_t stage = 0; stage < stages; ++stage) {
    const metrics::StageSeries series(registry, fmt::format("empty{}", stage));
    times.stages.push_back({series.duration, series.queue_wait});
  }
  const metrics::StageSeries sink(registry, "sink");
  const metrics::FlowSeries flow(registry);
  times.sink = {sink.duration, sink.queue_wait};
  times.commit = flow.commit_duration;
  times.end_to_end = flow.end_to_end;
  return times;
}

int measure(const Workload& workload) {
  MadeSource source(workload);
  ForgetfulSink sink;
  metrics::Registry registry;
  SilentListener listener;
  const record::SystemClock clock;
  std::mutex mutex;
  std::condition_variable changed;
  bool ended = false;

  flow::ThreadPool source_lane(1);
  flow::ThreadPool sink_lane(1);
  std::vector<std::unique_ptr<flow::ThreadPool>> pools;
  std::vector<flow::StageSpec> specs;
  std::vector<flow::Executor*> executors;
  for (std::size_t stage = 0; stage < workload.stages; ++stage) {
    specs.push_back(empty_stage(stage, workload.workers));
    executors.push_back(pools.emplace_back(std::make_unique<flow::ThreadPool>(workload.workers)).get());
  }
  flow::Engine engine({.source = source,
                       .sink = sink,
                       .stages = std::move(specs),
                       .dead_letter = [](const flow::Parcel&) { return record::Message{}; },
                       .executors = {source_lane, executors, sink_lane},
                       .clock = clock,
                       .listener = listener,
                       .ended =
                           [&] {
                             const std::lock_guard lock(mutex);
                             ended = true;
                             changed.notify_all();
                           },
                       .times = workload.watched ? times_of(registry, workload.stages) : flow::Times{}},
                      flow::EngineOptions{});
  const auto start = clock.now();
  const auto cpu = bench::cpu_seconds();
  if (!engine.start()) return 1;
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return ended; });
  }
  const auto seconds = std::chrono::duration<double>(clock.now() - start).count();
  const auto cpu_used = bench::cpu_seconds() - cpu;
  source_lane.stop_and_join();
  for (auto& pool : pools) pool->stop_and_join();
  sink_lane.stop_and_join();

  const auto articles = static_cast<double>(engine.totals().committed_records.load());
  fmt::print(
      "{{\"bench\":\"flow\",\"articles\":{},\"bytes\":{},\"stages\":{},\"workers\":{},\"cores\":{},\"watched\":{},"
      "\"articles_per_"
      "second\":{:.0f},"
      "\"articles_per_cpu_second\":{:.0f},\"mb_per_second\":{:.0f},\"commits\":{},\"peak_rss_mb\":{:.0f}}}\n",
      articles, workload.bytes, workload.stages, workload.workers, workload.cores, workload.watched, articles / seconds,
      articles / cpu_used, articles * static_cast<double>(workload.bytes) / seconds / 1e6,
      engine.totals().commits.load(), static_cast<double>(bench::peak_rss()) / 1e6);
  return articles == static_cast<double>(workload.articles) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Workload workload;
  CLI::App app{"The engine alone: made articles through empty stages."};
  app.add_option("--articles", workload.articles);
  app.add_option("--bytes", workload.bytes);
  app.add_option("--stages", workload.stages);
  app.add_option("--workers", workload.workers, "of each stage");
  app.add_option("--cores", workload.cores);
  app.add_flag("--watched", workload.watched, "with the series of metrics that the daemon has");
  CLI11_PARSE(app, argc, argv);
  bench::stay_on_cores(workload.cores);
  return measure(workload);
}
