#include "pipeline/flow/engine.h"

#include <utility>

#include "pipeline/record/result.h"

namespace tidings::flow {
namespace {

// One for each stage, the one with state behind the others.
std::vector<std::unique_ptr<Progress>> progress_of(const Engine::Wiring& wiring) {
  std::vector<std::unique_ptr<Progress>> progress;
  progress.reserve(wiring.stages.size() + 1);
  for (const auto& stage : wiring.stages) progress.push_back(std::make_unique<Progress>(stage.name, stage.workers));
  if (wiring.stateful != nullptr) progress.push_back(std::make_unique<Progress>(wiring.stateful_name));
  return progress;
}

Engine::Wiring with_all_times(Engine::Wiring wiring) {
  wiring.times.stages.resize(wiring.stages.size() + (wiring.stateful != nullptr ? 1 : 0));
  return wiring;
}

}  // namespace

Engine::Engine(Wiring wiring, const EngineOptions& options)
    : wiring_(with_all_times(std::move(wiring))),
      options_(options),
      budget_(options.budget_bytes),
      stage_progress_(progress_of(wiring_)),
      publisher_({wiring_.sink, wiring_.executors.sink_lane, budget_, ledger_, sequencer_, wiring_.clock,
                  wiring_.listener, sink_progress_, totals_, wiring_.times, memory()},
                 options_, wiring_.dead_letter, out_of_publisher()),
      sequencer_([this](BatchPtr batch) { publisher_.push(std::move(batch)); }),
      intake_({wiring_.source, wiring_.executors.source_lane, budget_, ledger_, sequencer_, wiring_.clock,
               wiring_.listener, source_progress_, totals_, wiring_.times},
              options_, out_of_intake()),
      watchdog_(parts(), options.stall_timeout) {
  build_stages();
}

std::optional<Publisher::Memory> Engine::memory() {
  if (wiring_.stateful == nullptr) return std::nullopt;
  return Publisher::Memory{*wiring_.stateful, *stage_progress_.back(), wiring_.times.stages.back().work};
}

// Downstream first, so that each stage finds the next one there.
void Engine::build_stages() {
  const auto& specs = wiring_.stages;
  record::ensure(wiring_.executors.stages.size() == specs.size(), "every stage has an executor");
  stages_.resize(specs.size());
  for (auto stage = specs.size(); stage-- > 0;) {
    stages_[stage] =
        std::make_unique<Stage>(specs[stage], *wiring_.executors.stages[stage], options_.retry, wiring_.clock,
                                *stage_progress_[stage], wiring_.times.stages[stage], out_of(stage));
  }
}

Stage::Out Engine::out_of(std::size_t stage) {
  if (stage + 1 == wiring_.stages.size()) {
    return {[this](BatchPtr batch) { leave_stages(std::move(batch)); }, [this] { publisher_.close(); }};
  }
  auto* next = stages_[stage + 1].get();
  return {[next](BatchPtr batch) { next->push(std::move(batch)); }, [next] { next->close(); }};
}

void Engine::leave_stages(BatchPtr batch) {
  std::size_t weight = 0;
  for (const auto& parcel : batch->parcels) weight += weight_of(parcel);
  batch->charge.settle_at(weight);
  sequencer_.push(std::move(batch));
}

Intake::Out Engine::out_of_intake() {
  return {
      .batch =
          [this](BatchPtr batch) {
            if (stages_.empty()) {
              leave_stages(std::move(batch));
            } else {
              stages_.front()->push(std::move(batch));
            }
          },
      .closed = [this] { stages_.empty() ? publisher_.close() : stages_.front()->close(); },
      .request_commit = [this] { publisher_.request_commit(); },
      .starved = [this] { publisher_.starved(); },
      .undo = [this](record::Error why) { publisher_.undo(std::move(why)); },
      .failed = [this](record::Error error) { end({std::move(error)}); },
  };
}

Publisher::Out Engine::out_of_publisher() {
  return {
      .committed = [this](std::vector<io::Position> positions) { intake_.committed(std::move(positions)); },
      .held = [this](bool held) { intake_.hold(held); },
      .rewind = [this](std::vector<io::Position> positions) { intake_.rewind(std::move(positions)); },
      .finished = [this] { intake_.finish([this] { end({}); }); },
      .failed = [this](record::Error error) { end({std::move(error)}); },
  };
}

record::Result<void> Engine::start() {
  auto positions = wiring_.sink.positions();
  if (!positions) return std::move(positions).error();
  auto started = wiring_.source.start(*positions);
  if (!started) return started;
  intake_.start();
  return {};
}

void Engine::stop() { intake_.stop(); }

void Engine::end(Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    if (outcome_) return;
    outcome_ = std::move(outcome);
  }
  if (const auto now = this->outcome(); now->error) wiring_.listener.failed(*now->error);
  if (wiring_.ended) wiring_.ended();
}

std::optional<Engine::Outcome> Engine::outcome() const {
  const std::lock_guard lock(mutex_);
  return outcome_;
}

void Engine::watch() {
  const auto stall = watchdog_.look(wiring_.clock.now());
  stalled_.store(watchdog_.stalled(), std::memory_order_relaxed);
  if (stall) wiring_.listener.stalled(stall->part, stall->since);
}

std::vector<const Progress*> Engine::parts() const {
  std::vector<const Progress*> parts{&source_progress_};
  for (const auto& progress : stage_progress_) parts.push_back(progress.get());
  parts.push_back(&sink_progress_);
  return parts;
}

std::vector<Queue::Load> Engine::loads() const {
  std::vector<Queue::Load> loads;
  for (const auto& stage : stages_) loads.push_back(stage->load());
  if (wiring_.stateful != nullptr) loads.emplace_back();  // it works on what the sink has taken from its queue
  loads.push_back(publisher_.load());
  return loads;
}

}  // namespace tidings::flow
