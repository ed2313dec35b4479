#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tidings::extract::timex {

// What a lexeme can be: a class with a value ("March" is {mon} 3), or, from kLiteral on, one certain word.
using Symbol = std::uint16_t;

// In the order of kClassNames.
enum Class : Symbol {
  kN,        // a number, as it is
  kDec,      // with a fraction, in thousandths
  kOrd,      // "third", "3rd"
  kDay,      // a number that can be a day of a month
  kOday,     // an ordinal that can
  kHour,     // a number that can be an hour
  kYear,     // four digits, or words for a year
  kYy,       // two digits
  kMon,      // a month
  kMonWeak,  // "may", "march": a month beside a day or year
  kWd,       // a weekday
  kWdWeak,   // "sun", "sat"
  kWds,      // "Mondays"
  kUnit,     // one of Unit
  kUnits,    // several
  kPart,     // of a day
  kParts,
  kSeason,      // one of Season
  kSeasonWeak,  // "fall"
  kRel,         // "last", "this", "next": count of units from now
  kNrel,        // "previous", "same", "following": count of units from the day spoken of
  kDeic,        // "yesterday": days from now
  kDecade,      // "1990s", "nineties"
  kMod,         // "early", "mid"
  kAmpm,        // 0 am, 12 pm
  kClock,       // hhmmss
  kIso,         // yyyymmdd
  kSlash3,      // two numbers and a year, yyyyaabb
  kSlash2,      // two numbers, aabb
  kZone,        // index of the zone
  kFreq,        // "daily": a Unit
  kFew,         // an unknown number
  kAmount,      // "couple", "dozen"
  kClasses,
};
inline constexpr Symbol kLiteral = 64;

struct Term {
  Symbol symbol = 0;
  std::int32_t value = 0;
};

// Words to what they can be. Views point to static storage or into `strings`.
class Vocabulary {
 public:
  Vocabulary();
  void add(std::string_view words, Symbol symbol, int value);  // words parted by spaces; '_' stands for a space in one
  Symbol literal(std::string_view word);                       // makes it known
  [[nodiscard]] const std::vector<Term>* find(std::string_view word) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::vector<Term>, Hash, std::equal_to<>> terms_;
  Symbol next_ = kLiteral;
};

// Sequences of symbols, and what rule each completes.
//
// The language of patterns: words and {classes} parted by spaces; (a|b c|) for one of several, [a] for one or nothing;
// %( and %) are words; "~" stands once or twice where one match stands for two expressions: "{day} ~ - ~ {day} {mon}".
class Trie {
 public:
  struct Leaf {
    std::uint16_t rule = 0;
    std::uint8_t first_end = 0, second_begin = 0;  // symbols of the two expressions; 0: one
  };
  struct Node {
    std::vector<std::pair<Symbol, std::uint32_t>> next;  // ascending
    std::vector<Leaf> leaves;
  };

  Trie() : nodes_(1) {}
  // Dies with a message about a malformed pattern: they are ours.
  void add(std::string_view pattern, std::uint16_t rule, Vocabulary& vocabulary);
  [[nodiscard]] const Node& root() const { return nodes_[0]; }
  [[nodiscard]] const Node* next(const Node& node, Symbol symbol) const;

  static constexpr std::size_t kDepthMax = 16;

 private:
  std::vector<Node> nodes_;
};

}  // namespace tidings::extract::timex
