// The simulation with the correlator itself and its store: whatever happens, state and updates are those of an
// undisturbed run over the same records, each of which is taken once.
//
//   TIDINGS_JOINING_SEEDS=10000 component_test --gtest_filter='Joining.*'     more seeds
//   TIDINGS_SEED=4711           component_test --gtest_filter='Joining.*'     that seed alone
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "pipeline/correlate/correlator.h"
#include "pipeline/store/store.h"
#include "tests/component/life.h"
#include "tests/correlate/events.h"
#include "tests/support/temp_folder.h"

namespace tidings::component {
namespace {

using correlate::Account;
using record::Error;
using record::Fault;

constexpr std::string_view kTaken = "taken/";  // beside the correlator's keys: the records in the order of their taking

// What the record tells: happenings of a few sides on a few days, by articles of which many come again in a new
// version.
std::vector<record::Event> events_of(std::uint64_t partition, std::int64_t offset) {
  std::mt19937 random(static_cast<std::uint32_t>(partition * 1000 + static_cast<std::uint64_t>(offset)));
  const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  const std::vector<std::string> codes = {"RUS", "USA", "UKR"};
  const auto body = fmt::format("{}/{}", partition, offset);
  Account telling(fmt::format("a{}", pick(12)), fmt::format("2022-01-{:02}", 10 + pick(3)));
  telling.version(body);
  std::vector<record::Event> events;
  for (auto count = 1 + pick(3); count > 0; --count) {
    telling.sides({codes[pick(3)], codes[pick(3)]}).status(static_cast<record::Status>(pick(8)));
    telling.on(fmt::format("2022-01-{}", 10 + pick(3))).in(pick(2) == 0 ? "Geneva" : "Vienna", "");
    events.push_back(telling.told());
  }
  return events;
}

std::string json_of(const std::vector<record::Update>& updates) {
  std::string json;
  for (const auto& update : updates) record::append_json(update, json);
  return json;
}

std::string dump(const store::Store& store) {
  std::string all;
  EXPECT_TRUE(store.scan("", [&](auto key, auto value) {
    if (!key.starts_with(kTaken)) all.append(key).append("=").append(value).append("\n");
    return true;
  }));
  return all;
}

struct Taken {
  std::uint64_t partition = 0;
  std::int64_t offset = 0;
  std::string updates;  // that it gave
};

std::vector<Taken> all_taken(const store::Store& store) {
  std::vector<Taken> all;
  EXPECT_TRUE(store.scan(kTaken, [&](auto, auto value) {
    const std::string text(value);
    const auto slash = text.find('/');
    const auto space = text.find(' ');
    all.push_back({std::stoull(text.substr(0, slash)), std::stoll(text.substr(slash + 1)), text.substr(space + 1)});
    return true;
  }));
  return all;
}

// As the daemon has it, with a log of what was taken.
class Joining final : public flow::StatefulStage {
 public:
  Joining(World& world, Random& random, const store::Store& store, const correlate::Options& options)
      : world_(world), random_(random), store_(store), correlator_(&store, options) {}

  record::Result<void> work(const flow::Parcel& parcel, std::vector<record::Message>&) override {
    if (one_in(random_, world_.chaos.memory_fails)) return Error{Fault::kTransient, "disk_full", "made so"};
    const auto& [partition, offset] = std::pair(parcel.input.partition.value, parcel.input.offset.value);
    const auto events = events_of(partition, offset);
    std::vector<record::Update> updates;
    if (auto taken = correlator_.take(events[0].article, events, updates); !taken) return taken;
    taken_.push_back(fmt::format("{}/{} {}", partition, offset, json_of(updates)));
    return {};
  }
  void save(store::Batch& state) override {
    if (!next_) next_ = all_taken(store_).size();
    for (auto& line : taken_) state.put(fmt::format("{}{:08}", kTaken, (*next_)++), std::move(line));
    taken_.clear();
    correlator_.changes(state);
  }
  void committed() override { correlator_.committed(); }
  void undone() override {
    taken_.clear();
    next_.reset();
    correlator_.undone();
  }

