// The whole engine on fakes, under a seeded scheduler: random stage times, failures, stalls, kills, restarts, revoked
// and lost partitions, poison and oversized records. After every commit and at the end a naive model says whether the
// promises hold.
//
//   TIDINGS_SEEDS=1000000 component_test --gtest_filter='Simulation.*'     more seeds
//   TIDINGS_SEED=4711     component_test --gtest_filter='Simulation.*'     that seed alone
#include <gtest/gtest.h>

#include <string>

#include "tests/component/life.h"

namespace tidings::component {
namespace {

// Empty if all promises held.
std::string simulate(std::uint64_t seed) {
  Random random(seed);
  const auto promise = one_in(random, 3) ? World::Promise::kAtLeastOnce : World::Promise::kExactlyOnce;
  World world(random, promise);
  const auto options = draw_options(random);
  for (auto lives = below(random, 5); lives > 0 && world.wrong.empty(); --lives) {
    world.chaos = draw_chaos(random, promise);
    world.killed = false;
    support::FakeMemory memory(world, random);
    Life life(world, random, options, world.remembers ? &memory : nullptr);
    if (!life.start()) continue;
    life.run(draw_course(random));
  }
  for (int calm = 0; world.wrong.empty() && !world.done(); ++calm) {
    world.chaos = {};
    world.killed = false;
    if (calm == 3) return "does not come to its end";
    support::FakeMemory memory(world, random);
    Life life(world, random, options, world.remembers ? &memory : nullptr);
    if (life.start() && life.run({}) && life.in_flight() != 0) return "bytes are in flight after the end";
  }
  if (world.wrong.empty()) world.check_end();
  return world.wrong.empty() ? std::string{} : world.wrong.front();
}

TEST(Simulation, KeepsThePromisesWhateverHappens) {
  if (const auto seed = from_environment("TIDINGS_SEED", 0)) {
    EXPECT_EQ(simulate(seed), "") << "seed " << seed;
    return;
  }
  const auto first = from_environment("TIDINGS_FIRST_SEED", 1);
  const auto seeds = from_environment("TIDINGS_SEEDS", 10'000);
  int failures = 0;
  for (auto seed = first; seed < first + seeds && failures < 5; ++seed) {
    const auto wrong = simulate(seed);
    EXPECT_EQ(wrong, "") << "replay with TIDINGS_SEED=" << seed;
    if (!wrong.empty()) ++failures;
  }
}

}  // namespace
}  // namespace tidings::component
