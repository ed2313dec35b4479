#include "pipeline/extract/time/numbers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tidings::extract::timex {
namespace {

using Entry = std::pair<std::string_view, int>;

constexpr std::array<Entry, 29> kCardinals{
    {{"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
     {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
     {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
     {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
     {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"fourty", 40}}};

constexpr std::array<Entry, 29> kOrdinals{
    {{"first", 1},      {"second", 2},       {"third", 3},       {"fourth", 4},       {"fifth", 5},
     {"sixth", 6},      {"seventh", 7},      {"eighth", 8},      {"ninth", 9},        {"tenth", 10},
     {"eleventh", 11},  {"twelfth", 12},     {"thirteenth", 13}, {"fourteenth", 14},  {"fifteenth", 15},
     {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19},  {"twentieth", 20},
     {"thirtieth", 30}, {"fortieth", 40},    {"fiftieth", 50},   {"sixtieth", 60},    {"seventieth", 70},
     {"eightieth", 80}, {"ninetieth", 90},   {"hundredth", 100}, {"thousandth", 1000}}};

template <std::size_t N>
int value_in(const std::array<Entry, N>& list, std::string_view word) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const Entry& e) { return e.first == word; });
  return at == list.end() ? -1 : at->second;
}

struct Piece {
  std::size_t length = 0;
  int value = 0;
  bool ordinal = false;
};

// 0 to 99: "seven", "twenty", "twenty-five", "twenty fifth".
Piece below_hundred(std::span<const std::string_view> words) {
  if (words.empty()) return {};
  if (const int ordinal = value_in(kOrdinals, words[0]); ordinal >= 0 && ordinal < 100) return {1, ordinal, true};
  const int first = value_in(kCardinals, words[0]);
  if (first < 0) return {};
  if (first < 20) return {1, first, false};
  const std::size_t skip = words.size() > 1 && words[1] == "-" ? 2 : 1;
  if (words.size() <= skip) return {1, first, false};
  const int ones = value_in(kCardinals, words[skip]), ordinal = value_in(kOrdinals, words[skip]);
  if (ones > 0 && ones < 10) return {skip + 1, first + ones, false};
  if (ordinal > 0 && ordinal < 10) return {skip + 1, first + ordinal, true};
  return {1, first, false};
}

}  // namespace

NumberWords read_number(std::span<const std::string_view> words) {
  const Piece head = below_hundred(words);
  if (head.length == 0) return {};
  NumberWords number{head.length, head.value, head.ordinal, false};
  if (head.ordinal) return number;
  const auto rest = [&] { return words.subspan(number.length); };
  if (head.value >= 10 && head.value <= 20) {  // "nineteen eighty six", "twenty ten"
    const Piece tail = below_hundred(rest());
    if (tail.length > 0 && tail.value >= 10 && !tail.ordinal) {
      return {number.length + tail.length, head.value * 100 + tail.value, false, true};
    }
  }
  for (const auto& [name, factor] : {Entry{"hundred", 100}, Entry{"thousand", 1000}}) {
    if (rest().empty() || rest()[0] != name || number.value >= factor) continue;
    number.value *= factor;
    ++number.length;
    const std::size_t skip = rest().size() > 1 && rest()[0] == "and" ? 1 : 0;
    const Piece tail = below_hundred(rest().subspan(skip));
    if (tail.length == 0) continue;
    number.value += tail.value;
    number.length += skip + tail.length;
    number.ordinal = tail.ordinal;
  }
  number.year = number.length > 1 && number.value >= 1000 && number.value < 2200;
  return number;
}

}  // namespace tidings::extract::timex
