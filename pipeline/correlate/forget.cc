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

Result<void> State::forget(std::uint64_t& dropped) {
  const auto today = clock().today();
  if (!today || quiet_on_ == today) return {};
  for (int i = 0; i < kAtOnce; ++i) {
    const auto incidents_left = forget_incident(dropped);
    if (!incidents_left) return incidents_left.error();
    const auto articles_left = forget_article();
    if (!articles_left) return articles_left.error();
    if (!*incidents_left && !*articles_left) {
      quiet_on_ = today;
      return {};
    }
  }
  return {};
}

// Numbers grow with the day of opening, so past one that is young there is none to drop: back to the oldest.
Result<bool> State::forget_incident(std::uint64_t& dropped) {
  if (rest_.sweep < rest_.oldest || rest_.sweep >= rest_.next) rest_.sweep = rest_.oldest;
  if (rest_.sweep >= rest_.next) return false;
  const auto number = rest_.sweep++;
  const auto life = life_of(number);
  if (!life) return life.error();
  if (!*life) {
    if (number == rest_.oldest) ++rest_.oldest;
    return true;
  }
  const bool is_young = !is_past((*life)->opened);
  if (is_young) rest_.sweep = rest_.oldest;
  if (!is_past((*life)->last_mention)) return !(is_young && number == rest_.oldest);
  const auto held = load_incident(number);
  if (!held) return held.error();
  end(**held, 0);
  ++dropped;
  return true;
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

Result<bool> State::forget_article() {
  if (rest_.oldest_seen >= rest_.next_seen) return false;
  auto place = seen(rest_.oldest_seen);
  if (!place) return place.error();
  if (*place != nullptr) {
    auto& [day, key, gone] = **place;
    if (!is_past(day)) return false;
    gone = true;
    seen_.touch(rest_.oldest_seen);
    auto known = load_article(key);
    if (!known) return known.error();
    // Seen again since: there is a later place for it.
    if (*known != nullptr && (*known)->seen == rest_.oldest_seen) {
      (*known)->gone = true;
      articles_.touch(key);
    }
  }
  ++rest_.oldest_seen;
  return true;
}

}  // namespace tidings::correlate
