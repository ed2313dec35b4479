#pragma once

#include <optional>
#include <string>

#include "pipeline/correlate/facts.h"

// Whether two tellings, or a telling and an incident, are of one happening (docs/incidents.md).
namespace tidings::correlate {

enum class TimeMatch : std::uint8_t { kSameDay, kWithin, kNear, kUntold };

// What agrees. Points are whole numbers, so that no rounding can decide.
struct Match {
  int points = 0;
  bool same_sides = false;
  bool same_type = false;
  bool same_place = false;
  bool near_copy = false;      // a sentence of evidence
  bool copied_around = false;  // and its paragraph
  bool same_people = false;    // by name
  std::size_t people = 0;      // that both name, or have with the same role
  TimeMatch time = TimeMatch::kNear;
};

// Below this, what agrees is too little.
inline constexpr int kJoins = 7;

// Nothing where something excludes that they are one: other types, sides, days or cities. A near copy of the
// evidence and its paragraph outweighs a day or place that differs, which is then a dispute; never sides that differ.
[[nodiscard]] std::optional<Match> match(const Facts& one, const Facts& other);

// "same sides and type; same day; place agrees"
[[nodiscard]] std::string why(const Match& match);

}  // namespace tidings::correlate
