#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/correlate/facts.h"
#include "pipeline/correlate/incident.h"
#include "pipeline/record/bytes.h"

// Where an event looks for its incident: by each code and day. An entry of the index is a code with a group of types
// and a day, or a week; under it stands the number of each incident, with a sketch that tells most of those apart
// that are not it, so that few need to be read.
namespace tidings::correlate {

// Under a day stands what is known to be of that day, under a week what may be of it and is of no one day. An event
// looks under its days, up to a month of them, and under their weeks.
using Entry = std::uint64_t;

struct Sketch {
  static constexpr std::size_t kPrintsMax = 4;

  std::int32_t first = 0;
  std::int32_t last = 0;
  std::uint32_t actors = 0;      // a bit for each code
  std::uint32_t recipients = 0;  // the same
  std::uint32_t people = 0;      // a bit for each name
  Types types = 0;
  std::uint16_t place = 0;    // of its hash; 0: not told
  std::uint16_t country = 0;  // the same
  std::uint16_t modes = 0;    // a bit for each
  // Two codes may have one bit, and most happenings have two sides: parts of the hashes of those.
  std::uint16_t actor = 0;      // of the only one; 0: none, or several
  std::uint16_t recipient = 0;  // the same
  std::uint16_t pair = 0;       // of both sides together; 0: not two
  Meeting meeting = Meeting::kAny;
  std::uint8_t sides = 0;                         // how many codes both sides have
  std::uint8_t prints = 0;                        // of sentences; kPrintsMax + 1: more than are here
  std::array<std::uint64_t, kPrintsMax> print{};  // the first
  friend bool operator==(const Sketch&, const Sketch&) = default;
};

[[nodiscard]] Sketch sketch_of(const Facts& facts);

void append(record::ByteWriter& out, const Sketch& sketch);
[[nodiscard]] Sketch read_sketch(record::ByteReader& in);

// Under which entries an incident stands. Sorted.
[[nodiscard]] std::vector<Entry> entries_of(const Facts& facts);

// Under which an event looks. Sorted.
[[nodiscard]] std::vector<Entry> places_to_look(const Facts& facts);

// About the points of match(); without people and copies never less. Negative: they are no match, unless the one is a
// copy of the other.
[[nodiscard]] int estimate(const Sketch& one, const Sketch& other);

// False: match() has too few points for them, or excludes that they are one. True for few more than those that it
// joins: who is sketched need not be read to be told apart.
[[nodiscard]] bool may_join(const Sketch& one, const Sketch& other);

}  // namespace tidings::correlate
