#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "pipeline/correlate/facts.h"
#include "pipeline/correlate/incident.h"
#include "pipeline/correlate/independence.h"

namespace tidings::correlate {

// What is worked out of each telling of an incident, kept while that is in memory: so another telling costs little more
// than itself. It says what facts_of() and sources_of() say of the same tellings.
class Digest {
 public:
  // After the tellings have changed; they are in canonical order, and those that stayed are what they were.
  void follow(std::span<const Telling> tellings);

  [[nodiscard]] const Facts& facts() const& { return facts_; }
  [[nodiscard]] Facts facts() && { return std::move(facts_); }

  // Of the tellings that follow() was last called with.
  [[nodiscard]] Sources sources(std::span<const Telling> tellings, std::uint32_t unkept);

 private:
  struct Known {
    record::Id event;
    Facts facts;
    std::uint8_t slot = 0;     // its bit in the masks of the others
    bool is_compared = false;  // with all others that are
  };

  std::uint8_t free_slot() const;
  void compare(std::span<const Telling> tellings, std::size_t with);

  std::vector<Known> known_;                 // in the order of the tellings
  std::vector<std::uint64_t> same_by_slot_;  // who is one report with whom
  Facts facts_;
};

}  // namespace tidings::correlate
