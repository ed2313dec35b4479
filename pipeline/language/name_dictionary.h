#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/language/hash_index.h"
#include "pipeline/language/lexicon.h"

namespace tidings::language {

// One row of the lexicon, and in which sense some words name it.
struct Entry {
  enum class List : std::uint8_t { kOfficeHolder, kOrganisation, kBody, kCountry, kRegion, kCity, kRole, kTitle };
  enum class Sense : std::uint8_t {
    kName,
    kCapital,    // of a country
    kSeat,       // what is said to act for a country: "Kremlin"
    kAdjective,  // of a country or region
    kPeople,     // of a country; the plural too
  };
  List list = List::kCity;
  Sense sense = Sense::kName;
  std::uint32_t row = 0;  // of Lexicon's list of that name; bodies are roles
  friend bool operator==(const Entry&, const Entry&) = default;
};

// What words may be, as far as the dictionary knows: bits.
enum Evidence : std::uint8_t {
  kPersonEntry = 1,
  kOrganisationEntry = 2,
  kBodyEntry = 4,
  kPlaceEntry = 8,  // countries and regions, capitals and seats
  kCityEntry = 16,
  kGroupEntry = 32,
  kTitleEntry = 64,  // titles and roles
};
[[nodiscard]] Evidence evidence_of(const Entry& entry);
[[nodiscard]] std::string_view to_string(Entry::List list);

// A word as the dictionary compares it: accents and letter case do not count, save where `upper_first` and `all_upper`
// are asked for.
struct WordKey {
  std::uint64_t hash = 0;  // 0: too long to be looked up
  bool upper_first = false;
  bool all_upper = false;  // two capital letters at least, and none that is small
};
[[nodiscard]] WordKey word_key(std::string_view form);

// What a word suggests of the name it is part of: bits.
enum WordCue : std::uint8_t {
  kGivenNameCue = 1,
  kOrganisationCue = 2,  // "Bank", "Inc."
  kPlaceCue = 4,         // "River", "Street"
  kCalendarCue = 8,      // months and days: written like names, and none
};

// All names of a lexicon, cut to tokens, in a trie. Immutable: one for all threads. About 4 MB for the lexicon of
// config/lexicon.
class NameDictionary {
 public:
  explicit NameDictionary(Lexicon lexicon);

  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }

  // Words that the dictionary has. `exact`: the kinds of entries whose capitals the words have; `loose`: of those
  // whose words are right but lack capitals.
  struct Match {
    std::uint32_t begin = 0, end = 0;  // words
    std::uint32_t node = 0;            // for entries()
    std::uint8_t exact = 0, loose = 0;
  };
  // Appends what begins at word `begin`, the shortest first. At most kLongest words are looked at; no allocation
  // besides `matches`.
  void find(std::span<const WordKey> words, std::uint32_t begin, std::vector<Match>& matches) const;

  // All entries of those words: persons, organisations, bodies, countries, regions, cities, then roles and titles; in
  // the order of the lexicon within each.
  [[nodiscard]] std::span<const Entry> entries(std::uint32_t node) const;
  // Of the list that the entry is in: alpha-3 of the country, the organisation's own code; empty where there is none,
  // or more than one.
  [[nodiscard]] std::string_view code(const Entry& entry) const;

  [[nodiscard]] std::uint8_t cues(const WordKey& word) const;

  static constexpr std::uint32_t kLongest = 16;  // words; longer names are left out

 private:
  struct Node {
    std::uint32_t first = 0, last = 0;  // of entries_
  };
  // Which words of a name are written with a capital, or in capitals; bit i: word i.
  struct Capitals {
    std::uint16_t first = 0, all = 0;
  };
  struct Placed {
    std::uint32_t node;
    Entry entry;
    Capitals capitals;
  };
  void build_trie();
  void lay_out(std::vector<Placed>& placed);
  void add_cues();

  Lexicon lexicon_;
  HashIndex steps_;  // hash of a node and the next word: the next node
  HashIndex cue_words_;
  std::vector<Node> nodes_;
  std::vector<Entry> entries_;
  std::vector<Capitals> capitals_;
};

}  // namespace tidings::language
