#include "pipeline/correlate/picture.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <string_view>

#include "pipeline/correlate/countries.h"
#include "pipeline/correlate/disputes.h"
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/independence.h"
#include "pipeline/correlate/standing.h"

namespace tidings::correlate {
namespace {

using record::Actor;
using record::ActorKind;
using record::Update;

constexpr std::size_t kActorsMax = 32;  // of a side
constexpr std::size_t kAmountsMax = 16;

std::string_view last_word(std::string_view name) {
  const auto space = name.rfind(' ');
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

bool is_same(const Actor& one, const Actor& other) {
  if (one.kind == ActorKind::kPerson && other.kind == ActorKind::kPerson) {
    const bool fits = one.code == other.code || one.code.empty() || other.code.empty();
    return fits && last_word(one.name) == last_word(other.name);
  }
  return one.code == other.code && one.sector == other.sector && (!one.code.empty() || one.name == other.name);
}

// The one that says more, by what the field's readers look for first.
int fullness(const Actor& actor) {
  return (actor.code.empty() ? 0 : 8) + (actor.kind == ActorKind::kPerson ? 4 : 0) + (actor.sector.empty() ? 0 : 2) +
         (actor.position.empty() ? 0 : 1);
}

void add_actor(std::vector<Actor>& side, const Actor& actor) {
  const auto same = std::ranges::find_if(side, [&](const Actor& other) { return is_same(actor, other); });
  if (same == side.end()) {
    if (side.size() < kActorsMax) side.push_back(actor);
  } else if (fullness(actor) > fullness(*same)) {
    *same = actor;
  }
}

// A minister stands for his country: beside him it need not be named.
void drop_represented(std::vector<Actor>& side) {
  const auto is_represented = [&](const Actor& actor) {
    const bool general = actor.kind == ActorKind::kPlace || actor.kind == ActorKind::kGroup;
    return general && !actor.code.empty() && std::ranges::any_of(side, [&](const Actor& other) {
             return other.kind == ActorKind::kPerson && other.code == actor.code;
           });
  };
  std::vector<Actor> kept;
  std::ranges::copy_if(side, std::back_inserter(kept), [&](const Actor& actor) { return !is_represented(actor); });
  side = std::move(kept);
}

bool is_mutual(std::span<const Telling> tellings, record::EventType type) {
  if (!correlate::is_mutual(type)) return false;
  return std::ranges::any_of(tellings, [&](const Telling& telling) {
    return telling.event.coding.type == type && telling.event.picture.recipients.empty();
  });
}

void fill_sides(record::Picture& picture, std::span<const Telling> tellings, bool mutual) {
  for (const auto& telling : tellings) {
    for (const auto& actor : telling.event.picture.actors) add_actor(picture.actors, actor);
    for (const auto& actor : telling.event.picture.recipients) {
      add_actor(mutual ? picture.actors : picture.recipients, actor);
    }
  }
  drop_represented(picture.actors);
  drop_represented(picture.recipients);
}

// The value that most independent reports have; of equals the more exact, then the first. `values`: one of each
// telling, empty where it has none. Nothing: none has one.
std::optional<std::size_t> elect(std::span<const std::string_view> values, const Sources& sources) {
  struct Votes {
    std::string_view value;
    std::size_t first = 0;
    std::uint64_t groups = 0;  // a bit for each
  };
  std::vector<Votes> votes;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    auto counted = std::ranges::find(votes, values[i], &Votes::value);
    if (counted == votes.end()) counted = votes.insert(votes.end(), {values[i], i, 0});
    counted->groups |= std::uint64_t{1} << sources.group[i];
  }
  std::optional<std::size_t> best;
  std::pair<int, int> most;
  for (const auto& counted : votes) {
    const std::pair weight(std::popcount(counted.groups), exactness(counted.value));
    if (best && weight <= most) continue;
    best = counted.first;
    most = weight;
  }
  return best;
}

template <typename Get>
std::vector<std::string_view> all_of(std::span<const Telling> tellings, const Get& value_of) {
  std::vector<std::string_view> values;
  values.reserve(tellings.size());
  for (const auto& telling : tellings) values.push_back(value_of(telling.event));
  return values;
}

std::string_view day_or_less(const record::Event& event) {
  const auto& time = event.picture.time;
  if (!time || !days_of(time->value)) return {};
  return time->value;
}

std::string_view exact_day(const record::Event& event) {
  const auto& time = event.picture.time;
  if (!time) return {};
  const auto days = days_of(time->value);
  return days && days->length() == 1 ? std::string_view(time->value).substr(0, 10) : std::string_view();
}

// A month that many say does not outweigh the day that one says, if that is in it.
void fill_time(record::Picture& picture, std::span<const Telling> tellings, const Sources& sources) {
  const auto days = all_of(tellings, exact_day);
  const auto day = elect(days, sources);
  if (!day) {
    if (const auto wide = elect(all_of(tellings, day_or_less), sources)) {
      picture.time = tellings[*wide].event.picture.time;
    }
    return;
  }
  // The fullest account of that day: with its clock time, where one is told.
  std::vector<std::string_view> full(tellings.size());
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (days[i] != days[*day]) continue;
    const auto& value = tellings[i].event.picture.time->value;
    if (value.size() > 10) full[i] = value;
  }
  picture.time = tellings[elect(full, sources).value_or(*day)].event.picture.time;
}

std::string_view city_of(const record::Event& event) {
  const auto& place = event.picture.place;
  return place && !is_country(place->name) ? std::string_view(place->name) : std::string_view();
}

void fill_place(record::Picture& picture, std::span<const Telling> tellings, const Sources& sources) {
  auto told = elect(all_of(tellings, city_of), sources);
  if (!told) {
    std::vector<std::string> countries;
    countries.reserve(tellings.size());
    for (const auto& telling : tellings) {
      const auto& place = telling.event.picture.place;
      countries.push_back(place ? place->name + place->country : std::string());
    }
    told = elect(std::vector<std::string_view>(countries.begin(), countries.end()), sources);
  }
  if (told) picture.place = tellings[*told].event.picture.place;
}

// Of each matter the lowest and the highest number: a range, where they differ.
void fill_amounts(record::Picture& picture, std::span<const Telling> tellings) {
  std::map<std::string, std::pair<record::Amount, record::Amount>> ranges;
  for (const auto& telling : tellings) {
    for (const auto& amount : telling.event.picture.amounts) {
      const auto [range, is_new] = ranges.try_emplace(amount.what + ' ' + amount.unit, amount, amount);
      auto& [lowest, highest] = range->second;
      if (amount.value < lowest.value) lowest = amount;
      if (amount.value > highest.value) highest = amount;
    }
  }
  for (const auto& [what, range] : ranges) {
    if (picture.amounts.size() >= kAmountsMax) return;
    picture.amounts.push_back(range.first);
    if (range.second.value != range.first.value) picture.amounts.push_back(range.second);
  }
}

// That all independent reports are wrong is less likely with each; 0.99 is as sure as this gets.
double confidence_of(std::span<const Telling> tellings, const Sources& sources) {
  std::vector<double> best(tellings.size());  // of each group
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    auto& confidence = best[sources.group[i]];
    confidence = std::max(confidence, std::clamp(tellings[i].event.picture.confidence, 0.0, 0.99));
  }
  double wrong = 1;
  for (const auto confidence : best) wrong *= 1 - confidence;
  return std::min(0.99, std::round((1 - wrong) * 10000) / 10000);
}

