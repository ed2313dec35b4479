#include "pipeline/extract/event/open_sides.h"
#include "pipeline/extract/one_of.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace tidings::extract {
namespace {

using record::Actor;
using record::ActorKind;
using record::EventType;
using record::Picture;

constexpr std::array<std::string_view, 6> kOfTheState = {"COP", "GOV", "JUD", "LEG", "MIL", "SPY"};

bool is_of_state(const Actor& actor) { return is_one_of(actor.sector, kOfTheState); }

// "Students", "the president": somebody whose country nobody has said.
bool is_stateless(const Actor& actor) {
  const bool office = actor.kind == ActorKind::kPerson && !actor.position.empty();
  return actor.code.empty() && (office || actor.via == "role" || actor.via == "title");
}

// May the two be of one country? An organisation of states and a person whose country is unknown need not.
bool is_home(const Actor& known, const Actor& unknown) {
  const bool state = is_of_state(known) || is_of_state(unknown);
  return state && known.sector != "IGO" && unknown.sector != "IGO" && known.sector != "NGO" && !known.sector.empty() &&
         !unknown.sector.empty();
}

const Actor* coded(const std::vector<Actor>& side) {
  const auto found = std::ranges::find_if(side, [](const Actor& actor) { return !actor.code.empty(); });
  return found == side.end() ? nullptr : &*found;
}

// What a state does to its own people sooner than to others.
bool is_domestic(EventType type) { return type == EventType::kCoerce || type == EventType::kConcede; }

// What troops do, at home or abroad.
bool is_deed(EventType type) {
  return type == EventType::kAssault || type == EventType::kCoerce || type == EventType::kMobilize ||
         type == EventType::kRetreat;
}

void give(std::vector<Actor>& side, const std::string& code, std::string_view via) {
  for (auto& actor : side) {
    if (!is_stateless(actor)) continue;
    actor.code = code;
    actor.via = via;
  }
}

// An embassy is where those who gather before it need not be at home.
bool is_abroad(const Actor& actor) {
  return actor.position.find("embassy") != std::string::npos || actor.position.find("consulate") != std::string::npos ||
         actor.position.find("ambassador") != std::string::npos;
}

bool are_of_one_country(const std::vector<Actor>& side) {
  return std::ranges::all_of(side,
                             [&](const Actor& actor) { return actor.code == side.front().code && !is_abroad(actor); });
}

// Who protests in one country against another is not of the other.
bool is_elsewhere(const Picture& picture, const Actor& other) {
  return picture.place && !picture.place->country.empty() && picture.place->country != other.code;
}

// A party that rallies against a parliament is of its country, whatever its name.
void give_all(std::vector<Actor>& side, const std::string& code) {
  for (auto& actor : side) {
    actor.code = code;
    actor.via = "domestic";
  }
}

// Unnamed people belong where it happens ("blocked roads in Algiers").
void give_place(const record::Place& place, Picture& picture) {
  for (auto* side : {&picture.actors, &picture.recipients}) {
    for (auto& actor : *side) {
      if (!actor.code.empty() || actor.via != "role") continue;
      actor.code = place.country;
      actor.via = "place";
    }
  }
}

// A lawyer or journalist whom police, courts and councils of a state detain or bar is of that state, where nobody says
// otherwise; of a bare name nobody knows.
bool is_held_at_home(EventType type, const Actor& actor, const Actor& other) {
  constexpr std::array<std::string_view, 4> kAtHome = {"COP", "JUD", "LEG", "GOV"};
  return type == EventType::kCoerce && is_one_of(actor.sector, kAtHome) && other.kind == ActorKind::kPerson &&
         other.code.empty() && !other.position.empty();
}

// "Norlandic police arrested the president"; soldiers may have come from abroad.
bool is_seized_office(EventType type, const Actor& actor, const Actor& other) {
  return type == EventType::kCoerce && actor.sector == "COP" && other.sector == "GOV" && !other.position.empty();
}

// Students whom their own police arrest; rebels who reject a call of "President Vok"; the president who bans the
// Norlandic opposition: of a state and those who are none of it, the country of one is that of the other.
void give_home(EventType type, std::string_view home, Picture& picture) {
  const auto* actor = coded(picture.actors);
  const auto* other = coded(picture.recipients);
  if (actor != nullptr && other == nullptr) {
    const auto code = actor->code;
    const bool state = is_of_state(*actor);
    for (auto& recipient : picture.recipients) {
      const bool apart = is_of_state(recipient) != state || is_seized_office(type, *actor, recipient);
      const bool at_home = is_stateless(recipient) && apart && is_home(*actor, recipient);
      if (at_home || is_held_at_home(type, *actor, recipient)) {
        recipient.code = code;
        recipient.via = "domestic";
      }
    }
  }
  if (actor == nullptr && other != nullptr) {
    const bool domestic = is_domestic(type) && !picture.actors.empty() && is_of_state(picture.actors.front());
    // A navy that seizes a foreign tanker is not of the tanker's country.
    const bool foreign = other->via == "adjective" && home != other->code;
    if (domestic && !foreign) give(picture.actors, std::string(other->code), "domestic");
    if (type == EventType::kProtest && are_of_one_country(picture.recipients) && !is_elsewhere(picture, *other))
      give_all(picture.actors, std::string(other->code));
  }
}

// Neither side is known, or only one of them and the other is of those who live in a state or serve it.
void give_only(const std::string& home, Picture& picture) {
  const auto* actor = coded(picture.actors);
  const auto* other = coded(picture.recipients);
  if (actor != nullptr && other != nullptr) return;
  for (auto* side : {&picture.actors, &picture.recipients}) {
    const auto* known = side == &picture.actors ? other : actor;
    if (known == nullptr) {
      give(*side, home, "domestic");
    } else if (known->code == home && !side->empty() && is_of_state(*known) != is_of_state(side->front()) &&
               is_home(*known, side->front())) {
      give(*side, home, "domestic");
    }
  }
}

bool has_troops(const std::vector<Actor>& side) {
  return std::ranges::any_of(side, [](const Actor& actor) { return actor.sector == "MIL"; });
}

// Police, ministers and students are at home in the country that the story tells of; troops may be anywhere, but not
// an officer who only speaks.
bool stay_at_home(EventType type, const Picture& picture) {
  const auto goes_abroad = [&](const Actor& actor) {
    const bool speaks = actor.kind == ActorKind::kPerson && !is_deed(type);
    return is_abroad(actor) || (actor.sector == "MIL" && !speaks);
  };
  if (type == EventType::kAssault && picture.actors.empty()) return false;
  return std::ranges::none_of(picture.actors, goes_abroad) && std::ranges::none_of(picture.recipients, goes_abroad);
}

// "Foreign Minister Holm" of a text that has told of one country only is that one's.
void give_officials(const std::string& story, Picture& picture) {
  // "Norland's government asked President Vok": whom a government asks is of another.
  const auto governs = [&](const Actor& actor) { return actor.code == story && is_of_state(actor); };
  if (std::ranges::any_of(picture.actors, governs) || std::ranges::any_of(picture.recipients, governs)) return;
  for (auto* side : {&picture.actors, &picture.recipients}) {
    for (auto& actor : *side) {
      if (!actor.code.empty() || actor.via != "title" || !is_of_state(actor)) continue;
      actor.code = story;
      actor.via = "domestic";
    }
  }
}

Actor at(const record::Place& place) {
  return {place.name, ActorKind::kPlace, place.country, "", "", place.text, place.span, "place"};
}

Actor of_country_of(const Actor& other, std::string_view sector) {
  return {other.code, ActorKind::kPlace, other.code, std::string(sector), "", other.text, other.span, "domestic"};
}

void fill_actor(EventType type, Picture& picture) {
  const auto* other = coded(picture.recipients);
  if (type == EventType::kProtest && picture.actors.empty() && other != nullptr) {
    return picture.actors.push_back(is_elsewhere(picture, *other) ? at(*picture.place) : of_country_of(*other, ""));
  }
  // Whoever arrests and bans serves the state; who attacks there may be anybody.
  if (!picture.actors.empty() || type != EventType::kCoerce || !picture.place || picture.place->country.empty()) return;
  picture.actors.push_back(at(*picture.place));
}

// Whose the drugs and the boats are that its own police or navy seizes nobody knows.
bool is_of_unknown(std::string_view mode, const Picture& picture) {
  const auto* actor = coded(picture.actors);
  const bool abroad = picture.place && (actor == nullptr || picture.place->country != actor->code);
  return mode == "seize" && actor != nullptr && is_of_state(*actor) && !abroad;
}

void fill_recipient(EventType type, std::string_view mode, Picture& picture) {
  if (!picture.recipients.empty() || is_of_unknown(mode, picture)) return;
  const auto* actor = coded(picture.actors);
  const bool place = picture.place && !picture.place->country.empty();
  const bool abroad = place && (actor == nullptr || actor->code != picture.place->country);
  switch (type) {
    case EventType::kProtest:
      if (place) {
        picture.recipients.push_back(at(*picture.place));
      } else if (actor != nullptr) {
        picture.recipients.push_back(of_country_of(*actor, "GOV"));
      }
      return;
    case EventType::kCoerce:
    case EventType::kConcede:
      if (place) {
        picture.recipients.push_back(at(*picture.place));
      } else if (actor != nullptr && is_of_state(*actor)) {
        picture.recipients.push_back(of_country_of(*actor, ""));
      }
      return;
    case EventType::kAssault:
      if (place) {
        picture.recipients.push_back(at(*picture.place));
      } else if (actor != nullptr && (actor->sector == "COP" || actor->sector == "REB")) {
        picture.recipients.push_back(of_country_of(*actor, ""));
      }
      return;
    case EventType::kMobilize:
      if (abroad) picture.recipients.push_back(at(*picture.place));
      return;
    default:
      return;
  }
}

}  // namespace

bool is_assumed(const Actor& actor) { return actor.via == "place" || actor.via == "domestic"; }

void fill_open_sides(EventType type, std::string_view mode, const Home& home, bool aimed_elsewhere, Picture& picture) {
  if (picture.place && !picture.place->country.empty()) give_place(*picture.place, picture);
  if (!home.of_story.empty()) give_officials(home.of_story, picture);
  const bool of_others = aimed_elsewhere && type == EventType::kAssault && has_troops(picture.actors);
  if (!of_others) give_home(type, home.of_sentence, picture);
  if (!of_others && !home.of_sentence.empty()) give_only(home.of_sentence, picture);
  if (!home.named && !home.of_story.empty() && stay_at_home(type, picture)) give_only(home.of_story, picture);
  fill_actor(type, picture);
  fill_recipient(type, mode, picture);
}

}  // namespace tidings::extract
