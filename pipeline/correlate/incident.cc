#include "pipeline/correlate/incident.h"

#include <algorithm>
#include <tuple>

#include "pipeline/correlate/standing.h"

namespace tidings::correlate {
namespace {

constexpr std::size_t kTextMax = 400;  // bytes of a sentence
constexpr std::size_t kPrintsKept = 4;
// Of what an event has in lists. A picture shows no more sides; what lists a hundred is no report of one happening.
constexpr std::size_t kListMax = 32;

// Not in the middle of a character.
void cut(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  text.resize(end);
}

template <typename Value>
void cut(std::vector<Value>& list) {
  if (list.size() > kListMax) list.resize(kListMax);
}

void cut(std::vector<record::Actor>& side) {
  if (side.size() > kListMax) side.resize(kListMax);
  for (auto& actor : side) {
    for (auto* text : {&actor.name, &actor.position, &actor.text}) cut(*text, kTextMax);
  }
}

// An incident has 64 of them, whatever an article says.
void cut(record::Picture& picture) {
  cut(picture.actors);
  cut(picture.recipients);
  cut(picture.amounts);
  if (picture.time) cut(picture.time->conflicts);
}

bool is_ahead_of_it(record::Status status) {
  return status == record::Status::kPlanned || status == record::Status::kOngoing;
}

// A bare day counts as its end, for what still lies ahead as its beginning: that somebody "will meet" today was written
// before the report that they met, whichever of the two tells its hour (docs/decisions/0010-bare-days.md).
std::int64_t written_at(const Telling& telling) {
  constexpr std::int64_t kDay = 86400;
  const auto& published = telling.event.article.published;
  const auto instant = instant_of(published).value_or(0);
  const bool is_bare = published.find('T') == std::string::npos;
  return instant != 0 && is_bare && is_ahead_of_it(telling.event.picture.status) ? instant - (kDay - 1) : instant;
}

auto order_of(const Telling& telling) {
  return std::tuple(written_at(telling), rank_of(telling.event.picture.status), telling.event.id);
}

// Of the telling that the others make least missed: inside the longest stretch of one status.
template <typename StatusAt>
std::size_t dispensable(std::size_t count, const StatusAt& status_at) {
  std::size_t best = 1;
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < count;) {
    auto end = begin + 1;
    while (end < count && status_at(end) == status_at(begin)) ++end;
    if (end - begin > longest) {
      longest = end - begin;
      best = begin + (end - begin) / 2;
    }
    begin = end;
  }
  return best;
}

// Puts `telling` before the one at `place`, and returns the one that goes for it. A telling is large: only those
// between the two are moved.
Telling exchange(std::vector<Telling>& tellings, std::size_t place, Telling telling) {
  const auto goes = dispensable(tellings.size() + 1, [&](std::size_t i) {
    const auto& at = i == place ? telling : tellings[i < place ? i : i - 1];
    return at.event.picture.status;
  });
  if (goes == place) return telling;
  const auto begin = tellings.begin();
  const auto to = begin + static_cast<std::ptrdiff_t>(place);
  if (goes < place) {
    const auto gap = begin + static_cast<std::ptrdiff_t>(goes);
    auto gone = std::move(*gap);
    *std::move(gap + 1, to, gap) = std::move(telling);
    return gone;
  }
  const auto gap = begin + static_cast<std::ptrdiff_t>(goes - 1);
  auto gone = std::move(*gap);
  std::move_backward(to, gap, gap + 1);
  *to = std::move(telling);
  return gone;
}

}  // namespace

void sort_canonically(std::vector<Telling>& tellings) {
  std::ranges::sort(tellings, [](const Telling& one, const Telling& other) { return order_of(one) < order_of(other); });
}

void keep(Incident& incident, Telling telling) {
  auto& tellings = incident.tellings;
  const auto after = std::ranges::upper_bound(tellings, order_of(telling), {}, order_of);
  if (tellings.size() < Incident::kTellingsMax) {
    tellings.insert(after, std::move(telling));
    return;
  }
  const auto gone = exchange(tellings, static_cast<std::size_t>(after - tellings.begin()), std::move(telling));
  const auto tells_too = [&](const Telling& one) { return one.article == gone.article && !one.withdrawn; };
  if (!gone.withdrawn && std::ranges::none_of(tellings, tells_too)) ++incident.unkept;
}

Telling telling_of(const record::Event& event, Hash article) {
  Telling telling{event, article, false};
  auto& evidence = telling.event.evidence;
  if (evidence.size() > kPrintsKept) evidence.resize(kPrintsKept);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (i > 0) evidence[i].text.clear();
    cut(evidence[i].text, kTextMax);
  }
  cut(telling.event.picture);
  cut(telling.event.coding.contexts);
  cut(telling.event.attribution);
  cut(telling.event.conflicts);
  telling.event.coder.clear();
  return telling;
}

Facts facts_of(const Incident& incident) {
  Facts facts;
  for (const auto& telling : incident.tellings) {
    if (facts.types == 0) {
      facts = facts_of(telling.event);
    } else {
      add(facts, facts_of(telling.event));
    }
  }
  return facts;
}

}  // namespace tidings::correlate