std::string_view type_of(const record::Event& event) {
  constexpr std::array<std::string_view, 16> kNumbers = {"0", "1", "2",  "3",  "4",  "5",  "6",  "7",
                                                         "8", "9", "10", "11", "12", "13", "14", "15"};
  return kNumbers.at(static_cast<std::size_t>(event.coding.type));
}

record::Coding coding_of(std::span<const Telling> tellings, const Sources& sources, record::Status status) {
  const auto type = tellings[*elect(all_of(tellings, type_of), sources)].event.coding.type;
  record::Coding coding{type, {}, {}, {}};
  const auto modes = all_of(tellings, [type](const record::Event& event) {
    return event.coding.type == type ? std::string_view(event.coding.mode) : std::string_view();
  });
  if (const auto mode = elect(modes, sources)) coding.mode = modes[*mode];
  const Telling* nearest = nullptr;  // whose CAMEO code says the same type, mode and status
  int most = -1;
  for (const auto& telling : tellings) {
    const auto& other = telling.event.coding;
    if (other.type != type) continue;
    for (const auto& context : other.contexts) {
      if (std::ranges::find(coding.contexts, context) == coding.contexts.end()) coding.contexts.push_back(context);
    }
    const int fits = (telling.event.picture.status == status ? 2 : 0) + (other.mode == coding.mode ? 1 : 0);
    if (fits > most) {
      nearest = &telling;
      most = fits;
    }
  }
  coding.cameo = nearest->event.coding.cameo;
  return coding;
}

}  // namespace

std::string dyad_of(const record::Picture& picture) {
  const auto codes = [](const std::vector<Actor>& side) {
    std::vector<std::string_view> sorted;
    for (const auto& actor : side) {
      if (!actor.code.empty()) sorted.push_back(actor.code);
    }
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
  };
  const auto actors = codes(picture.actors);
  const auto recipients = codes(picture.recipients);
  auto first = actors.empty() ? "-" : actors[0];
  std::string_view second = "-";
  if (!recipients.empty()) {
    second = recipients[0];
  } else if (actors.size() > 1) {
    second = actors[1];
  }
  if (second < first) std::swap(first, second);
  return std::string(first).append("|").append(second);
}

Update picture_of(const Incident& incident) {
  return picture_of(incident, sources_of(incident.tellings, incident.unkept));
}

Update picture_of(const Incident& incident, const Sources& sources) {
  Update update;
  const auto& tellings = incident.tellings;
  update.incident = incident.id;
  if (tellings.empty()) return update;
  auto standing = standing_of(tellings);
  update.coding = coding_of(tellings, sources, standing.status);
  update.picture.status = standing.status;
  fill_sides(update.picture, tellings, is_mutual(tellings, update.coding.type));
  fill_time(update.picture, tellings, sources);
  fill_place(update.picture, tellings, sources);
  fill_amounts(update.picture, tellings);
  update.picture.confidence = confidence_of(tellings, sources);
  update.dyad = dyad_of(update.picture);
  update.sources = sources.articles;
  update.independent_sources = sources.independent;
  update.first_published = tellings.front().event.article.published;
  update.last_published = tellings.back().event.article.published;
  update.disputes = disputes_of(tellings, update.coding.type);
  update.history = std::move(standing.history);
  return update;
}

Hash hash_of(const Update& update) {
  std::string bytes;
  append_picture(bytes, update);
  return hash_of(std::string_view(bytes));
}

}  // namespace tidings::correlate
