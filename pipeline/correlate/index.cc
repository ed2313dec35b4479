#include "pipeline/correlate/index.h"

#include <algorithm>
#include <bit>

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

std::uint32_t bit_for(Hash hash) { return 1U << (hash >> 32U & 31U); }

// Types that any of these may be taken for.
Types kin_of_all(Types types) {
  Types kin = 0;
  for (unsigned type = 0; type < 16; ++type) {
    if ((types >> type & 1U) != 0) kin |= kin_of(static_cast<record::EventType>(type));
  }
  return kin;
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
  for (const auto code : facts.actors) sketch.sides |= bit_for(code);
  for (const auto code : facts.recipients) sketch.sides |= bit_for(code);
  for (const auto& person : facts.people) sketch.people |= bit_for(person.name);
  sketch.types = facts.types;
  sketch.place = static_cast<std::uint16_t>(facts.place >> 16U);
  for (const auto mode : facts.modes) sketch.modes |= static_cast<std::uint16_t>(1U << (mode & 15U));
  sketch.meeting = facts.meeting;
  return sketch;
}

void append(ByteWriter& out, const Sketch& sketch) {
  out.signed_number(sketch.first);
  out.signed_number(std::int64_t{sketch.last} - sketch.first);
  out.number(sketch.sides);
  out.number(sketch.people);
  out.number(sketch.types);
  out.number(sketch.place);
  out.number(sketch.modes);
  out.byte(static_cast<std::uint8_t>(sketch.meeting));
}

Sketch read_sketch(ByteReader& in) {
  Sketch sketch;
  sketch.first = static_cast<std::int32_t>(in.signed_number());
  sketch.last = static_cast<std::int32_t>(sketch.first + in.signed_number());
  sketch.sides = static_cast<std::uint32_t>(in.number());
  sketch.people = static_cast<std::uint32_t>(in.number());
  sketch.types = static_cast<Types>(in.number());
  sketch.place = static_cast<std::uint16_t>(in.number());
  sketch.modes = static_cast<std::uint16_t>(in.number());
  sketch.meeting = in.one_of<Meeting>(5);
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
  const auto both = std::popcount(one.sides & other.sides);
  points += one.sides == other.sides ? (both > 1 ? 4 : 3) : std::min(both, 3);
  points += std::min(std::popcount(one.people & other.people), 2);
  if (one.people != 0 && other.people != 0 && (one.people & other.people) == 0) points -= 1;
  if (one.modes != 0 && other.modes != 0) points += (one.modes & other.modes) != 0 ? 1 : -2;
  return points;
}

}  // namespace tidings::correlate
