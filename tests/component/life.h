#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/flow/engine.h"
#include "tests/support/quiet_listener.h"
#include "tests/support/seeded_scheduler.h"
#include "tests/support/world.h"

// What the simulations share: the lives of an engine on fakes, one after the other, each with its troubles.
namespace tidings::component {

using support::below;
using support::one_in;
using support::Random;
using support::World;

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const auto* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

inline flow::EngineOptions draw_options(Random& random) {
  flow::EngineOptions options;
  options.budget_bytes = 2'000 + below(random, 60'000);
  options.batch_records = 1 + below(random, 6);
  options.batch_bytes = 200 + below(random, 2'000);
  options.poll_bytes = 100 + below(random, 4'000);
  options.commit_interval = std::chrono::milliseconds(1 + below(random, 500));
  options.commit_bytes = 1 + below(random, 200);
  options.revoke_timeout = std::chrono::milliseconds(1 + below(random, 2'000));
  options.retry = {.attempts = 3 + static_cast<int>(below(random, 3)), .delay_min = std::chrono::milliseconds(1)};
  return options;
}

// Each kind of trouble is on in about half of the runs.
inline World::Chaos draw_chaos(Random& random, World::Promise promise) {
  const auto sometimes = [&](std::uint64_t often) { return one_in(random, 2) ? 2 + below(random, often) : 0; };
  World::Chaos chaos;
  chaos.poll_fails = sometimes(30);
  chaos.revoke = sometimes(60);
  chaos.lose = sometimes(80);
  chaos.begin_fails = sometimes(10);
  chaos.publish_fails = sometimes(30);
  chaos.commit_fails = sometimes(10);
  chaos.commit_undone = sometimes(12);
  chaos.commit_unknown = sometimes(20);
  chaos.killed_in_commit = sometimes(12);
  chaos.positions_fail = sometimes(6);
  chaos.source_deaf = promise == World::Promise::kAtLeastOnce ? sometimes(10) : 0;
  chaos.sink_blocks = sometimes(60);
  chaos.stage_blocks = sometimes(60);
  chaos.memory_fails = sometimes(30);
  return chaos;
}

// One life of the process, from its start to its end or kill.
class Life {
 public:
  // `memory`: the stage with state; null: none.
  Life(World& world, Random& random, const flow::EngineOptions& options, flow::StatefulStage* memory)
      : world_(world),
        scheduler_(random()),
        source_(world, random, scheduler_),
        sink_(world, random, sink_lane_),
        engine_(wiring(random, memory), options),
        bound_(std::max(options.budget_bytes, 2'500 + 4 * world.largest_record())) {}

  // False: the engine would not start (a failure at start ends the process, and a restart tries again).
  bool start() { return static_cast<bool>(engine_.start()); }

  struct Course {  // by steps
    std::uint64_t kill = kNever;
    std::uint64_t stop = kNever;
    std::uint64_t calm = kNever;  // no trouble from here on
  };
  static constexpr auto kNever = ~std::uint64_t{0};

  // False if it is killed on the way. What is not killed must end, and may not say that all is done when it is not.
  bool run(const Course& course) {
    for (std::uint64_t step = 0; !engine_.outcome(); ++step) {
      if (step == course.kill || world_.killed) return false;
      if (step == course.stop) engine_.stop();
      if (step == course.calm) world_.chaos = {};
      if (step == kMostSteps) {
        world_.wrong.push_back("the engine does not come to its end: " + standing());
        return false;
      }
      if (!scheduler_.step()) {
        world_.wrong.push_back("the engine has not ended and has nothing to do");
        return false;
      }
      if (engine_.budget().used() > bound_) world_.wrong.push_back("more bytes are in flight than the budget allows");
      if (!world_.wrong.empty()) return false;
    }
    const auto stopped = course.stop != kNever;
    if (!engine_.outcome()->error && !stopped && world_.chaos.source_deaf == 0 && !world_.done()) {
      world_.wrong.push_back("the engine ended well with records left");
    }
    return true;
  }

  [[nodiscard]] std::size_t in_flight() const { return engine_.budget().used(); }

 private:
  static constexpr std::uint64_t kMostSteps = 200'000;

  [[nodiscard]] std::string standing() const {
    const auto& totals = engine_.totals();
    auto text =
        fmt::format("{} records in, {} committed, {} rewinds, {} bytes in flight", totals.admitted_records.load(),
                    totals.committed_records.load(), totals.rewinds.load(), engine_.budget().used());
    for (const auto* part : engine_.parts()) text += fmt::format(", {} holds {}", part->name, part->in_hand.load());
    return text;
  }

  flow::Engine::Wiring wiring(Random& random, flow::StatefulStage* memory) {
    const auto stages = 1 + below(random, 3);
    std::vector<flow::StageSpec> specs;
    for (std::uint64_t stage = 0; stage < stages; ++stage) {
      auto& pool = pools_.emplace_back(std::make_unique<support::SeededExecutor>(scheduler_, false));
      const auto last = stage + 1 == stages;
      specs.push_back(
          {.name = fmt::format("stage{}", stage),
           .workers = 1 + below(random, 3),
           .make_worker = [this, &random, &pool = *pool, last] { return stage_of(world_, random, pool, last); }});
    }
    std::vector<flow::Executor*> executors;
    for (const auto& pool : pools_) executors.push_back(pool.get());
    return {.source = source_,
            .sink = sink_,
            .stages = std::move(specs),
            .dead_letter = support::dead_letter_of,
            .executors = {source_lane_, std::move(executors), sink_lane_},
            .clock = scheduler_,
            .listener = listener_,
            .ended = {},
            .stateful = memory,
            .stateful_name = "memory"};
  }

  World& world_;
  support::SeededScheduler scheduler_;
  support::SeededExecutor source_lane_{scheduler_, true};
  support::SeededExecutor sink_lane_{scheduler_, true};
  std::vector<std::unique_ptr<support::SeededExecutor>> pools_;
  support::QuietListener listener_;
  support::FakeSource source_;
  support::FakeSink sink_;
  flow::Engine engine_;
  const std::size_t bound_;
};

// Most lives are killed; some are stopped first, and of some the trouble ends, so that they must come to their end.
inline Life::Course draw_course(Random& random) {
  const auto moment = 10 + below(random, 1'500);
  if (one_in(random, 3)) return {.stop = one_in(random, 2) ? below(random, 2 * moment) : Life::kNever, .calm = moment};
  return {.kill = moment, .stop = one_in(random, 2) ? below(random, moment) : Life::kNever};
}

}  // namespace tidings::component
