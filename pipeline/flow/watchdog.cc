#include "pipeline/flow/watchdog.h"

namespace tidings::flow {

Watchdog::Watchdog(const std::vector<const Progress*>& parts, std::chrono::nanoseconds timeout) : timeout_(timeout) {
  for (const auto* part : parts) seen_.push_back({.part = part, .since = {}});
}

std::optional<Watchdog::Stall> Watchdog::look(record::Clock::time_point now) {
  std::optional<Stall> worst;
  for (auto& seen : seen_) {
    const auto moved = seen.part->moved.load(std::memory_order_relaxed);
    const auto busy = seen.part->in_hand.load(std::memory_order_relaxed) > 0;
    if (!busy || !seen.busy || moved != seen.moved) seen.since = now;
    seen.moved = moved;
    seen.busy = busy;
    const auto still = now - seen.since;
    if (still >= timeout_ && (!worst || still > worst->since)) worst = Stall{seen.part->name, still};
  }
  const auto told = stalled_;
  stalled_ = worst.has_value();
  return told ? std::nullopt : worst;
}

}  // namespace tidings::flow
