#include "pipeline/extract/event/join.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "pipeline/extract/event/amounts.h"
#include "pipeline/extract/event/attribution.h"
#include "pipeline/extract/event/when.h"

namespace tidings::extract {
namespace {

using record::Actor;
using record::Event;
using record::EventType;
using record::Status;

constexpr std::size_t kFurthest = 40;  // happenings back from a telling
constexpr std::uint32_t kNear = 12;    // sentences back to what "the talks" may mean

using Codes = std::set<std::string>;

Codes codes_of(const std::vector<Actor>& actors) {
  Codes codes;
  for (const auto& actor : actors) codes.insert(actor.code.empty() ? actor.name : actor.code);
  return codes;
}

bool holds(const Codes& outer, const Codes& inner) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

// One side may be told less fully, or not at all.
bool may_be_one(const Codes& first, const Codes& second) { return holds(first, second) || holds(second, first); }

// Two persons of one country are two sides: what their deputies did is not what the ministers did.
bool persons_differ(const std::vector<Actor>& first, const std::vector<Actor>& second) {
  std::map<std::string, std::string> persons;
  for (const auto& actor : first) {
    if (actor.kind == record::ActorKind::kPerson && actor.via != "role") persons[actor.code] = actor.name;
  }
  return std::ranges::any_of(second, [&](const Actor& actor) {
    if (actor.kind != record::ActorKind::kPerson || actor.via == "role") return false;
    const auto other = persons.find(actor.code);
    return other != persons.end() && other->second != actor.name;
  });
}

Accord of_times(const Event& first, const Event& second) {
  if (!first.picture.time || !second.picture.time) return Accord::kSilent;
  return accord_of(*first.picture.time, *second.picture.time);
}

Accord of_places(const Telling& first, const Telling& second) {
  const auto& a = first.event.picture.place;
  const auto& b = second.event.picture.place;
  if (!a || !b) return Accord::kSilent;
  if (a->name == b->name) return Accord::kAgrees;
  const bool within = a->country == b->country && !a->country.empty() && (first.in_country || second.in_country);
  return within ? Accord::kSilent : Accord::kExcluded;
}

bool is_course(Status status) {
  return status == Status::kPlanned || status == Status::kOngoing || status == Status::kOccurred ||
         status == Status::kCancelled;
}

// What is planned may be told again as under way; but without a day in common, what is over is not what is planned.
bool may_be_one(const Telling& first, const Telling& second, Accord times) {
  const auto a = first.event.picture.status;
  const auto b = second.event.picture.status;
  if (a == b) return true;
  if (!is_course(a) || !is_course(b)) return false;
  if (first.title || second.title || times == Accord::kAgrees) return true;
  return a != Status::kOccurred && b != Status::kOccurred;
}

// "The conversation" of that day may be the call; "talks" some time are none.
bool modes_agree(const Event& first, const Event& second, Accord times) {
  const auto& a = first.coding.mode;
  const auto& b = second.coding.mode;
  if (a == b) return true;
  const bool visit = a == "visit" || b == "visit";
  return first.coding.type == EventType::kConsult && !visit && (a.empty() || b.empty()) && times == Accord::kAgrees;
}

// How much speaks for one happening; nothing where they exclude each other.
std::optional<int> accord(const Telling& first, const Telling& second) {
  const auto& a = first.event;
  const auto& b = second.event;
  const auto times = of_times(a, b);
  if (a.coding.type != b.coding.type || !modes_agree(a, b, times)) return std::nullopt;
  const auto places = of_places(first, second);
  if (times == Accord::kExcluded || places == Accord::kExcluded || !may_be_one(first, second, times))
    return std::nullopt;
  const auto actors = codes_of(a.picture.actors);
  const auto others = codes_of(b.picture.actors);
  const auto recipients = codes_of(a.picture.recipients);
  const auto other_recipients = codes_of(b.picture.recipients);
  if (!may_be_one(actors, others) || !may_be_one(recipients, other_recipients)) return std::nullopt;
  if (persons_differ(a.picture.actors, b.picture.actors) || persons_differ(a.picture.recipients, b.picture.recipients))
    return std::nullopt;
  int score = 0;
  if (times == Accord::kAgrees) score += 3;
  if (places == Accord::kAgrees) score += 2;
  if (actors == others && !actors.empty()) score += 2;
  if (recipients == other_recipients && !recipients.empty()) score += 1;
  if (!a.coding.mode.empty() && a.coding.mode == b.coding.mode && a.coding.type != EventType::kConsult) score += 1;
  return score;
}

// "They were due to meet on Sunday, but Norland called off the talks."
bool calls_off(const Telling& first, const Telling& second) {
  constexpr std::uint32_t kAtOnce = 3;  // sentences
  return second.event.picture.status == Status::kCancelled && first.event.picture.status == Status::kPlanned &&
         first.mutual && second.event.coding.mode == first.event.coding.mode && second.sentence - first.last <= kAtOnce;
}

// Sides known as well, or a day or a place in common with what is known of them. What is not complete must tell
// something more of what was told a few sentences before.
bool is_enough(const Telling& first, const Telling& second, int score) {
  if (calls_off(first, second)) return true;
  if (!second.complete) {
    const bool adds = second.event.picture.time || second.event.picture.place;
    return adds && second.event.coding.mode == first.event.coding.mode && second.sentence - first.last <= kNear;
  }
  const bool same_actors = codes_of(first.event.picture.actors) == codes_of(second.event.picture.actors);
  const bool same_recipients =
      first.mutual || codes_of(first.event.picture.recipients) == codes_of(second.event.picture.recipients);
  return same_actors && same_recipients ? true : score >= 3;
}

void add_sides(std::vector<Actor>& into, std::vector<Actor>&& from) {
  for (auto& actor : from) {
    const auto same = std::ranges::find_if(into, [&](const Actor& other) {
      return other.name == actor.name || (!actor.code.empty() && other.code == actor.code);
    });
    if (same == into.end()) {
      into.push_back(std::move(actor));
    } else if (same->kind != record::ActorKind::kPerson && actor.kind == record::ActorKind::kPerson) {
      *same = std::move(actor);  // the foreign minister tells more than his country
    }
  }
}

// The later word of one article counts, but a plan does not undo what is under way, and a headline's tense little.
Status joined_status(const Telling& first, const Telling& second) {
  const auto a = first.event.picture.status;
  const auto b = second.event.picture.status;
  if (a == b || second.title) return a;
  if (first.title) return b;
  const auto rank = [](Status status) {
    switch (status) {
      case Status::kPlanned:
        return 0;
      case Status::kOngoing:
        return 1;
      case Status::kOccurred:
        return 2;
      default:
        return 3;
    }
  };
  return rank(a) < rank(b) ? b : a;
}

void add_time(Event& into, std::optional<record::Time>&& time) {
  if (!time) return;
  auto& kept = into.picture.time;
  if (!kept) {
    kept = std::move(time);
    return;
  }
  if (is_more_exact(*time, *kept)) std::swap(*kept, *time);
  for (auto& conflict : time->conflicts) {
    if (std::ranges::find(kept->conflicts, conflict) == kept->conflicts.end())
      kept->conflicts.push_back(std::move(conflict));
  }
}

void add_place(Telling& into, Telling& other) {
  if (!other.event.picture.place) return;
  auto& kept = into.event.picture.place;
  if (kept && !(into.in_country && !other.in_country)) return;
  kept = std::move(other.event.picture.place);
  into.in_country = other.in_country;
}

void add_evidence(std::vector<record::Evidence>& into, std::vector<record::Evidence>&& from) {
  for (auto& evidence : from) {
    const bool told = std::ranges::any_of(into, [&](const auto& other) { return other.span == evidence.span; });
    if (!told) into.push_back(std::move(evidence));
  }
}

// How much one sentence tells by itself.
int fullness(const Telling& telling) {
  const auto& picture = telling.event.picture;
  return static_cast<int>(codes_of(picture.actors).size() + codes_of(picture.recipients).size()) +
         (picture.time ? 1 : 0) + (picture.place ? 1 : 0) + (telling.title ? -2 : 0);
}

void add(Telling& into, Telling&& other) {
  if (into.event.picture.status != other.event.picture.status) {
    into.event.picture.status = joined_status(into, other);
    if (into.event.picture.status == other.event.picture.status) into.event.coding.cameo = other.event.coding.cameo;
  }
  const bool better = fullness(other) > fullness(into);
  auto& picture = into.event.picture;
  auto& more = other.event.picture;
  if (into.event.coding.mode.empty()) into.event.coding.mode = other.event.coding.mode;
  add_sides(picture.actors, std::move(more.actors));
  add_sides(picture.recipients, std::move(more.recipients));
  add_time(into.event, std::move(more.time));
  add_place(into, other);
  add_amounts(std::move(more.amounts), picture.amounts, into.event.conflicts);
  if (better) {
    std::swap(into.event.evidence, other.event.evidence);
    std::swap(into.event.attribution, other.event.attribution);
  }
  add_attribution(std::move(other.event.attribution), into.event.attribution);
  add_evidence(into.event.evidence, std::move(other.event.evidence));
  into.title = into.title && other.title;
  into.last = other.sentence;
}

}  // namespace

std::vector<Telling> join(std::vector<Telling> tellings) {
  std::vector<Telling> happenings;
  for (auto& telling : tellings) {
    telling.last = telling.sentence;
    // "cancelled the meeting on Friday": no day of the meeting.
    if (!telling.complete && telling.event.picture.status == Status::kCancelled) telling.event.picture.time.reset();
    Telling* best = nullptr;
    int most = -1;
    const auto far = happenings.size() > kFurthest ? happenings.size() - kFurthest : 0;
    for (auto i = happenings.size(); i-- > far;) {
      const auto score = accord(happenings[i], telling);
      if (!score || *score < most || !is_enough(happenings[i], telling, *score)) continue;
      if (*score == most && happenings[i].last <= best->last) continue;
      best = &happenings[i];
      most = *score;
    }
    if (best != nullptr) {
      add(*best, std::move(telling));
    } else if (telling.complete) {
      happenings.push_back(std::move(telling));
    }
  }
  return happenings;
}

}  // namespace tidings::extract
