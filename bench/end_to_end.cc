// What does an article cost from file to file? Made articles (JSON, about 3.5 KB) wait as .jsonl files in a spool
// folder; the daemon's own flow reads, normalises and publishes them. Floor: 4,000 articles/s per core; aim: 8,000.
// With
// --extract they are coded as well; floor: 200 articles/s per core; aim: 600.
//
//   end_to_end [--articles N] [--workers N] [--cores N] [--extract]   throughput, CPU and peak memory
//   end_to_end --latency --rate R [--articles N] …              from a file's arrival to its committed line, at R
//   files/s
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <stdlib.h>  // mkdtemp

#include <CLI/CLI.hpp>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "bench/support/report.h"
#include "daemon/beside.h"
#include "daemon/edges.h"
#include "daemon/knowledge.h"
#include "daemon/log.h"
#include "daemon/streams.h"
#include "daemon/topology.h"

namespace {

using namespace tidings;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Workload {
  std::size_t articles = 60'000;
  std::size_t bytes = 3'500;
  std::size_t per_file = 1'000;
  std::uint32_t workers = 1;
  int cores = 1;
  bool latency = false;
  bool extract = false;
  double rate = 400;
  std::string folder;  // where to work; default: a temporary folder
};

// Article texts repeat after a while; their ids do not.
constexpr std::size_t kTexts = 500;

std::string json_of(std::size_t article, std::size_t bytes) {
  auto text = bench::made_article(article % kTexts, bytes);
  std::string escaped;
  for (const auto character : text) {
    if (character == '\n') {
      escaped += "\\n";
    } else {
      escaped += character;
    }
  }
  return fmt::format(
      R"({{"id":"a{}","source":"made","url":"https://news.example/{}","title":"Envoys meet in Trieste, part {}",)"
      R"("published":"1923-05-{:02}T10:30:00Z","text":"{}"}})",
      article, article, article, 1 + article % 28, escaped);
}

class Workplace {
 public:
  explicit Workplace(const Workload& workload) {
    auto pattern =
        (workload.folder.empty() ? fs::temp_directory_path() : fs::path(workload.folder)) / "end_to_end-XXXXXX";
    auto name = pattern.string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    folder_ = name;
    fs::create_directory(feed());
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] fs::path feed() const { return folder_ / "feed"; }
  [[nodiscard]] fs::path out() const { return folder_ / "out"; }
  [[nodiscard]] config::Settings settings(const Workload& workload) const {
    config::Settings settings;
    settings.source.path = feed();
    settings.sink.path = out();
    settings.state.path = folder_ / "state";
    settings.flow.workers = workload.workers;
    settings.streams.events = settings.streams.quotes = settings.streams.updates = workload.extract;
    return settings;
  }

 private:
  fs::path folder_;
};

// The daemon's flow, run to its end in this process.
class Flow {
 public:
  Flow(const config::Settings& settings, bool drain) : listener_(clock_) {
    auto edges = daemon::open_edges(settings, drain);
    if (!edges) throw std::runtime_error(edges.error().detail);
    edges_ = std::move(*edges);
    auto known = daemon::codes(settings.streams)
                     ? daemon::load_knowledge(daemon::default_model(), daemon::default_lexicon())
                     : daemon::LoadedKnowledge{};
    if (!known.problems.empty()) throw std::runtime_error(known.problems);
    topology_.emplace(settings, daemon::Topology::Parts{.source = *edges_.source,
                                                        .sink = *edges_.sink,
                                                        .clock = clock_,
                                                        .listener = listener_,
                                                        .times = {},
                                                        .knowledge = std::move(known.knowledge),
                                                        .found = {},
                                                        .store = edges_.store.get(),
                                                        .joined = {},
                                                        .ended = [this] { end(); }});
    if (const auto started = engine().start(); !started) throw std::runtime_error(started.error().detail);
  }
  flow::Engine& engine() { return topology_->engine(); }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_; });
  }

 private:
  record::SystemClock clock_;
  daemon::LogListener listener_;
  daemon::Edges edges_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::optional<daemon::Topology> topology_;
};

