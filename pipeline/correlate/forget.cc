// How State lets go of what is past its retention: a little with each article, in the order of the numbers, so that no
// call takes long and nothing has to be sorted by its last mention. What is past it and still there is as if it were
// not.
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/correlate/state.h"

namespace tidings::correlate {
namespace {

using record::Result;

constexpr int kAtOnce =
    4;  // more than an article brings, of its names and mostly of incidents, so that the rest shrinks

}  // namespace

bool State::is_past(std::int32_t last_mention) const {
  const auto today = clock_.today();
  if (!today) return false;
  // Before the clock began, nobody knew what day it was.
  const auto last = last_mention == 0 ? clock_.began() : last_mention;
  return last + options_.retention.count() < *today;
}

Result<void> State::forget(std::uint64_t& dropped) {
  if (!clock_.today()) return {};
  for (int i = 0; i < kAtOnce; ++i) {
    if (auto gone = forget_incident(dropped); !gone) return gone;
    if (auto gone = forget_article(); !gone) return gone;
  }
  return {};
}

// Numbers grow with the day of opening, so past one that is young there is none to drop: back to the oldest.
Result<void> State::forget_incident(std::uint64_t& dropped) {
  if (sweep_ < oldest_ || sweep_ >= next_) sweep_ = oldest_;
  if (sweep_ >= next_) return {};
  const auto number = sweep_++;
  const auto life = life_of(number);
  if (!life) return life.error();
  if (!*life) {
    if (number == oldest_) ++oldest_;
    return {};
  }
  if (!is_past((*life)->opened)) sweep_ = oldest_;
  if (!is_past((*life)->last_mention)) return {};
  const auto held = load_incident(number);
  if (!held) return held.error();
  end(**held, 0);
  ++dropped;
  return {};
}

// Nothing: it has ended.
Result<std::optional<Life>> State::life_of(Number number) {
  if (const auto* held = incidents_.find(number)) {
    if (held->ended && held->incident.merged_into == 0) return std::optional<Life>{};
    return std::optional(Life{held->incident.last_mention, held->incident.opened});
  }
  const auto bytes = ground_.get(key::incident(number));
  if (!bytes) return bytes.error();
  if (!*bytes) return std::optional<Life>{};
  const auto life = read_life(**bytes);
  if (!life) return life.error();
  return std::optional(*life);
}

Result<void> State::forget_article() {
  if (oldest_seen_ >= next_seen_) return {};
  auto place = seen(oldest_seen_);
  if (!place) return place.error();
  if (*place != nullptr) {
    auto& [day, key, gone] = **place;
    if (!is_past(day)) return {};
    gone = true;
    seen_.touch(oldest_seen_);
    auto known = load_article(key);
    if (!known) return known.error();
    // Seen again since: there is a later place for it.
    if (*known != nullptr && (*known)->seen == oldest_seen_) {
      (*known)->gone = true;
      articles_.touch(key);
    }
  }
  ++oldest_seen_;
  return {};
}

}  // namespace tidings::correlate
