#include "pipeline/correlate/index.h"

#include <algorithm>
#include <bit>

#include "pipeline/correlate/match.h"
#include "pipeline/record/fingerprint.h"

namespace tidings::correlate {
namespace {

enum class Kind : std::uint8_t { kDay, kWeek };

constexpr std::int32_t kDaysMax = 31;
constexpr std::int32_t kWeeksMax = 6;  // of what spans more, the first and last
constexpr std::size_t kCodesMax = 6;

// Kind and day before the code, so that what is new stands together on the disk.
Entry entry_of(Kind kind, std::int32_t day, Group group, Hash code) {
  constexpr std::uint32_t kDayBits = 24;
  const auto bucket = static_cast<std::uint32_t>(day + (1 << (kDayBits - 1))) & ((1U << kDayBits) - 1);
  return std::uint64_t{static_cast<std::uint8_t>(kind)} << 62U | std::uint64_t{bucket} << 38U |
         std::uint64_t{static_cast<std::uint8_t>(group)} << 32U | (code & 0xffffffffU);
}

std::int32_t week_of(std::int32_t day) { return day >= 0 ? day / 7 : -((6 - day) / 7); }

std::vector<std::int32_t> weeks_of(const Days& days) {
  const auto first = week_of(days.first);
  const auto last = week_of(days.last);
  std::vector<std::int32_t> weeks;
  for (auto week = first; week <= last; ++week) {
    if (last - first < kWeeksMax || week - first < kWeeksMax / 2) weeks.push_back(week);
    if (last - first >= kWeeksMax && week - first == kWeeksMax / 2) week = last - kWeeksMax / 2;
    if (last - first >= kWeeksMax && last - week < kWeeksMax / 2) weeks.push_back(week);
  }
  return weeks;
}

std::vector<Hash> codes_of(const Facts& facts) {
  auto codes = sides_of(facts);
  if (codes.empty()) codes.push_back(facts.coarse);
  if (codes.size() > kCodesMax) codes.resize(kCodesMax);
  return codes;
}

template <typename Each>
void for_each_group(Types types, const Each& each) {
  for (const auto group : {Group::kTalks, Group::kCooperation, Group::kWords, Group::kProtest, Group::kForce}) {
    if (holds_any(group, types)) each(group);
  }
}

void finish(std::vector<Entry>& entries) {
  std::ranges::sort(entries);
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

// FNV leaves the upper bits of short texts alike, and codes have three letters; a multiplication spreads them.
constexpr std::uint64_t kGoldenRatio = 0x9e3779b97f4a7c15;

std::uint32_t bit_for(Hash hash) { return 1U << (hash * kGoldenRatio >> 59U); }

// Of what is told, never 0.
std::uint16_t part_of(Hash hash) {
  const auto part = static_cast<std::uint16_t>(hash >> 16U);
  return hash != 0 && part == 0 ? 1 : part;
}

std::uint16_t part_of_one(const std::vector<Hash>& codes) {
  return codes.size() == 1 ? part_of(codes[0] * kGoldenRatio >> 32U) : 0;
}

std::uint16_t part_of_two(const std::vector<Hash>& codes) {
  return codes.size() == 2 ? part_of((codes[0] * kGoldenRatio ^ codes[1]) * kGoldenRatio >> 32U) : 0;
}

void sketch_prints(Sketch& sketch, const Facts& facts) {
  for (const auto& prints : facts.prints) {
    const auto bits = prints.sentence.bits;
    const auto end = sketch.print.begin() + sketch.prints;
    if (bits == 0 || std::find(sketch.print.begin(), end, bits) != end) continue;
    if (sketch.prints < Sketch::kPrintsMax) sketch.print.at(sketch.prints) = bits;
    if (++sketch.prints > Sketch::kPrintsMax) return;
  }
}

// Types that any of these may be taken for.
Types kin_of_all(Types types) {
  Types kin = 0;
  for (unsigned left = types; left != 0; left &= left - 1) {
    kin |= kin_of(static_cast<record::EventType>(std::countr_zero(left)));
  }
  return kin;
}

std::uint32_t codes(const Sketch& sketch) { return sketch.actors | sketch.recipients; }

bool may_be_copies(const Sketch& one, const Sketch& other) {
  if (one.prints > Sketch::kPrintsMax || other.prints > Sketch::kPrintsMax) return true;
  for (std::size_t i = 0; i < one.prints; ++i) {
    for (std::size_t j = 0; j < other.prints; ++j) {
      if (std::popcount(one.print[i] ^ other.print[j]) <= record::kNearDistance) return true;
    }
  }
  return false;
}

bool differ(std::uint16_t one, std::uint16_t other) { return one != 0 && other != 0 && one != other; }

// Sides that do the same to each other: of two or more on both, one in common is too few.
bool exclude_as_equals(const Sketch& one, const Sketch& other) {
  if (one.pair != 0 && other.pair != 0) return one.pair != other.pair;
  const auto both = std::popcount(codes(one) & codes(other));
  if (both == 0) return true;
  const auto each_has_its_bit = [](const Sketch& sketch) { return std::popcount(codes(sketch)) == sketch.sides; };
  return each_has_its_bit(one) && each_has_its_bit(other) && both < 2 && both < std::min(one.sides, other.sides);
}

// Sides of which one does it to the other: who does it must have one in common, and whom it is done to.
bool exclude_as_roles(const Sketch& one, const Sketch& other) {
  if (differ(one.actor, other.actor) || differ(one.recipient, other.recipient)) return true;
  const auto are_apart = [](std::uint32_t a, std::uint32_t b) { return a != 0 && b != 0 && (a & b) == 0; };
  if (are_apart(one.actors, other.actors) || are_apart(one.recipients, other.recipients)) return true;
  return (one.actors & other.actors) == 0 && (one.recipients & other.recipients) == 0;
}

// As match.cc has it; two codes may have one bit.
bool may_have_actors_alone(const Sketch& sketch) {
  return sketch.actors != 0 && (sketch.recipients & ~sketch.actors) == 0;
}

bool may_be_equals_by_shape(const Sketch& one, const Sketch& other) {
  return may_have_actors_alone(one) && may_have_actors_alone(other) && std::max(one.sides, other.sides) > 1;
}

// Types of which sides are equals, whatever their shape.
Types mutual_types(const Sketch& one, const Sketch& other) {
  const bool goes_one_way = one.recipients != 0 && other.recipients != 0;
  const auto agreement = goes_one_way ? Types{0} : bit_of(record::EventType::kAgree);
  return static_cast<Types>(bit_of(record::EventType::kConsult) | agreement);
}

bool sides_exclude(const Sketch& one, const Sketch& other) {
  if (one.sides == 0 || other.sides == 0) return false;
  const auto mutual = mutual_types(one, other);
  const bool by_shape = may_be_equals_by_shape(one, other);
  const bool may_be_equals = by_shape || ((one.types | other.types) & mutual) != 0;
  const bool must_be_equals = by_shape && (one.recipients | other.recipients) == 0;
  const bool may_be_roles = !must_be_equals && (one.types & ~mutual) != 0 && (other.types & ~mutual) != 0;
  return (!may_be_equals || exclude_as_equals(one, other)) && (!may_be_roles || exclude_as_roles(one, other));
}

bool places_exclude(const Sketch& one, const Sketch& other) {
  if (one.place != 0 && other.place != 0) return one.place != other.place;
  return differ(one.country, other.country);
}

int most_of_sides(const Sketch& one, const Sketch& other) { return codes(one) == codes(other) ? 4 : 3; }

int most_of_places(const Sketch& one, const Sketch& other) {
  if (one.place != 0 && other.place != 0) return 3;
  return one.country != 0 && other.country != 0 ? 1 : 0;
}

int most_of_modes(const Sketch& one, const Sketch& other) {
  if (one.modes == 0 || other.modes == 0) return 0;
  return (one.modes & other.modes) != 0 ? 1 : -2;
}

bool meetings_may_agree(Meeting one, Meeting other) {
  return one == other || (one != Meeting::kVisit && other != Meeting::kVisit);
}

}  // namespace

Sketch sketch_of(const Facts& facts) {
  Sketch sketch;
  if (facts.days) {
    sketch.first = facts.days->first;
    sketch.last = facts.days->last;
  }
  for (const auto code : facts.actors) sketch.actors |= bit_for(code);
  for (const auto code : facts.recipients) sketch.recipients |= bit_for(code);
  const auto sides = sides_of(facts);
  sketch.sides = static_cast<std::uint8_t>(sides.size());
  sketch.actor = part_of_one(facts.actors);
  sketch.recipient = part_of_one(facts.recipients);
  sketch.pair = part_of_two(sides);
  for (const auto& person : facts.people) sketch.people |= bit_for(person.name);
  sketch.types = facts.types;
  sketch.place = part_of(facts.place);
  sketch.country = part_of(facts.country);
  for (const auto mode : facts.modes) sketch.modes |= static_cast<std::uint16_t>(1U << (mode & 15U));
  sketch.meeting = facts.meeting;
  sketch_prints(sketch, facts);
  return sketch;
}

void append(record::ByteWriter& out, const Sketch& sketch) {
  out.signed_number(sketch.first);
  out.signed_number(std::int64_t{sketch.last} - sketch.first);
  for (const auto value : {sketch.actors, sketch.recipients, sketch.people}) out.number(value);
  for (const auto value :
       {sketch.types, sketch.place, sketch.country, sketch.modes, sketch.actor, sketch.recipient, sketch.pair}) {
    out.number(value);
  }
  out.byte(static_cast<std::uint8_t>(sketch.meeting));
  out.byte(sketch.sides);
  out.byte(sketch.prints);
  const auto prints = std::min<std::size_t>(sketch.prints, Sketch::kPrintsMax);
  for (std::size_t i = 0; i < prints; ++i) out.fixed(sketch.print.at(i));
}

Sketch read_sketch(record::ByteReader& in) {
  Sketch sketch;
  sketch.first = static_cast<std::int32_t>(in.signed_number());
  sketch.last = in.away_from(sketch.first);
  for (auto* value : {&sketch.actors, &sketch.recipients, &sketch.people}) {
    *value = static_cast<std::uint32_t>(in.number());
  }
  for (auto* value :
       {&sketch.types, &sketch.place, &sketch.country, &sketch.modes, &sketch.actor, &sketch.recipient, &sketch.pair}) {
    *value = static_cast<std::uint16_t>(in.number());
  }
  sketch.meeting = in.one_of<Meeting>(5);
  sketch.sides = in.byte();
  sketch.prints = in.one_of<std::uint8_t>(Sketch::kPrintsMax + 2);
  const auto prints = std::min<std::size_t>(sketch.prints, Sketch::kPrintsMax);
  for (std::size_t i = 0; i < prints; ++i) sketch.print.at(i) = in.fixed();
  return sketch;
}

std::vector<Entry> entries_of(const Facts& facts) {
  std::vector<Entry> entries;
  const auto days = facts.days.value_or(Days{});
  const bool of_one_day = days.length() == 1;
  for_each_group(facts.types, [&](Group group) {
    for (const auto code : codes_of(facts)) {
      if (of_one_day) entries.push_back(entry_of(Kind::kDay, days.first, group, code));
      if (of_one_day) continue;
      for (const auto week : weeks_of(days)) entries.push_back(entry_of(Kind::kWeek, week, group, code));
    }
  });
  finish(entries);
  return entries;
}

std::vector<Entry> places_to_look(const Facts& facts) {
  std::vector<Entry> entries;
  const auto days = facts.days.value_or(Days{});
  const auto last = days.length() <= kDaysMax ? days.last : days.first - 1;
  for_each_group(kin_of_all(facts.types), [&](Group group) {
    for (const auto code : codes_of(facts)) {
      for (auto day = days.first; day <= last; ++day) {
        entries.push_back(entry_of(Kind::kDay, day, group, code));
      }
      for (const auto week : weeks_of(days)) entries.push_back(entry_of(Kind::kWeek, week, group, code));
    }
  });
  finish(entries);
  return entries;
}

int estimate(const Sketch& one, const Sketch& other) {
  const bool same_type = (one.types & other.types) != 0;
  if (!same_type && (kin_of_all(one.types) & other.types) == 0) return -1;
  if (one.first > other.last || other.first > one.last || !meetings_may_agree(one.meeting, other.meeting)) return -1;
  int points = same_type ? 2 : 0;
  points += one.first == one.last && other.first == other.last ? 4 : 3;
  if (one.place != 0 && other.place != 0) points += one.place == other.place ? 3 : -4;
  const auto both = std::popcount(codes(one) & codes(other));
  points += codes(one) == codes(other) ? (both > 1 ? 4 : 3) : std::min(both, 3);
  points += std::min(std::popcount(one.people & other.people), 2);
  if (one.people != 0 && other.people != 0 && (one.people & other.people) == 0) points -= 1;
  points += most_of_modes(one, other);
  return points;
}

bool may_join(const Sketch& one, const Sketch& other) {
  if (may_be_copies(one, other)) return true;
  if (sides_exclude(one, other) || places_exclude(one, other)) return false;
  const bool exact = one.first == one.last && other.first == other.last;
  const auto people = std::min(std::popcount(one.people & other.people), 2);
  const auto most = ((one.types & other.types) != 0 ? 2 : 0) + (exact ? 4 : 3) + most_of_sides(one, other) + people +
                    most_of_places(one, other) + most_of_modes(one, other);
  return most >= kJoins;
}

}  // namespace tidings::correlate
