// How State lets go of what is past its retention: with each article those that were seen longest ago, and with these
// the incidents that they tell of. An incident is as old as the last article that mentioned it, so it goes with that
// one however many there are, and nothing has to be sorted by its last mention. What is past its retention and still
// there is as if it were not.
#include <utility>

#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/correlate/state.h"

namespace tidings::correlate {
namespace {

using record::Result;

constexpr std::uint64_t kMore = 2;  // places in the order of articles than were taken, so that the rest shrinks

}  // namespace

Result<void> State::forget() {
  const auto steps = std::exchange(places_taken_, 0) + kMore;
  const auto today = clock().today();
  if (!today || quiet_on_ == today) return {};
  for (std::uint64_t i = 0; i < steps; ++i) {
    const auto left = forget_article();
    if (!left) return left.error();
    if (!*left) {
      quiet_on_ = today;
      return {};
    }
  }
  return {};
}

Result<void> State::watch(Number number) {
  const auto held = incident(number);
  if (!held) return held.error();
  if (*held == nullptr) return {};
  ArticleState mention;
  mention.incidents = {(*held)->incident.number};
  return keep((*held)->incident.id, std::move(mention));
}

// With all that it was merged into, one after the other, as far as that is past its retention, too.
Result<void> State::forget_incident(Number number) {
  for (int merges = 0; number != 0 && merges < kMergesMax; ++merges) {
    const auto life = life_of(number);
    if (!life) return life.error();
    if (!*life || !is_past((*life)->last_mention)) return {};
    const auto held = load_incident(number);
    if (!held) return held.error();
    number = (*held)->incident.merged_into;
    if (auto ended = end(**held, 0); !ended) return ended;
    if (number == 0) ++dropped_;
  }
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

Result<void> State::let_go(const record::Id& key, ArticleState& article) {
  article.gone = true;
  articles_.touch(key);
  for (const auto number : article.incidents) {
    if (auto forgotten = forget_incident(number); !forgotten) return forgotten;
  }
  return {};
}

Result<bool> State::forget_article() {
  if (rest_.oldest_seen >= rest_.next_seen) return false;
  const auto row_number = SeenRow::of(rest_.oldest_seen);
  auto row = seen(row_number);
  if (!row) return row.error();
  const auto at = SeenRow::at(rest_.oldest_seen);
  if (*row != nullptr && at < (*row)->places.size()) {
    const auto [day, key] = (*row)->places[at];
    if (!is_past(day)) return false;
    auto known = load_article(key);
    if (!known) return known.error();
    // Seen again since: there is a later place for it.
    if (*known != nullptr && !(*known)->gone && (*known)->seen == rest_.oldest_seen) {
      if (auto let = let_go(key, **known); !let) return let.error();
    }
    if (at + 1 == SeenRow::kPlaces) {
      (*row)->gone = true;
      seen_.touch(row_number);
    }
  }
  ++rest_.oldest_seen;
  return true;
}

}  // namespace tidings::correlate
