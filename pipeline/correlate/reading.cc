#include "pipeline/correlate/reading.h"

#include <algorithm>
#include <charconv>

#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/correlate/picture.h"
#include "pipeline/correlate/rest.h"

namespace tidings::correlate {
namespace {

using record::Error;
using record::Fault;
using record::Result;
using record::Update;

constexpr std::size_t kLookedAtMax = 10'000;
constexpr int kMergesMax = 64;

Result<Rest> rest_of(const store::Snapshot& snapshot) {
  const auto bytes = snapshot.get(key::kState);
  if (!bytes) return bytes.error();
  return *bytes ? read_rest(**bytes) : Result<Rest>(Rest{});
}

// As its last update said.
Update present(const Incident& incident) {
  auto update = picture_of(incident);
  update.revision = incident.revision;
  update.change = incident.told.change;
  update.why = incident.told.why;
  update.event = incident.told.cause;
  const auto cause = std::ranges::find(incident.tellings, incident.told.cause,
                                       [](const Telling& telling) { return telling.event.id; });
  const auto& shown = cause == incident.tellings.end() ? incident.tellings.back() : *cause;
  update.evidence.article = shown.event.article;
  if (!shown.event.evidence.empty()) {
    update.evidence.text = shown.event.evidence.front().text;
    update.evidence.span = shown.event.evidence.front().span;
  }
  return update;
}

std::string cursor_of(Number number) {
  std::string text(16, '0');
  for (auto at = text.rbegin(); number != 0; ++at, number >>= 4U) *at = "0123456789abcdef"[number & 15U];
  return text;
}

Result<Number> number_of(std::string_view cursor) {
  Number number = 0;
  const auto* const end = cursor.data() + cursor.size();
  const auto [stop, failed] = std::from_chars(cursor.data(), end, number, 16);
  if (cursor.size() == 16 && failed == std::errc{} && stop == end) return number;
  return Error{Fault::kBadInput, "bad_cursor", "not where a page ended: " + std::string(cursor)};
}

bool is_shown(const Incident& incident, const Rest& rest, std::chrono::days retention) {
  return incident.merged_into == 0 && !incident.tellings.empty() &&
         !rest.clock.is_past(incident.last_mention, retention);
}

}  // namespace

bool passes(const Update& update, const Filter& filter) {
  const auto& picture = update.picture;
  const auto is_side = [&](const record::Actor& actor) {
    return actor.code == filter.side || actor.name == filter.side;
  };
  if (!filter.side.empty() && std::ranges::none_of(picture.actors, is_side) &&
      std::ranges::none_of(picture.recipients, is_side)) {
    return false;
  }
  const auto is_there = [&](const record::Place& place) {
    return place.name == filter.place || place.country == filter.place;
  };
  if (!filter.place.empty() && (!picture.place || !is_there(*picture.place))) return false;
  if (filter.type && update.coding.type != *filter.type) return false;
  if (filter.status && picture.status != *filter.status) return false;
  if (filter.since.empty()) return true;
  const auto since = instant_of(filter.since);
  const auto last = instant_of(update.last_published);
  // A bare day counts from its beginning where it is asked for, and to its end where it was published.
  constexpr std::int64_t kDay = 86400;
  const auto begin = since && filter.since.size() <= 10 ? *since - kDay + 1 : since.value_or(0);
  return !since || (last && *last >= begin);
}

Result<Page> list(const store::Snapshot& snapshot, const Filter& filter, std::string_view from,
                  std::size_t incidents_max, std::chrono::days retention) {
  const auto rest = rest_of(snapshot);
  if (!rest) return rest.error();
  std::string begin;
  if (!from.empty()) {
    const auto number = number_of(from);
    if (!number) return number.error();
    begin = key::incident(*number);
  }
  Page page;
  std::optional<Error> damaged;
  std::size_t looked_at = 0;
  const auto visit = [&](std::string_view key, std::string_view value) {
    const auto number = ~key::read_number(key.substr(key::kIncidents.size())).value_or(0);
    if (page.incidents.size() == incidents_max || ++looked_at > kLookedAtMax) {
      page.next = cursor_of(number);
      return false;
    }
    auto incident = read_incident(value);
    if (!incident) {
      damaged = incident.error();
      return false;
    }
    if (!is_shown(*incident, *rest, retention)) return true;
    auto update = present(*incident);
    if (passes(update, filter)) page.incidents.push_back(std::move(update));
    return true;
  };
  if (auto scanned = snapshot.scan(key::kIncidents, visit, begin); !scanned) return scanned.error();
  if (damaged) return *damaged;
  return page;
}

Result<std::optional<Detail>> find(const store::Snapshot& snapshot, const record::Id& id, std::chrono::days retention) {
  const auto rest = rest_of(snapshot);
  if (!rest) return rest.error();
  const auto named = snapshot.get(key::named(id));
  if (!named) return named.error();
  if (!*named) return std::optional<Detail>{};
  auto number = key::read_number(**named).value_or(0);
  for (int merges = 0; merges < kMergesMax; ++merges) {
    const auto bytes = snapshot.get(key::incident(number));
    if (!bytes) return bytes.error();
    if (!*bytes) return std::optional<Detail>{};
    const auto incident = read_incident(**bytes);
    if (!incident) return incident.error();
    if (incident->merged_into != 0) {
      number = incident->merged_into;
      continue;
    }
    if (!is_shown(*incident, *rest, retention)) return std::optional<Detail>{};
    Detail detail{present(*incident), {}};
    for (const auto& telling : incident->tellings) detail.events.push_back(telling.event);
    return std::optional(std::move(detail));
  }
  return Error{Fault::kFatal, store::code::kCorrupt, "incidents of the state are merged in a circle"};
}

}  // namespace tidings::correlate
