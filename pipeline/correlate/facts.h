#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/correlate/days.h"
#include "pipeline/correlate/kin.h"
#include "pipeline/record/event.h"

// What of a telling decides which incident it belongs to, ready to be compared. Names are compared by their hashes.
namespace tidings::correlate {

using Hash = std::uint64_t;

[[nodiscard]] Hash hash_of(std::string_view text);  // the same on every machine; never 0

struct Person {
  Hash code = 0;         // 0: not told
  Hash name = 0;         // the last word of it, which variants of a name share
  bool is_role = false;  // "diplomats": may be whoever else is named for that side
  friend auto operator<=>(const Person&, const Person&) = default;
};

enum class Meeting : std::uint8_t { kAny, kVisit, kPhone, kThirdParty, kMultilateral };

struct Prints {
  record::Fingerprint sentence;   // 0 of one that is too short to tell a copy by
  record::Fingerprint paragraph;  // 0 where it is that sentence alone
  Hash text = 0;                  // the article's version: what it says itself is no copy of itself
  friend bool operator==(const Prints&, const Prints&) = default;
};

// Of one event, or of all events of an incident. Lists are sorted and hold each value once.
struct Facts {
  Types types = 0;
  std::vector<Hash> modes;
  Meeting meeting = Meeting::kAny;
  std::vector<Hash> actors;      // codes
  std::vector<Hash> recipients;  // codes; of what is mutual all are actors
  std::vector<Person> people;
  std::optional<Days> days;  // nothing: no telling, not even by when it was published
  bool is_dated = false;     // else `days` is what the time of publication suggests
  Hash place = 0;            // 0: not told, or a country as a whole
  Hash country = 0;
  Hash coarse = 0;             // for what has no side with a code: a person, a place or 0
  bool is_wish = false;        // no telling has it as planned or more
  bool is_done = false;        // ongoing or occurred, as some telling has it
  bool is_taken_back = false;  // denied or cancelled
  bool is_denied = false;      // by all that tell of it
  std::vector<Prints> prints;
  record::EventType type = record::EventType::kConsult;  // the first

  friend bool operator==(const Facts&, const Facts&) = default;
};

// Of a country because the other side is, not because the text says so: pirates whom the navy of India caught.
[[nodiscard]] bool is_supposed(const record::Actor& actor);

[[nodiscard]] Facts facts_of(const record::Event& event);

// Adds what another telling knows: sides, people and types are collected, the more exact time and place win.
void add(Facts& facts, const Facts& other);

// Codes of both sides together.
[[nodiscard]] std::vector<Hash> sides_of(const Facts& facts);

// How many of one sorted list are in the other.
template <typename Value>
[[nodiscard]] std::size_t shared(const std::vector<Value>& one, const std::vector<Value>& other) {
  std::size_t count = 0;
  for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
    if (*a < *b) {
      ++a;
    } else if (*b < *a) {
      ++b;
    } else {
      ++count, ++a, ++b;
    }
  }
  return count;
}

}  // namespace tidings::correlate
