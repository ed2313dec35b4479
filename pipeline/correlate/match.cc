#include "pipeline/correlate/match.h"

#include <algorithm>

#include "pipeline/record/fingerprint.h"

namespace tidings::correlate {
namespace {

using record::EventType;

constexpr int kNearParagraph = 10;  // as independence.cc has it

bool are_near(record::Fingerprint one, record::Fingerprint other, int most) {
  return one.bits != 0 && other.bits != 0 && record::distance(one, other) <= most;
}

// Reports of one kind of news, "shelled in Kharkiv, killing three" and "shelled in Odessa, killing three", are as near
// as a copy that was edited: a value that differs is the editor's only where what stands around it is copied, too.
void compare_wording(const Facts& one, const Facts& other, Match& match) {
  for (const auto& a : one.prints) {
    for (const auto& b : other.prints) {
      if (a.text == b.text || !are_near(a.sentence, b.sentence, record::kNearDistance)) continue;
      match.near_copy = true;
      match.copied_around = match.copied_around || are_near(a.paragraph, b.paragraph, kNearParagraph);
    }
  }
}

// A table of pairs cannot tell "put forward a draft", which is said to somebody, from talks of two.
bool goes_one_way(const Facts& facts) { return !facts.recipients.empty(); }

bool types_agree(const Facts& one, const Facts& other, Match& match) {
  match.same_type = (one.types & other.types) != 0;
  if (match.same_type) return true;
  for (unsigned type = 0; type < 16; ++type) {
    if ((one.types >> type & 1U) == 0) continue;
    const auto kin = static_cast<Types>(kin_of(static_cast<EventType>(type)) & other.types);
    if (kin == 0) continue;
    const bool proposal = ((bit_of(static_cast<EventType>(type)) | kin) & bit_of(EventType::kConsult)) != 0;
    return !proposal || (goes_one_way(one) && goes_one_way(other));
  }
  return false;
}

// A journey is not the talks it is made for; who telephones is not in one place.
bool meetings_agree(const Facts& one, const Facts& other) {
  if (one.meeting == other.meeting) return true;
  const auto is = [&](Meeting meeting) { return one.meeting == meeting || other.meeting == meeting; };
  if (is(Meeting::kVisit)) return false;
  if (is(Meeting::kPhone)) {
    const auto& open = one.meeting == Meeting::kPhone ? other : one;
    return open.meeting == Meeting::kAny && open.place == 0;
  }
  return true;
}

// Points for the codes of two lists of sides; below 0: they exclude each other.
int compare(const std::vector<Hash>& one, const std::vector<Hash>& other) {
  if (one == other) return one.size() > 1 ? 4 : 3;
  const auto both = shared(one, other);
  const bool is_part = both == std::min(one.size(), other.size());
  if (is_part && both >= 2) return 3;
  if (both >= 2) return 2;
  return is_part ? 0 : -1;
}

// Both tell who does it, or both to whom it is done, and not the same.
bool exclude(const Facts& one, const Facts& other) {
  const auto agree = [](const auto& a, const auto& b) { return a.empty() || b.empty() || shared(a, b) > 0; };
  return !agree(one.actors, other.actors) || !agree(one.recipients, other.recipients);
}

// Of what one does to the other: the same side must not be the doer here and the one it is done to there.
int compare_roles(const Facts& one, const Facts& other) {
  if (exclude(one, other)) return -1;
  const auto actors = shared(one.actors, other.actors);
  const auto recipients = shared(one.recipients, other.recipients);
  if (actors + recipients == 0) return -1;
  const bool is_same = one.actors == other.actors && one.recipients == other.recipients;
  if (is_same) return actors > 0 && recipients > 0 ? 4 : 3;
  if (actors > 0 && recipients > 0) return 3;
  return one.actors == other.actors ? 2 : 0;
}

// "Signed", "exchanged", "clashed": of whatever type, all are actors, and whom it is done to is one of them.
bool has_actors_alone(const Facts& facts) {
  return !facts.actors.empty() && shared(facts.recipients, facts.actors) == facts.recipients.size();
}

// Who agrees with whom is told in either order, but what one assures or promises the other goes one way.
bool is_told_as_mutual(const Facts& one, const Facts& other) {
  const auto is = [&](EventType type) { return one.type == type || other.type == type; };
  if (is(EventType::kConsult)) return true;
  return is(EventType::kAgree) && !(goes_one_way(one) && goes_one_way(other));
}

bool are_mutual(const Facts& one, const Facts& other) {
  if (is_told_as_mutual(one, other)) return true;
  return has_actors_alone(one) && has_actors_alone(other) && std::max(one.actors.size(), other.actors.size()) > 1;
}

int sides_agree(const Facts& one, const Facts& other, Match& match) {
  const auto mine = sides_of(one);
  const auto theirs = sides_of(other);
  if (mine.empty() || theirs.empty()) {
    // Nothing is known of who: the rest must carry it all.
    return mine.empty() && theirs.empty() && one.coarse == other.coarse ? 2 : (match.people > 0 ? 1 : -1);
  }
  const bool mutual = are_mutual(one, other);
  const auto points = mutual ? compare(mine, theirs) : compare_roles(one, other);
  match.same_sides = points >= 3;
  // A copy may leave a side out; it does not put another in its place.
  if (points < 0 && !mutual && match.near_copy && !exclude(one, other) && shared(mine, theirs) > 0) return 0;
  return points;
}

// Who is named for the same side, and is not the same, meets somebody else. A role says no name: the same one agrees,
// another does not contradict.
int people_agree(const Facts& one, const Facts& other, Match& match) {
  bool other_of_same_side = false;
  for (const auto& a : one.people) {
    const auto is_same = [&](const Person& b) {
      return a.name == b.name && (a.code == b.code || a.code * b.code == 0);
    };
    const auto is_another = [&](const Person& b) {
      return !a.is_role && !b.is_role && a.code != 0 && a.code == b.code;
    };
    if (std::ranges::any_of(other.people, is_same)) {
      ++match.people;
      match.same_people = match.same_people || !a.is_role;
    } else {
      other_of_same_side = other_of_same_side || std::ranges::any_of(other.people, is_another);
    }
  }
  if (match.people > 0) return static_cast<int>(std::min<std::size_t>(match.people, 2));
  if (!other_of_same_side) return 0;
  return (one.types & other.types & bit_of(EventType::kConsult)) != 0 ? -4 : -1;
}

int times_agree(const Facts& one, const Facts& other, Match& match) {
  if (!one.days || !other.days) {
    match.time = TimeMatch::kUntold;
    const bool connected = match.near_copy || (one.place != 0 && one.place == other.place) || match.people > 0;
    if (!one.days && !other.days) return connected ? 1 : 0;
    return match.near_copy ? 1 : -1;
  }
  const bool exact = one.days->length() == 1 && other.days->length() == 1;
  if (!one.days->overlaps(*other.days)) return match.copied_around ? 0 : -1;
  if (one.is_dated && other.is_dated) {
    match.time = exact ? TimeMatch::kSameDay : TimeMatch::kWithin;
    return exact ? 4 : (std::max(one.days->length(), other.days->length()) <= 31 ? 3 : 1);
  }
  if (one.is_wish || other.is_wish) return 0;  // what is wished today may be anything
  constexpr int kReports = 7;                  // longer: plans and wishes, which fit much
  return std::max(one.days->length(), other.days->length()) <= kReports ? 2 : 1;
}

int places_agree(const Facts& one, const Facts& other, Match& match) {
  if (one.place != 0 && other.place != 0) {
    match.same_place = one.place == other.place;
    if (match.same_place) return 3;
    return match.copied_around ? 0 : -1;
  }
  if (one.country == 0 || other.country == 0) return 0;
  match.same_place = one.country == other.country;
  if (match.same_place) return 1;
  return match.copied_around ? 0 : -1;
}

int modes_agree(const Facts& one, const Facts& other) {
  if (one.modes.empty() || other.modes.empty()) return 0;
  return shared(one.modes, other.modes) > 0 ? 1 : -2;
}

// A denial is of what somebody else tells only where it says so more closely than by its sides: else what is denied is
// one thing and what happened, or is planned, another. What is called off was planned, and is.
bool statuses_agree(const Facts& one, const Facts& other, const Match& match) {
  const auto contradict = [](const Facts& a, const Facts& b) {
    if (b.is_taken_back) return false;
    return (a.is_taken_back && !a.is_done && b.is_done) || (a.is_denied && !b.is_wish);
  };
  if (!contradict(one, other) && !contradict(other, one)) return true;
  const bool by_day = match.time == TimeMatch::kSameDay || match.time == TimeMatch::kWithin;
  return by_day || match.same_place || match.near_copy;
}

}  // namespace

std::optional<Match> match(const Facts& one, const Facts& other) {
  Match match;
  if (!types_agree(one, other, match) || !meetings_agree(one, other)) return std::nullopt;
  compare_wording(one, other, match);
  const auto people = people_agree(one, other, match);
  const auto sides = sides_agree(one, other, match);
  const auto time = times_agree(one, other, match);
  const auto place = places_agree(one, other, match);
  if (sides < 0 || time < 0 || place < 0 || !statuses_agree(one, other, match)) return std::nullopt;
  match.points =
      sides + people + time + place + modes_agree(one, other) + (match.same_type ? 2 : 0) + (match.near_copy ? 3 : 0);
  return match;
}

std::string why(const Match& match) {
  std::string text = match.same_sides ? "same sides" : "a side in common";
  text += match.same_type ? " and type" : ", a type that fits";
  text += match.time == TimeMatch::kSameDay  ? "; same day"
          : match.time == TimeMatch::kWithin ? "; time fits"
          : match.time == TimeMatch::kNear   ? "; near in time"
                                             : "; no time told";
  if (match.same_place) text += "; place agrees";
  if (match.same_people) text += "; same people";
  if (match.near_copy) text += "; the evidence is a near copy";
  return text;
}

}  // namespace tidings::correlate
