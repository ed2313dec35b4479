// How many events a second are joined with so many incidents in the state? Made happenings of 90 days, one pair of
// sides with one in twenty of them; each event is an article of its own. 95 of 100 events tell of happenings of the
// last seven days (--uniform: of all days), three in four of one that is known. Floor: 20,000 events/s on one core with
// ten million incidents, in less than 1 GB, opened in less than 5 s; aim: 100,000/s.
//
//   correlate [--incidents N] [--events N] [--uniform] [--folder F] [--keep] [--round N] [--cache-mb N] [--blocks-mb N]
//             [--by-taking] [--hash]
//
// The state is written in bulk, with the encodings of the correlator, each made happening an incident of one event
// (--by-taking: by taking each event, which is slow).
//
// --keep leaves the state, and takes the one that is there; each time it is measured it needs another --round, so that
// its articles are new. --hash prints one of all updates, to be compared with another build's; then the times say
// nothing.
#include <fmt/format.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <bit>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <future>
#include <random>
#include <thread>

#include "bench/support/report.h"
#include "pipeline/correlate/article_state.h"
#include "pipeline/correlate/change.h"
#include "pipeline/correlate/correlator.h"
#include "pipeline/correlate/days.h"
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/facts.h"
#include "pipeline/correlate/index.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/correlate/picture.h"
#include "pipeline/correlate/rest.h"
#include "pipeline/store/rows.h"

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
  bool hash = false;
  bool by_taking = false;
  std::uint64_t round = 0;
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

// Of all updates in their order.
class UpdatesHash {
 public:
  void add(const std::vector<record::Update>& updates) {
    for (const auto& update : updates) {
      json_.clear();
      record::append_json(update, json_);
      hash_ = correlate::hash_of(std::to_string(hash_) + json_);
    }
  }
  [[nodiscard]] std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  std::string json_;
  std::uint64_t hash_ = 0;
};

