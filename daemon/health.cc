#include "daemon/health.h"

#include <fmt/format.h>

#include <utility>

namespace tidings::daemon {
namespace {

// The main thread comes round every second; a machine that swaps may keep it waiting.
constexpr std::chrono::seconds kBeatPatience{30};

}  // namespace

void Health::enter(Phase phase) {
  const std::lock_guard lock(mutex_);
  phase_ = phase;
}

void Health::ask(std::string part, AskEdge edge) {
  const std::lock_guard lock(mutex_);
  edges_[std::move(part)] = std::move(edge);
}

void Health::forget_edges() {
  const std::lock_guard lock(mutex_);
  edges_.clear();
}

void Health::moves_again() {
  const std::lock_guard lock(mutex_);
  stalled_.reset();
}

void Health::beat() {
  const std::lock_guard lock(mutex_);
  beat_ = clock_.now();
}

std::vector<Health::Trouble> Health::troubles() const {
  const std::lock_guard lock(mutex_);
  const auto now = clock_.now();
  std::vector<Trouble> troubles;
  if (phase_ == Phase::kStarting) troubles.push_back({"daemon", "starting", "not yet reading", {}});
  if (phase_ == Phase::kDraining) troubles.push_back({"daemon", "draining", "takes nothing more and ends soon", {}});
  for (const auto& [part, held] : held_) troubles.push_back({part, held.reason, held.detail, now - held.since});
  for (const auto& [part, ask_edge] : edges_) {
    if (held_.count(part) > 0) continue;
    if (auto error = ask_edge()) troubles.push_back({part, std::string(error->code), std::move(error->detail), {}});
  }
  if (stalled_)
    troubles.push_back({stalled_->part, "stalled", "has work in hand and makes no step", now - stalled_->since});
  return troubles;
}

bool Health::wedged() const {
  const std::lock_guard lock(mutex_);
  if (beat_ && clock_.now() - *beat_ > kBeatPatience) return true;
  return stalled_ && held_.empty();
}

Health::Phase Health::phase() const {
  const std::lock_guard lock(mutex_);
  return phase_;
}

bool Health::held(std::string_view part) const {
  const std::lock_guard lock(mutex_);
  return held_.find(part) != held_.end();
}

bool Health::stalled(std::string_view part) const {
  const std::lock_guard lock(mutex_);
  return stalled_ && stalled_->part == part;
}

void Health::held_up(std::string_view part, const record::Error& error) {
  {
    const std::lock_guard lock(mutex_);
    held_[std::string(part)] = {std::string(error.code), error.detail, clock_.now()};
  }
  next_.held_up(part, error);
}

void Health::resumed(std::string_view part) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto held = held_.find(part); held != held_.end()) held_.erase(held);
  }
  next_.resumed(part);
}

void Health::stalled(std::string_view part, std::chrono::nanoseconds since) {
  {
    const std::lock_guard lock(mutex_);
    stalled_ = Stalled{std::string(part), clock_.now() - since};
  }
  next_.stalled(part, since);
}

}  // namespace tidings::daemon