int measure_throughput(const Workload& workload) {
  const Workplace workplace(workload);
  for (std::size_t first = 0; first < workload.articles; first += workload.per_file) {
    std::ofstream file(workplace.feed() / fmt::format("{:08}.jsonl", first));
    for (auto article = first; article < std::min(first + workload.per_file, workload.articles); ++article) {
      file << json_of(article, workload.bytes) << '\n';
    }
  }
  const auto cpu = bench::cpu_seconds();
  const auto start = Clock::now();
  Flow flow(workplace.settings(workload), true);
  flow.wait();
  const auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
  const auto cpu_used = bench::cpu_seconds() - cpu;
  const auto& totals = flow.engine().totals();
  const auto articles = static_cast<double>(totals.published_records.load());
  const auto bytes = static_cast<double>(totals.admitted_bytes.load());
  fmt::print(
      "{{\"bench\":\"end_to_end\",\"extract\":{},\"articles\":{},\"bytes_each\":{:.0f},\"workers\":{},\"cores\":{},"
      "\"articles_per_"
      "second\":{:.0f},"
      "\"articles_per_cpu_second\":{:.0f},\"mb_per_second\":{:.1f},\"commits\":{},\"peak_rss_mb\":{:.0f}}}\n",
      workload.extract, articles, bytes / articles, workload.workers, workload.cores, articles / seconds,
      articles / cpu_used, bytes / seconds / 1e6, totals.commits.load(), static_cast<double>(bench::peak_rss()) / 1e6);
  return articles == static_cast<double>(workload.articles) ? 0 : 1;
}

// Length of documents.jsonl that readers may rely on; 0 while there is none.
std::size_t committed_length(const fs::path& out) {
  std::ifstream file(out / ".committed");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto stream = text.find("\"documents\"");
  const auto length = text.find("\"length\":", stream == std::string::npos ? text.size() : stream);
  return length == std::string::npos ? 0 : std::stoul(text.substr(length + 9));
}

// Reads what has been committed since the last look, and notes for each article how long ago its file came.
class Reader {
 public:
  explicit Reader(fs::path out) : out_(std::move(out)) {}
  void look(const std::vector<Clock::time_point>& arrived) {
    const auto length = committed_length(out_);
    if (length <= read_) return;
    const auto now = Clock::now();
    std::ifstream file(out_ / "documents.jsonl");
    file.seekg(static_cast<std::streamoff>(read_));
    for (std::string line; read_ < length && std::getline(file, line); read_ += line.size() + 1) {
      const auto id = line.find("\"data\":{\"id\":\"a");
      const auto article = std::stoul(line.substr(id + 15, 20));
      milliseconds.push_back(std::chrono::duration<double, std::milli>(now - arrived[article]).count());
    }
  }
  std::vector<double> milliseconds;

 private:
  const fs::path out_;
  std::size_t read_ = 0;
};

int measure_latency(const Workload& workload) {
  const Workplace workplace(workload);
  Flow flow(workplace.settings(workload), false);
  std::vector<Clock::time_point> arrived(workload.articles);
  Reader reader(workplace.out());
  const auto start = Clock::now();
  const auto each = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / workload.rate));
  for (std::size_t article = 0; article < workload.articles; ++article) {
    const auto hidden = workplace.feed() / ".coming";
    std::ofstream(hidden) << json_of(article, workload.bytes);
    std::this_thread::sleep_until(start + each * article);
    arrived[article] = Clock::now();
    fs::rename(hidden, workplace.feed() / fmt::format("{:08}.json", article));
    if (article % 16 == 0) reader.look(arrived);
  }
  const auto give_up = Clock::now() + std::chrono::seconds(30);
  while (reader.milliseconds.size() < workload.articles && Clock::now() < give_up) {
    reader.look(arrived);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  flow.engine().stop();
  flow.wait();
  auto& times = reader.milliseconds;
  const auto count = times.size();
  fmt::print(
      "{{\"bench\":\"end_to_end\",\"mode\":\"latency\",\"articles\":{},\"rate\":{},\"workers\":{},\"cores\":{},\"p50_"
      "ms\":{:.0f},"
      "\"p99_ms\":{:.0f},\"peak_rss_mb\":{:.0f}}}\n",
      count, workload.rate, workload.workers, workload.cores, bench::percentile(times, 0.5),
      bench::percentile(times, 0.99), static_cast<double>(bench::peak_rss()) / 1e6);
  return count == workload.articles ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Workload workload;
  CLI::App app{"The whole way of an article, from file to file."};
  app.add_option("--articles", workload.articles);
  app.add_option("--bytes", workload.bytes);
  app.add_option("--workers", workload.workers);
  app.add_option("--cores", workload.cores);
  app.add_flag("--extract", workload.extract, "code them as well");
  app.add_flag("--latency", workload.latency);
  app.add_option("--rate", workload.rate, "files a second, with --latency");
  app.add_option("--folder", workload.folder, "where to work");
  CLI11_PARSE(app, argc, argv);
  spdlog::set_level(spdlog::level::warn);
  bench::stay_on_cores(workload.cores);
  return workload.latency ? measure_latency(workload) : measure_throughput(workload);
}