struct Figures {
  double fill_seconds = 0;
  double open_seconds = 0;
  double seconds = 0;
  double cpu_seconds = 0;       // of all threads
  double joining_seconds = 0;   // of the one that takes events and commits
  std::uint64_t otherwise = 0;  // joined, or not, otherwise than made
  correlate::Counts counts;
  std::uint64_t disk_bytes = 0;  // after the filling
  UpdatesHash hash;
};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::uint64_t bytes_on_disk(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

// What Correlator would write of events that each open an incident, without looking for one that they fit. One kind of
// key after the other, each in its order and made by several threads: ten million would take hours else.
class Bulk {
 public:
  Bulk(const Workload& workload, const Made& made)
      : state_(open(workload)),
        made_(made),
        happenings_(workload.incidents),
        articles_(happenings_),
        urls_(happenings_),
        names_(happenings_) {}

  void fill() {
    put([this](store::Batch& into, std::uint64_t happening) { put_incident(into, happening); });
    put([this](store::Batch& into, std::uint64_t happening) { put_entries(into, happening); });
    put([this](store::Batch& into, std::uint64_t happening) { put_seen(into, happening); });
    put_sorted(articles_);
    put_sorted(urls_);
    put_sorted(names_);
    store::Batch rest;
    rest.put(std::string(correlate::key::kState), encode(this->rest()));
    state_.store->write(rest).value();
    wait_for_the_store();
  }

 private:
  // Until RocksDB has put in order what the filling left: none of that belongs to what is measured.
  static void wait_for_the_store() {
    constexpr auto kPause = std::chrono::milliseconds(500);
    for (double before = -1; bench::cpu_seconds() - before > 0.01;) {
      before = bench::cpu_seconds();
      std::this_thread::sleep_for(kPause);
    }
  }

  // What is asked for by an id, until all of its kind are sorted.
  struct Article {
    record::Id key;
    correlate::Hash version;
    std::uint32_t happening;
  };
  struct Url {
    record::Id key;
    record::Id article;
    std::uint32_t happening;
  };
  struct Name {
    record::Id key;
    correlate::Number number;
  };

  [[nodiscard]] record::Event event(std::uint64_t happening) const {
    return made_.event(happening, happening, made_.day(happening));
  }
  [[nodiscard]] std::int32_t published(std::uint64_t happening) const {
    return correlate::days_of(day_of(made_.day(happening)))->first;
  }
  // The median of the days that the clock has been told, which never go back.
  [[nodiscard]] std::int32_t today(std::uint64_t happening) const {
    return published(happening - std::min<std::uint64_t>(happening, correlate::InputClock::kWindow / 2));
  }
  [[nodiscard]] correlate::Rest rest() const {
    constexpr auto kWindow = correlate::InputClock::kWindow;
    correlate::Rest rest;
    rest.next = happenings_ + 1;
    rest.next_seen = 2 * happenings_;
    for (std::size_t i = 0; i < kWindow; ++i) rest.clock.tell(published(0));
    for (auto i = happenings_ - std::min<std::uint64_t>(happenings_, kWindow); i < happenings_; ++i) {
      rest.clock.tell(published(i));
    }
    return rest;
  }

  // Each of all happenings, or of as many rows.
  template <typename Put>
  void put(const Put& put_one) {
    constexpr std::uint64_t kTogether = 320 * correlate::SeenRow::kPlaces;
    constexpr std::size_t kAhead = 4;
    std::deque<std::future<store::Batch>> made;
    for (std::uint64_t begin = 0; begin < happenings_ || !made.empty();) {
      for (; begin < happenings_ && made.size() < kAhead; begin += kTogether) {
        made.push_back(
            std::async(std::launch::async, [&put_one, begin, end = std::min(begin + kTogether, happenings_)] {
              store::Batch batch;
              for (auto i = begin; i < end; ++i) put_one(batch, i);
              return batch;
            }));
      }
      state_.store->write(made.front().get()).value();
      made.pop_front();
    }
  }

  void put_incident(store::Batch& into, std::uint64_t happening) {
    const auto event = this->event(happening);
    const auto own = record::Id::of("article", {event.article.source, event.article.id});
    correlate::Incident incident;
    incident.id = event.id;
    incident.number = happening + 1;
    incident.revision = 1;
    incident.opened = incident.last_mention = today(happening);
    correlate::keep(incident, correlate::telling_of(event, std::bit_cast<std::array<correlate::Hash, 2>>(own)[0]));
    incident.entries = correlate::entries_of(correlate::facts_of(event));
    incident.told = correlate::told_by(correlate::picture_of(incident));
    incident.told.why = "the first to tell of it";
    incident.told.cause = event.id;
    std::string bytes;
    append(bytes, incident);
    into.put(correlate::key::incident(incident.number), std::move(bytes));

    const auto number = static_cast<std::uint32_t>(happening);
    articles_[happening] = {own, correlate::hash_of(event.article.version), number};
    urls_[happening] = {record::Id::of("url", {event.article.url}), own, number};
    names_[happening] = {event.id, incident.number};
  }

  void put_entries(store::Batch& into, std::uint64_t happening) {
    const auto facts = correlate::facts_of(event(happening));
    std::string bytes;
    record::ByteWriter out(bytes);
    append(out, correlate::sketch_of(facts));
    std::string row;
    store::RowsWriter(row).add(happening + 1, bytes);
    for (const auto entry : correlate::entries_of(facts)) into.merge(correlate::key::entry(entry), row);
  }

  // The row that begins with that happening's article, if one does.
  void put_seen(store::Batch& into, std::uint64_t happening) {
    constexpr auto kHappenings = correlate::SeenRow::kPlaces / 2;
    if (happening % kHappenings != 0) return;
    correlate::SeenRow row;
    for (auto i = happening; i < std::min(happening + kHappenings, happenings_); ++i) {
      row.places.push_back({today(i), articles_[i].key});
      row.places.push_back({today(i), urls_[i].key});
    }
    into.put(correlate::key::seen(happening / kHappenings), encode(row));
  }

  template <typename Row>
  void put_sorted(std::vector<Row>& rows) {
    std::ranges::sort(rows, {}, &Row::key);
    put([&](store::Batch& into, std::uint64_t at) { put_row(into, rows[at]); });
    rows = {};
  }

  void put_row(store::Batch& into, const Article& row) const {
    correlate::ArticleState article;
    article.version = row.version;
    article.published = correlate::instant_of(day_of(made_.day(row.happening))).value();
    article.day = today(row.happening);
    article.seen = 2 * std::uint64_t{row.happening};
    article.incidents = {row.happening + std::uint64_t{1}};
    into.put(correlate::key::article(row.key), encode(article));
  }
  void put_row(store::Batch& into, const Url& row) const {
    correlate::ArticleState name;
    name.same_as = row.article;
    name.day = today(row.happening);
    name.seen = 2 * std::uint64_t{row.happening} + 1;
    into.put(correlate::key::article(row.key), encode(name));
  }
  static void put_row(store::Batch& into, const Name& row) {
    std::string number;
    correlate::key::append_number(number, row.number);
    into.put(correlate::key::named(row.key), std::move(number));
  }

  State state_;
  const Made& made_;
  std::uint64_t happenings_;
  std::vector<Article> articles_;
  std::vector<Url> urls_;
  std::vector<Name> names_;
};

void fill_by_taking(const Workload& workload, const Made& made, Figures& figures) {
  auto state = open(workload);
  std::vector<record::Update> updates;
  const auto begin = Clock::now();
  for (std::uint64_t i = 0; i < workload.incidents; ++i) {
    take(state, made.event(i, i, made.day(i)), updates);
    if (workload.hash) figures.hash.add(updates);
    if (i % kCommitEvery == kCommitEvery - 1) commit(state);
  }
  commit(state);
  figures.fill_seconds = seconds_since(begin);
}

void fill_in_bulk(const Workload& workload, const Made& made, Figures& figures) {
  const auto begin = Clock::now();
  // In a process of its own, which leaves neither threads nor memory behind.
  const auto child = ::fork();
  if (child == 0) {
    Bulk(workload, made).fill();
    std::_Exit(0);
  }
  int status = 0;
  record::ensure(child > 0 && ::waitpid(child, &status, 0) == child && status == 0, "the state was filled");
  figures.fill_seconds = seconds_since(begin);
}

struct Telling {
  record::Event event;
  bool is_known = false;  // tells of a happening that has an incident
};

// What comes between two commits.
std::vector<Telling> made_tellings(const Workload& workload, const Made& made, std::uint64_t done,
                                   std::mt19937_64& random) {
  const auto hot_from = workload.incidents - workload.incidents * kHotDays / kDays;
  const auto first_article = workload.incidents + 1 + workload.round * 1'000'000'000 + done;
  std::vector<Telling> tellings;
  for (std::uint64_t i = 0; i < std::min(kCommitEvery, workload.events - done); ++i) {
    const bool hot = !workload.uniform && random() % 100 < 95;
    const auto happening = hot ? hot_from + random() % (workload.incidents - hot_from) : random() % workload.incidents;
    const bool is_known = random() % 4 != 0;
    const auto article = first_article + i;
    auto event = made.event(happening, article, kDays - 1);
    if (!is_known) {  // other people in another city: a happening of its own
      event.picture.place = record::Place{"Town" + std::to_string(article), "XXX", "", {}};
      for (auto& person : event.picture.actors) person.name = "New" + std::to_string(article);
    }
    tellings.push_back({std::move(event), is_known});
  }
  return tellings;
}

void measure(const Workload& workload, const Made& made, Figures& figures) {
  const auto opening = Clock::now();
  auto state = open(workload);
  std::vector<record::Update> updates;
  const auto first = workload.incidents + workload.round * 1'000'000'000;
  take(state, made.event(workload.incidents - 1, first, kDays - 1), updates);
  figures.open_seconds = seconds_since(opening);

  std::mt19937_64 random(5 + workload.round);
  for (std::uint64_t done = 0; done < workload.events; done += kCommitEvery) {
    const auto tellings = made_tellings(workload, made, done, random);
    const auto begin = Clock::now();
    const auto cpu_before = bench::cpu_seconds();
    const auto joining_before = bench::thread_cpu_seconds();
    for (const auto& [event, is_known] : tellings) {
      take(state, event, updates);
      const bool joined = !updates.empty() && updates[0].change != record::Change::kCreated;
      figures.otherwise += joined != is_known ? 1 : 0;
      if (workload.hash) figures.hash.add(updates);
    }
    commit(state);
    figures.seconds += seconds_since(begin);
    figures.cpu_seconds += bench::cpu_seconds() - cpu_before;
    figures.joining_seconds += bench::thread_cpu_seconds() - joining_before;
  }
  figures.counts = state.correlator->counts();
}

void print(const Workload& workload, const Figures& figures) {
  const auto events = double(workload.events);
  const auto incidents = double(workload.incidents);
  const auto& counts = figures.counts;
  fmt::print(
      R"({{"bench":"correlate","access":"{}","incidents":{},"events":{},"events_per_s":{:.0f},)"
      R"("events_per_cpu_s":{:.0f},"joining_us_per_event":{:.1f},"candidates_per_event":{:.2f},"created":{},"joined":{},"merged":{},)"
      R"("otherwise_than_made":{},"fill_s":{:.1f},"open_s":{:.2f},"disk_bytes_per_incident":{:.0f},)"
      R"("memory_bytes_per_incident":{:.0f},"peak_rss_bytes":{}{}}})"
      "\n",
      workload.uniform ? "uniform" : "recent", workload.incidents, workload.events, events / figures.seconds,
      events / figures.cpu_seconds, figures.joining_seconds * 1e6 / events,
      double(counts.candidates) / double(counts.events), counts.created, counts.joined, counts.merged,
      figures.otherwise, figures.fill_seconds, figures.open_seconds, double(figures.disk_bytes) / incidents,
      double(bench::peak_rss()) / incidents, bench::peak_rss(),
      workload.hash ? fmt::format(R"(,"updates":"{}")", figures.hash.text()) : std::string());
}

}  // namespace

