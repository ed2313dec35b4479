// How many events a second are joined with so many incidents in the state? Made happenings of 90 days, one pair of
// sides with one in twenty of them; each event is an article of its own. 95 of 100 events tell of happenings of the
// last seven days
// (--uniform: of all days), three in four of one that is known. Floor: 20,000 events/s on one core with ten million
// incidents, in less than 1 GB, opened in less than 5 s; aim: 100,000/s.
//
//   correlate [--incidents N] [--events N] [--uniform] [--folder F] [--keep] [--cache-mb N] [--blocks-mb N]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <random>

#include "bench/support/report.h"
#include "pipeline/correlate/correlator.h"

namespace {

using namespace tidings;
using Clock = std::chrono::steady_clock;

constexpr int kDays = 90;
constexpr int kHotDays = 7;
constexpr std::uint64_t kCommitEvery = 20'000;  // events: about a second of them

struct Workload {
  std::uint64_t incidents = 100'000;
  std::uint64_t events = 100'000;
  bool uniform = false;
  bool keep = false;
  std::filesystem::path folder = std::filesystem::temp_directory_path() / "tidings_bench_correlate";
  std::size_t cache_mb = 192;
  std::size_t blocks_mb = 256;
};

std::uint64_t mixed(std::uint64_t value) {  // SplitMix64
  value += 0x9e3779b97f4a7c15;
  value = (value ^ value >> 30U) * 0xbf58476d1ce4e5b9;
  value = (value ^ value >> 27U) * 0x94d049bb133111eb;
  return value ^ value >> 31U;
}

std::string code_of(std::uint64_t number) {
  std::string code = "AAA";
  for (auto& letter : code) {
    letter = static_cast<char>('A' + number % 6);
    number /= 6;
  }
  return code;
}

std::string day_of(std::uint64_t day) {
  const std::chrono::year_month_day date =
      std::chrono::sys_days(std::chrono::year(2022) / 1 / 1) + std::chrono::days(day);
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

record::Actor actor(const std::string& code, std::uint64_t person) {
  const auto name = fmt::format("Given{} Name{}", person % 50, person);
  return {name, record::ActorKind::kPerson, code, "GOV", "foreign minister", name, {10, 30}, "title"};
}

// The happening of that number, as one of its articles tells it.
class Made {
 public:
  explicit Made(std::uint64_t happenings) : happenings_(happenings) {}

  [[nodiscard]] std::uint64_t day(std::uint64_t happening) const {
    return std::min<std::uint64_t>(kDays - 1, happening * kDays / happenings_);
  }
  [[nodiscard]] record::Event event(std::uint64_t happening, std::uint64_t article, std::uint64_t told_on) const {
    const auto seed = mixed(happening);
    const auto number = std::to_string(article);
    record::Event event;
    event.article = {record::Id::of("article", {number}).hex(),
                     "source" + std::to_string(mixed(article) % 500),
                     "https://news.example/" + number,
                     "What was told in article " + number,
                     day_of(told_on),
                     record::Id::of("version", {number}).hex()};
    event.id = record::Id::of("event", {number});
    event.coding = {static_cast<record::EventType>(seed % 16), "", {"diplomatic"}, "040"};
    const bool hot = seed >> 8U & 1023U ? (seed >> 8U & 1023U) < 51 : true;
    const auto one = hot ? 0 : 1 + (seed >> 20U) % 200;
    const auto other = hot ? 1 : 1 + (seed >> 30U) % 200;
    event.picture.actors = {actor(code_of(one), seed >> 40U & 1023U)};
    auto& second = event.coding.type == record::EventType::kConsult ? event.picture.actors : event.picture.recipients;
    second.push_back(actor(code_of(other), seed >> 50U & 1023U));
    event.dyad = code_of(one) + "|" + code_of(other);
    const auto value = day_of(day(happening));
    event.picture.time = record::Time{value, "on that day", {31, 42}, "weekday", {}};
    if (seed % 3 != 0) {
      const auto city = fmt::format("City{}", mixed(seed) % 300);
      event.picture.place = record::Place{city, code_of(mixed(seed) % 200), city, {43, 50}};
    }
    event.picture.confidence = 0.7;
    event.evidence.push_back(
        {"The foreign minister of the one met that of the other in the capital on that day, officials of "
         "both sides said after talks that went on into the night.",
         {0, 150},
         {20, 25},
         "consult.meet",
         {mixed(article)},
         {mixed(article + 1)}});
    return event;
  }

 private:
  std::uint64_t happenings_;
};

struct State {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<correlate::Correlator> correlator;
};

State open(const Workload& workload) {
  store::Options options;
  options.block_cache_bytes = workload.blocks_mb << 20U;
  options.write_buffer_bytes = std::size_t{32} << 20U;
  options.open_files = 512;
  correlate::Options memory;
  memory.cache_bytes = workload.cache_mb << 20U;
  State state{store::Store::open(workload.folder, options).value(), nullptr};
  state.correlator = std::make_unique<correlate::Correlator>(state.store.get(), memory);
  return state;
}

void commit(State& state) {
  store::Batch batch;
  state.correlator->changes(batch);
  state.store->write(batch).value();
  state.correlator->committed();
}

void take(State& state, const record::Event& event, std::vector<record::Update>& updates) {
  updates.clear();
  state.correlator->take(event.article, {&event, 1}, updates).value();
}

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::uint64_t bytes_on_disk(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

void fill(const Workload& workload, const Made& made) {
  auto state = open(workload);
  std::vector<record::Update> updates;
  const auto begin = Clock::now();
  for (std::uint64_t i = 0; i < workload.incidents; ++i) {
    take(state, made.event(i, i, made.day(i)), updates);
    if (i % kCommitEvery == kCommitEvery - 1) commit(state);
  }
  commit(state);
  const auto seconds = seconds_since(begin);
  const auto& counts = state.correlator->counts();
  fmt::print("filled: {} happenings in {:.1f} s ({:.0f}/s), {} incidents\n", workload.incidents, seconds,
             double(workload.incidents) / seconds, counts.created);
}

void measure(const Workload& workload, const Made& made) {
  const auto opening = Clock::now();
  auto state = open(workload);
  std::vector<record::Update> updates;
  take(state, made.event(workload.incidents - 1, workload.incidents, kDays - 1), updates);
  fmt::print("open, and the first event taken: {:.2f} s\n", seconds_since(opening));

  std::mt19937_64 random(5);
  const auto hot_from = workload.incidents - workload.incidents * kHotDays / kDays;
  std::vector<record::Event> events;
  double seconds = 0;
  double cpu = 0;
  std::uint64_t wrong = 0;
  for (std::uint64_t done = 0; done < workload.events; done += events.size()) {
    events.clear();
    std::vector<bool> known;
    for (std::uint64_t i = 0; i < std::min(kCommitEvery, workload.events - done); ++i) {
      const bool hot = !workload.uniform && random() % 100 < 95;
      auto happening = hot ? hot_from + random() % (workload.incidents - hot_from) : random() % workload.incidents;
      known.push_back(random() % 4 != 0);
      const auto article = workload.incidents + 1 + done + i;
      auto event = made.event(happening, article, kDays - 1);
      if (!known.back()) {  // other people in another city: a happening of its own
        event.picture.place = record::Place{"Town" + std::to_string(article), "XXX", "", {}};
        for (auto& person : event.picture.actors) person.name = "New" + std::to_string(article);
      }
      events.push_back(std::move(event));
    }
    const auto begin = Clock::now();
    const auto cpu_before = bench::cpu_seconds();
    for (std::size_t i = 0; i < events.size(); ++i) {
      take(state, events[i], updates);
      const bool joined = !updates.empty() && updates[0].change != record::Change::kCreated;
      wrong += joined != known[i] ? 1 : 0;
    }
    commit(state);
    seconds += seconds_since(begin);
    cpu += bench::cpu_seconds() - cpu_before;
  }
  const auto& counts = state.correlator->counts();
  fmt::print(
      "{}: {:.0f} events/s ({:.0f} by CPU time of all threads), {:.2f} candidates/event, {} of {} joined otherwise "
      "than made\n",
      workload.uniform ? "uniform" : "recent", double(workload.events) / seconds, double(workload.events) / cpu,
      double(counts.candidates) / double(counts.events), wrong, workload.events);
}

}  // namespace

int main(int argc, char** argv) {
  Workload workload;
  CLI::App app("Events joined a second");
  app.add_option("--incidents", workload.incidents);
  app.add_option("--events", workload.events);
  app.add_flag("--uniform", workload.uniform);
  app.add_flag("--keep", workload.keep, "leave the state; where there is one, measure with it");
  app.add_option("--folder", workload.folder);
  app.add_option("--cache-mb", workload.cache_mb);
  app.add_option("--blocks-mb", workload.blocks_mb);
  CLI11_PARSE(app, argc, argv);
  bench::stay_on_cores(1);

  const Made made(workload.incidents);
  if (!workload.keep) std::filesystem::remove_all(workload.folder);
  if (!std::filesystem::exists(workload.folder)) fill(workload, made);
  const auto disk = bytes_on_disk(workload.folder);
  measure(workload, made);
  fmt::print("{} incidents: {:.0f} bytes of disk each; peak RSS {} MB\n", workload.incidents,
             double(disk) / double(workload.incidents), bench::peak_rss() >> 20U);
  if (!workload.keep) std::filesystem::remove_all(workload.folder);
  return 0;
}