 private:
  World& world_;
  Random& random_;
  const store::Store& store_;
  correlate::Correlator correlator_;
  std::vector<std::string> taken_;   // since the last save
  std::optional<std::size_t> next_;  // number; nothing: only the store knows
};

bool is_taken(World::Kind kind) {
  return kind == World::Kind::kPlain || kind == World::Kind::kSilent || kind == World::Kind::kTwofold ||
         kind == World::Kind::kFlaky;
}

// Each record once; where promised only that it comes at least once, perhaps more often.
std::string check_taken(const World& world, const std::vector<Taken>& taken) {
  std::multiset<std::pair<std::uint64_t, std::int64_t>> found;
  for (const auto& one : taken) found.emplace(one.partition, one.offset);
  for (std::size_t partition = 0; partition < world.partitions.size(); ++partition) {
    for (const auto& record : world.partitions[partition]) {
      const auto times = found.count({partition, record.offset.value});
      const auto right = world.promise == World::Promise::kExactlyOnce ? times == 1 : times >= 1;
      if (is_taken(record.kind) && !right)
        return fmt::format("{}/{} taken {} times", partition, record.offset.value, times);
    }
  }
  return {};
}

// The same records in the same order, without any trouble.
std::string check_bytes(const store::Store& found, const std::vector<Taken>& taken) {
  const support::TempFolder home;
  const auto store = std::move(store::Store::open(home / "state").value());
  correlate::Correlator undisturbed(store.get(), {});
  for (const auto& [partition, offset, told] : taken) {
    const auto events = events_of(partition, offset);
    std::vector<record::Update> updates;
    if (!undisturbed.take(events[0].article, events, updates)) return "an undisturbed run fails";
    if (json_of(updates) != told) return fmt::format("the updates of {}/{} are others", partition, offset);
  }
  correlate::commit(undisturbed, *store);
  return dump(*store) == dump(found) ? "" : "the state is another";
}

// Empty if all promises held.
std::string simulate(std::uint64_t seed) {
  Random random(seed);
  const auto promise = one_in(random, 3) ? World::Promise::kAtLeastOnce : World::Promise::kExactlyOnce;
  World world(random, promise);
  for (auto& records : world.partitions) {
    for (auto& record : records) {
      if (record.kind == World::Kind::kForgotten) record.kind = World::Kind::kPlain;  // no sink refuses an update here
    }
  }
  const support::TempFolder home;
  auto store = std::move(store::Store::open(home / "state").value());
  world.remembers = false;
  world.keep = [&](const store::Batch& state) { EXPECT_TRUE(store->write(state)); };
  const auto options = draw_options(random);
  correlate::Options joining;
  if (one_in(random, 2)) joining.cache_bytes = 1;
  const auto live = [&](const Life::Course& course) {
    world.killed = false;
    Joining memory(world, random, *store, joining);
    Life life(world, random, options, &memory);
    if (life.start()) life.run(course);
  };
  for (auto lives = 1 + below(random, 5); lives > 0 && world.wrong.empty(); --lives) {
    world.chaos = draw_chaos(random, promise);
    live(draw_course(random));
    if (!one_in(random, 3)) continue;
    store.reset();
    store = std::move(store::Store::open(home / "state").value());
  }
  for (int calm = 0; world.wrong.empty() && !world.done(); ++calm) {
    if (calm == 3) return "does not come to its end";
    world.chaos = {};
    live({});
  }
  if (world.wrong.empty()) world.check_end();
  if (!world.wrong.empty()) return world.wrong.front();
  const auto taken = all_taken(*store);
  const auto wrong = check_taken(world, taken);
  return wrong.empty() ? check_bytes(*store, taken) : wrong;
}

TEST(Joining, IsThatOfAnUndisturbedRunWhateverHappens) {
  if (const auto seed = from_environment("TIDINGS_SEED", 0)) {
    EXPECT_EQ(simulate(seed), "") << "seed " << seed;
    return;
  }
  const auto seeds = from_environment("TIDINGS_JOINING_SEEDS", 300);
  for (std::uint64_t seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) {
    EXPECT_EQ(simulate(seed), "") << "replay with TIDINGS_SEED=" << seed;
  }
}

}  // namespace
}  // namespace tidings::component
