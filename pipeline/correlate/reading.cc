#include "pipeline/correlate/reading.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "pipeline/correlate/days.h"
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

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_same_letter(char one, char other) { return small(one) == small(other); }

bool is_same(std::string_view one, std::string_view other) { return std::ranges::equal(one, other, is_same_letter); }

// Letters of other scripts are more than one byte each, all of them beyond ASCII.
bool is_of_word(char c) { return (small(c) >= 'a' && small(c) <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0; }

bool has_words(std::string_view name, std::string_view words) {
  for (auto at = name.begin(); at != name.end(); ++at) {
    at = std::search(at, name.end(), words.begin(), words.end(), is_same_letter);
    if (at == name.end()) return false;
    const auto end = at + static_cast<std::ptrdiff_t>(words.size());
    const bool begins = at == name.begin() || !is_of_word(at[-1]) || !is_of_word(words.front());
    const bool ends = end == name.end() || !is_of_word(*end) || !is_of_word(words.back());
    if (begins && ends) return true;
  }
  return false;
}

// A bare day or month counts from its beginning where it is asked for, and to its end where it was published.
bool is_told_since(std::string_view published, std::string_view begin) {
  if (begin.empty()) return true;
  constexpr std::int64_t kDay = 86400;
  const auto days = begin.size() <= 10 ? days_of(begin) : std::nullopt;
  const auto since = days ? days->first * kDay : instant_of(begin);
  const auto last = instant_of(published);
  return !since || (last && *last >= *since);
}

}  // namespace

bool passes(const Update& update, const Filter& filter) {
  const auto& picture = update.picture;
  const auto is_side = [&](const record::Actor& actor) {
    return is_same(actor.code, filter.side) || has_words(actor.name, filter.side);
  };
  if (!filter.side.empty() && std::ranges::none_of(picture.actors, is_side) &&
      std::ranges::none_of(picture.recipients, is_side)) {
    return false;
  }
  const auto is_there = [&](const record::Place& place) {
    return is_same(place.country, filter.place) || has_words(place.name, filter.place);
  };
  if (!filter.place.empty() && (!picture.place || !is_there(*picture.place))) return false;
  if (filter.type && update.coding.type != *filter.type) return false;
  if (filter.status && picture.status != *filter.status) return false;
  return is_told_since(update.last_published, filter.since);
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

Result<std::vector<record::Id>> named(const store::Snapshot& snapshot, std::string_view digits, std::size_t most) {
  constexpr std::size_t kDigits = 32;
  std::vector<record::Id> found;
  const auto first =
      record::Id::from_hex(std::string(digits) + std::string(kDigits - std::min(kDigits, digits.size()), '0'));
  if (!first) return found;
  auto prefix = key::named(*first);
  const auto bytes = prefix.size() - kDigits / 2;
  prefix.resize(bytes + digits.size() / 2);
  const auto visit = [&](std::string_view key, std::string_view) {
    std::array<char, kDigits / 2> id{};
    if (key.size() != bytes + id.size()) return true;
    std::ranges::copy(key.substr(bytes), id.begin());
    found.push_back(std::bit_cast<record::Id>(id));
    if (!found.back().hex().starts_with(digits)) found.pop_back();
    return found.size() < most;
  };
  if (auto scanned = snapshot.scan(prefix, visit); !scanned) return scanned.error();
  return found;
}

}  // namespace tidings::correlate
