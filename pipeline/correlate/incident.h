#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/correlate/facts.h"
#include "pipeline/record/event.h"

namespace tidings::correlate {

// Incidents are numbered as they are opened.
using Number = std::uint64_t;

// An event as an incident keeps it: of the evidence the best alone with its text, cut to 400 bytes; of each list 32.
struct Telling {
  record::Event event;
  Hash article = 0;
  bool withdrawn = false;  // by a newer version of its article, while that is taken in; never stored

  friend bool operator==(const Telling&, const Telling&) = default;
};

// What the last update said.
struct Told {
  record::Change change = record::Change::kCreated;
  std::string why;
  record::Id cause;
  record::Status status = record::Status::kOccurred;
  std::uint32_t sources = 0;
  std::uint32_t independent = 0;
  std::uint32_t disputed = 0;  // values of all fields
  Hash picture = 0;

  friend bool operator==(const Told&, const Told&) = default;
};

// One happening, by all that tell of it: what of it is stored.
struct Incident {
  static constexpr std::size_t kTellingsMax = 64;

  record::Id id;
  Number number = 0;
  Number merged_into = 0;  // not 0: this one has ended, and holds nothing but its id
  std::uint32_t revision = 0;
  std::int32_t opened = 0;  // on the clock of the input; 0: before it began
  std::int32_t last_mention = 0;
  std::uint32_t unkept = 0;            // articles of which no telling is kept any more
  std::vector<Telling> tellings;       // as canonical() orders them
  std::vector<std::uint64_t> entries;  // of the index, by their keys

  Told told;

  friend bool operator==(const Incident&, const Incident&) = default;
};

// Order in which tellings are told: by publication, then by how far the happening has come, then by id. Whatever is
// made of all of them is made in this order, so that the order of arrival cannot matter.
void sort_canonically(std::vector<Telling>& tellings);

// Adds a telling; where there are too many, one goes that the others tell as well: not the first or last of a stretch
// of one status.
void keep(Incident& incident, Telling telling);

[[nodiscard]] Telling telling_of(const record::Event& event, Hash article);

[[nodiscard]] Facts facts_of(const Incident& incident);

}  // namespace tidings::correlate
