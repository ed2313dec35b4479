#include "pipeline/correlate/article_update.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "pipeline/correlate/change.h"
#include "pipeline/correlate/picture.h"
#include "pipeline/record/names.h"

namespace tidings::correlate {
namespace {

using record::Change;
using record::Event;
using record::Id;
using record::Result;
using record::Update;

constexpr std::int32_t kFutureBy = 30;  // days ahead of the input
constexpr int kMerges = kJoins - 2;     // what joins them has more points; alone they may have less

Hash hash_of_id(const Id& id) { return std::bit_cast<std::array<Hash, 2>>(id)[0]; }

void show_evidence(Update& update, const Event& event) {
  update.event = event.id;
  update.evidence.article = event.article;
  if (event.evidence.empty()) return;
  update.evidence.text = event.evidence.front().text;
  update.evidence.span = event.evidence.front().span;
}

// The evidence that is shown is that of the version before: its text and span stand there alone.
std::string no_longer_tells(const record::ArticleRef& article) {
  const auto which = article.version.empty() ? std::string() : " (" + article.version + ")";
  return "a new version" + which + " of the article no longer tells of it";
}

bool are_within_a_week(const Days& one, const Days& other) {
  constexpr std::int64_t kWeek = 7;
  return std::int64_t{one.first} - other.last <= kWeek && std::int64_t{other.first} - one.last <= kWeek;
}

// Whether but for its day the event tells what the older version of its article alone told. A list that rolls on tells
// each day of another happening of the same two, often in the same city: sides, type and place do not connect them.
bool corrects_day_of(const Incident& incident, const Facts& event) {
  if (!std::ranges::all_of(incident.tellings, &Telling::withdrawn)) return false;
  return std::ranges::any_of(incident.tellings, [&](const Telling& telling) {
    auto before = facts_of(telling.event);
    if (before.days && event.days && !are_within_a_week(*before.days, *event.days)) return false;
    before.days = event.days;
    before.is_dated = event.is_dated;
    const auto found = match(event, before);
    return found && found->points >= kJoins && found->near_copy;
  });
}

bool has_event(const Held& held, const Id& id) {
  return std::ranges::any_of(held.incident.tellings, [&](const Telling& telling) { return telling.event.id == id; });
}

}  // namespace

ArticleUpdate::ArticleUpdate(State& state, Counts& counts, const record::ArticleRef& article, const Id& key)
    : state_(state), counts_(counts), article_(article), key_(hash_of_id(key)) {}

Result<std::vector<Number>> ArticleUpdate::take(const std::vector<Number>& older, std::span<const Event> events,
                                                std::vector<Update>& updates) {
  tell_clock(events);
  if (auto withdrawn = withdraw(older); !withdrawn) return withdrawn.error();
  if (auto taken = take_events(events, older); !taken) return taken.error();
  std::vector<Number> numbers;
  for (const auto& touched : touched_) {
    if (auto settled = settle(touched, updates); !settled) return settled.error();
    if (touched.cause != nullptr) {
      numbers.push_back(touched.number);
    } else if (auto watched = state_.watch(touched.number); !watched) {
      return watched.error();
    }
  }
  std::ranges::move(ended_, std::back_inserter(updates));
  return numbers;
}

ArticleUpdate::Touched& ArticleUpdate::touched(Number number) {
  const auto found = std::ranges::find(touched_, number, &Touched::number);
  if (found != touched_.end()) return *found;
  return touched_.emplace_back(Touched{number, nullptr, {}, {}, false});
}

// Once for all its events: else a few long articles with a wrong date outvoted all others.
void ArticleUpdate::tell_clock(std::span<const Event> events) {
  const auto day = days_of(std::string_view(article_.published).substr(0, 10));
  if (!day || events.empty()) return;
  const auto today = state_.clock().today();
  if (today && day->first > *today + kFutureBy) counts_.future += events.size();
  state_.clock().tell(day->first);
}

// The old events stay until the new ones have found their places, which will mostly be the same.
Result<void> ArticleUpdate::withdraw(const std::vector<Number>& older) {
  for (const auto number : older) {
    const auto held = state_.incident(number);
    if (!held) return held.error();
    if (*held == nullptr) continue;
    auto& incident = (*held)->incident;
    bool is_kept = false;
    for (auto& telling : incident.tellings) {
      if (telling.article != key_) continue;
      telling.withdrawn = true;
      is_kept = true;
    }
    if (!is_kept && incident.unkept > 0) --incident.unkept;
    state_.touch(**held);
    touched(incident.number);
  }
  return {};
}

// What of a new version fits none waits until all others have found their places: it may have been told before.
Result<void> ArticleUpdate::take_events(std::span<const Event> events, const std::vector<Number>& older) {
  std::vector<const Event*> homeless;
  for (const auto& event : events) {
    ++counts_.events;
    const auto fits = take_event(event);
    if (!fits) return fits.error();
    if (*fits) continue;
    if (!older.empty()) {
      homeless.push_back(&event);
    } else if (auto opened = open(event); !opened) {
      return opened;
    }
  }
  for (const auto* event : homeless) {
    if (auto taken = take_homeless(*event, older); !taken) return taken;
  }
  return {};
}

Result<void> ArticleUpdate::take_homeless(const Event& event, const std::vector<Number>& older) {
  const auto fits = take_event(event);  // another of them may have opened its incident
  if (!fits) return fits.error();
  if (*fits) return {};
  const auto held = find_corrected(event, older);
  if (!held) return held.error();
  if (*held == nullptr) return open(event);
  ++counts_.joined;
  return join(event, **held, "a new version of the article corrects its day");
}

// Null: none.
Result<Held*> ArticleUpdate::find_corrected(const Event& event, const std::vector<Number>& older) {
  const auto facts = facts_of(event);
  for (const auto number : older) {
    const auto held = state_.incident(number);
    if (!held) return held.error();
    if (*held != nullptr && corrects_day_of((*held)->incident, facts)) return *held;
  }
  return nullptr;
}

Result<void> ArticleUpdate::open(const Event& event) {
  ++counts_.created;
  return join(event, state_.open(event), "the first to tell of it");
}

// False: it fits no incident.
Result<bool> ArticleUpdate::take_event(const Event& event) {
  const auto fits = search(state_, facts_of(event), counts_.candidates);
  if (!fits) return fits.error();
  if (fits->empty()) return false;
  const auto& best = fits->front();
  const auto held = state_.incident(best.number);
  if (!held) return held.error();
  if (has_event(**held, event.id)) return true;  // the same event twice in one list
  ++counts_.joined;
  if (auto joined = join(event, **held, why(best.match)); !joined) return joined.error();
  const auto ended = ended_.size();
  if (auto merged = merge_what_fits(best, *fits); !merged) return merged.error();
  if (auto told = tell_other_fits(event, *fits, ended); !told) return told.error();
  return true;
}

// Once it is known which incident the event is in: that one may have gone into another that fits.
Result<void> ArticleUpdate::tell_other_fits(const Event& event, const std::vector<Fit>& fits, std::size_t ended) {
  const auto home = state_.incident(fits[0].number);
  if (!home) return home.error();
  auto& mark = touched((*home)->incident.number);
  if (mark.cause != &event) return {};
  for (auto i = ended; i < ended_.size(); ++i) {
    mark.why += "; it also fits " + ended_[i].incident.hex() + ", which is one with it";
  }
  if (fits.size() < 2) return {};
  const auto other = state_.incident(fits[1].number);
  if (!other) return other.error();
  if (*other == *home) return {};
  mark.why += "; it also fits " + (*other)->incident.id.hex();
  if (fits[1].match.points == fits[0].match.points) mark.why += ", which was opened later";
  return {};
}

Result<void> ArticleUpdate::join(const Event& event, Held& held, std::string reason) {
  state_.touch(held);
  auto& mark = touched(held.incident.number);
  if (mark.cause == nullptr) {
    mark.cause = &event;
    mark.why = std::move(reason);
  }
  held.incident.last_mention = state_.clock().today().value_or(0);
  if (mark.is_unkept) --held.incident.unkept;
  keep(held.incident, telling_of(event, key_));
  mark.is_unkept = std::ranges::none_of(
      held.incident.tellings, [&](const Telling& telling) { return telling.article == key_ && !telling.withdrawn; });
  return state_.refresh(held);
}

// An event that fits a second incident well shows that the two are one, where they do not exclude each other.
Result<void> ArticleUpdate::merge_what_fits(const Fit& best, const std::vector<Fit>& fits) {
  auto into = best.number;
  for (const auto& fit : fits) {
    if (fit.number == best.number || fit.match.points <= kJoins) continue;
    const auto one = state_.incident(into);
    const auto other = state_.incident(fit.number);
    if (!one || !other) return one ? other.error() : one.error();
    if (*one == nullptr || *other == nullptr || *one == *other) continue;
    const auto between = match((*one)->digest.facts(), (*other)->digest.facts());
    if (!between || between->points < kMerges) continue;
    if (auto merged = merge(std::min(into, fit.number), std::max(into, fit.number), ended_); !merged) return merged;
    into = std::min(into, fit.number);
  }
  return {};
}

Result<void> ArticleUpdate::merge(Number into, Number from, std::vector<Update>& ended) {
  const auto one = state_.incident(into);
  const auto other = state_.incident(from);
  if (!one || !other) return one ? other.error() : one.error();
  auto& stays = **one;
  auto& goes = **other;
  ++counts_.merged;
  state_.touch(stays);

  auto& incident = goes.incident;
  if (incident.revision > 0) {
    auto last = picture_of(incident, goes.digest.sources(incident.tellings, incident.unkept));
    last.revision = ++incident.revision;
    last.change = Change::kMerged;
    last.why = "an event fits both";
    last.sources = last.independent_sources = 0;
    last.merged_with = stays.incident.id;
    show_evidence(last, incident.tellings.back().event);
    ended.push_back(std::move(last));
  }
  stays.incident.unkept += incident.unkept;
  stays.incident.last_mention = std::max(stays.incident.last_mention, incident.last_mention);
  for (auto& telling : incident.tellings) keep(stays.incident, std::move(telling));

  const auto gone = std::ranges::find(touched_, from, &Touched::number);
  Touched left;
  if (gone != touched_.end()) {
    left = std::move(*gone);
    touched_.erase(gone);
  }
  auto& mark = touched(into);
  if (mark.cause == nullptr) {
    mark.cause = left.cause;
    mark.why = std::move(left.why);
  }
  mark.is_unkept = mark.is_unkept || left.is_unkept;
  if (incident.revision > 0) mark.merged.push_back(from);
  if (auto gone_into = state_.end(goes, into); !gone_into) return gone_into;
  return state_.refresh(stays);
}

Result<void> ArticleUpdate::settle(const Touched& touched, std::vector<Update>& updates) {
  const auto found = state_.incident(touched.number);
  if (!found) return found.error();
  auto& held = **found;
  auto& incident = held.incident;
  const auto is_withdrawn = [](const Telling& telling) { return telling.withdrawn; };
  const auto first_gone = std::ranges::find_if(incident.tellings, is_withdrawn);
  std::optional<Telling> withdrawn;
  if (first_gone != incident.tellings.end()) withdrawn = *first_gone;
  std::erase_if(incident.tellings, is_withdrawn);
  if (incident.tellings.empty()) {
    record::ensure(withdrawn.has_value(), "an incident without events has just lost its last");
    return retract(touched, held, *withdrawn, updates);
  }
  if (withdrawn) {
    if (auto refreshed = state_.refresh(held); !refreshed) return refreshed;
  }
  auto update = picture_of(incident, held.digest.sources(incident.tellings, incident.unkept));
  auto told = told_by(update);
  std::optional<Change> change = Change::kCreated;
  if (incident.revision > 0) change = change_of(incident.told, told);
  if (!touched.merged.empty()) change = Change::kMerged;
  if (!change && withdrawn) change = Change::kRefined;  // what the last update named is no longer what is told
  if (!change) return {};

  update.revision = ++incident.revision;
  update.change = told.change = *change;
  told.why = touched.cause != nullptr ? touched.why : no_longer_tells(article_);
  if (change == Change::kStatusChanged) {
    told.why += "; was " + std::string(record::name_of(incident.told.status));
  }
  if (!touched.merged.empty()) {
    for (const auto& ended : ended_) {
      if (ended.merged_with == incident.id) update.merged_with = ended.incident;
    }
  }
  const auto& cause = touched.cause != nullptr ? *touched.cause
                      : withdrawn              ? withdrawn->event
                                               : incident.tellings.back().event;
  show_evidence(update, cause);
  told.cause = cause.id;
  update.why = told.why;
  incident.told = std::move(told);
  state_.touch(held);
  updates.push_back(std::move(update));
  return {};
}

// The last picture, without sources.
Result<void> ArticleUpdate::retract(const Touched& touched, Held& held, const Telling& last,
                                    std::vector<Update>& updates) {
  auto& incident = held.incident;
  incident.tellings = {last};
  auto update = picture_of(incident);
  update.revision = incident.revision + 1;
  update.change = Change::kRetracted;
  update.why = no_longer_tells(article_);
  update.sources = update.independent_sources = 0;
  update.history.clear();
  update.disputes.clear();
  show_evidence(update, last.event);
  record::ensure(touched.cause == nullptr, "an incident that was joined has events");
  if (incident.revision > 0) {
    ++counts_.retracted;
    updates.push_back(std::move(update));
  }
  return state_.end(held, 0);
}

}  // namespace tidings::correlate
