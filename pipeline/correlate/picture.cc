#include "pipeline/correlate/picture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

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

// The value that most independent reports have; of equals the more exact, then the first.
template <typename Get>
const Telling* elect(std::span<const Telling> tellings, const Sources& sources, const Get& value_of) {
  struct Votes {
    std::set<std::uint32_t> groups;
    const Telling* first = nullptr;
  };
  std::map<std::string, Votes> votes;
  std::vector<std::string> order;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const auto value = value_of(tellings[i].event);
    if (value.empty()) continue;
    auto& counted = votes[value];
    if (counted.first == nullptr) {
      counted.first = &tellings[i];
      order.push_back(value);
    }
    counted.groups.insert(sources.group[i]);
  }
  const Telling* best = nullptr;
  std::pair<std::size_t, int> most;
  for (const auto& value : order) {
    const auto& counted = votes[value];
    const std::pair weight(counted.groups.size(), exactness(value));
    if (best == nullptr || weight > most) {
      best = counted.first;
      most = weight;
    }
  }
  return best;
}

// A month that many say does not outweigh the day that one says, if that is in it.
std::string day_or_less(const record::Event& event) {
  const auto& time = event.picture.time;
  if (!time || !days_of(time->value)) return {};
  return time->value;
}

std::string exact_day(const record::Event& event) {
  const auto value = day_or_less(event);
  return !value.empty() && days_of(value)->length() == 1 ? value.substr(0, 10) : std::string();
}

void fill_time(record::Picture& picture, std::span<const Telling> tellings, const Sources& sources) {
  const auto* day = elect(tellings, sources, exact_day);
  if (day == nullptr) {
    if (const auto* wide = elect(tellings, sources, day_or_less)) picture.time = wide->event.picture.time;
    return;
  }
  // The fullest account of that day: with its clock time, where one is told.
  const auto chosen = exact_day(day->event);
  const auto* fullest = elect(tellings, sources, [&](const record::Event& event) {
    return exact_day(event) == chosen && event.picture.time->value.size() > 10 ? event.picture.time->value : "";
  });
  picture.time = (fullest != nullptr ? fullest : day)->event.picture.time;
}

std::string city_of(const record::Event& event) {
  const auto& place = event.picture.place;
  return place && !is_country(place->name) ? place->name : std::string();
}

std::string country_of(const record::Event& event) {
  return event.picture.place ? event.picture.place->name + event.picture.place->country : std::string();
}

void fill_place(record::Picture& picture, std::span<const Telling> tellings, const Sources& sources) {
  const auto* told = elect(tellings, sources, city_of);
  if (told == nullptr) told = elect(tellings, sources, country_of);
  if (told != nullptr) picture.place = told->event.picture.place;
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
  std::map<std::uint32_t, double> best;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    auto& confidence = best[sources.group[i]];
    confidence = std::max(confidence, std::clamp(tellings[i].event.picture.confidence, 0.0, 0.99));
  }
  double wrong = 1;
  for (const auto& [group, confidence] : best) wrong *= 1 - confidence;
  return std::min(0.99, std::round((1 - wrong) * 10000) / 10000);
}

std::string type_of(const record::Event& event) { return std::to_string(static_cast<int>(event.coding.type)); }

record::Coding coding_of(std::span<const Telling> tellings, const Sources& sources, record::Status status) {
  const auto type = elect(tellings, sources, type_of)->event.coding.type;
  record::Coding coding{type, {}, {}, {}};
  const auto* mode = elect(tellings, sources, [&](const record::Event& event) {
    return event.coding.type == type ? event.coding.mode : std::string();
  });
  if (mode != nullptr) coding.mode = mode->event.coding.mode;
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
    std::set<std::string> sorted;
    for (const auto& actor : side) {
      if (!actor.code.empty()) sorted.insert(actor.code);
    }
    return std::vector<std::string>(sorted.begin(), sorted.end());
  };
  const auto actors = codes(picture.actors);
  const auto recipients = codes(picture.recipients);
  std::string first = actors.empty() ? "-" : actors[0];
  std::string second = "-";
  if (!recipients.empty()) {
    second = recipients[0];
  } else if (actors.size() > 1) {
    second = actors[1];
  }
  if (second < first) std::swap(first, second);
  return first + "|" + second;
}

Update picture_of(const Incident& incident) {
  Update update;
  const auto& tellings = incident.tellings;
  update.incident = incident.id;
  if (tellings.empty()) return update;
  const auto sources = sources_of(tellings, incident.unkept);
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
  update.disputes = disputes_of(tellings);
  update.history = std::move(standing.history);
  return update;
}

Hash hash_of(const Update& update) {
  std::string bytes;
  append_picture(bytes, update);
  return hash_of(std::string_view(bytes));
}

}  // namespace tidings::correlate