int main(int argc, char** argv) {
  mallopt(M_TRIM_THRESHOLD, 64 << 20);  // NOLINT(concurrency-mt-unsafe): as the daemon has it
  Workload workload;
  CLI::App app("Events joined a second");
  app.add_option("--incidents", workload.incidents);
  app.add_option("--events", workload.events);
  app.add_flag("--uniform", workload.uniform);
  app.add_flag("--keep", workload.keep, "leave the state; where there is one, measure with it");
  app.add_option("--round", workload.round, "of a state that is kept: how often it was measured before");
  app.add_flag("--by-taking", workload.by_taking, "fill the state event by event, not in bulk");
  app.add_flag("--hash", workload.hash, "print a hash of all updates; the times then say nothing");
  app.add_option("--folder", workload.folder);
  app.add_option("--cache-mb", workload.cache_mb);
  app.add_option("--blocks-mb", workload.blocks_mb);
  CLI11_PARSE(app, argc, argv);

  const Made made(workload.incidents);
  Figures figures;
  if (!workload.keep) std::filesystem::remove_all(workload.folder);
  const bool is_filled = std::filesystem::exists(workload.folder);
  if (!is_filled && !workload.by_taking) fill_in_bulk(workload, made, figures);
  bench::stay_on_cores(1);
  if (!is_filled && workload.by_taking) fill_by_taking(workload, made, figures);
  figures.disk_bytes = bytes_on_disk(workload.folder);
  measure(workload, made, figures);
  print(workload, figures);
  if (!workload.keep) std::filesystem::remove_all(workload.folder);
  return 0;
}
