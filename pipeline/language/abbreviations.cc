#include "pipeline/language/abbreviations.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tidings::language {
namespace {

using namespace std::string_view_literals;

template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

// Written with the capital they need: "gen." in the middle of a sentence is no rank.
constexpr std::array kTitles = {
    "Adm"sv,   "Amb"sv,  "Archbp"sv, "Asst"sv, "Bp"sv,   "Brig"sv,   "Capt"sv, "Card"sv, "Cdr"sv,  "Cmdr"sv, "Col"sv,
    "Comdr"sv, "Cpl"sv,  "Cpt"sv,    "Det"sv,  "Dr"sv,   "Drs"sv,    "Fr"sv,   "Ft"sv,   "Gen"sv,  "Gov"sv,  "Govs"sv,
    "Hon"sv,   "Insp"sv, "Lt"sv,     "Maj"sv,  "MM"sv,   "Messrs"sv, "Mlle"sv, "Mme"sv,  "Mr"sv,   "Mrs"sv,  "Ms"sv,
    "Msgr"sv,  "Mt"sv,   "Pfc"sv,    "Pres"sv, "Prof"sv, "Profs"sv,  "Pte"sv,  "Pvt"sv,  "Rep"sv,  "Reps"sv, "Rev"sv,
    "Secy"sv,  "Sen"sv,  "Sens"sv,   "Sgt"sv,  "Sr"sv,   "St"sv,     "Ste"sv,  "Supt"sv, "Treas"sv};
constexpr std::array kBeforeNames = {"cf"sv, "e.g"sv, "eg"sv,  "i.e"sv, "ie"sv,  "incl"sv, "v"sv,  "viz"sv,
                                     "vs"sv, "E.g"sv, "I.e"sv, "esp"sv, "P.S"sv, "nee"sv,  "née"sv};
constexpr std::array kNumbers = {"Art"sv, "Ch"sv,   "Eq"sv,     "Eqs"sv, "Fig"sv, "Figs"sv, "No"sv,  "Nos"sv,
                                 "Nr"sv,  "Op"sv,   "Par"sv,    "Pt"sv,  "Ref"sv, "Refs"sv, "Sec"sv, "Sect"sv,
                                 "Vol"sv, "Vols"sv, "approx"sv, "art"sv, "c"sv,   "ca"sv,   "ch"sv,  "circa"sv,
                                 "eq"sv,  "fig"sv,  "figs"sv,   "no"sv,  "nos"sv, "p"sv,    "pp"sv,  "sec"sv,
                                 "vol"sv, "vols"sv, "Tel"sv,    "tel"sv, "Ext"sv, "ext"sv};
constexpr std::array kMonths = {"Apr"sv, "Aug"sv, "Dec"sv, "Feb"sv, "Jan"sv, "Jul"sv,
                                "Jun"sv, "Mar"sv, "Nov"sv, "Oct"sv, "Sep"sv, "Sept"sv};
constexpr auto kTrailings = sorted(
    std::array{"Ave"sv,  "Bhd"sv, "Bldg"sv, "Blvd"sv,  "Bros"sv, "Co"sv,    "Corp"sv, "Cos"sv,  "Ct"sv,   "Dept"sv,
               "Dist"sv, "Esq"sv, "Hwy"sv,  "Inc"sv,   "Inst"sv, "Jr"sv,    "LLC"sv,  "Ltd"sv,  "Natl"sv, "Pkwy"sv,
               "Pty"sv,  "Rd"sv,  "Univ"sv, "al"sv,    "assn"sv, "avg"sv,   "dept"sv, "est"sv,  "etc"sv,  "ft"sv,
               "hrs"sv,  "inc"sv, "kg"sv,   "km"sv,    "lb"sv,   "lbs"sv,   "ltd"sv,  "mph"sv,  "oz"sv,   "sq"sv,
               "yd"sv,   "yr"sv,  "yrs"sv,  "Calif"sv, "Conn"sv, "Fla"sv,   "Ariz"sv, "Colo"sv, "Mich"sv, "Minn"sv,
               "Tenn"sv, "Wis"sv, "Tex"sv,  "Okla"sv,  "Ore"sv,  "Penn"sv,  "Neb"sv,  "Kan"sv,  "Ill"sv,  "Ind"sv,
               "Mon"sv,  "Tue"sv, "Tues"sv, "Wed"sv,   "Thu"sv,  "Thurs"sv, "Fri"sv,  "min"sv,  "mins"sv});

constexpr auto kStarters = sorted(std::array{
    "A"sv,         "According"sv,    "After"sv,     "All"sv,     "Also"sv,     "Although"sv, "Among"sv,
    "An"sv,        "And"sv,          "Another"sv,   "Are"sv,     "As"sv,       "At"sv,       "Because"sv,
    "Before"sv,    "Both"sv,         "But"sv,       "By"sv,      "Can"sv,      "Despite"sv,  "Did"sv,
    "Do"sv,        "Does"sv,         "During"sv,    "Each"sv,    "Earlier"sv,  "Even"sv,     "Every"sv,
    "First"sv,     "For"sv,          "From"sv,      "Further"sv, "Had"sv,      "Has"sv,      "Have"sv,
    "He"sv,        "Her"sv,          "Here"sv,      "His"sv,     "How"sv,      "However"sv,  "I"sv,
    "If"sv,        "In"sv,           "Instead"sv,   "Is"sv,      "It"sv,       "Its"sv,      "Last"sv,
    "Later"sv,     "Many"sv,         "Meanwhile"sv, "More"sv,    "Moreover"sv, "Most"sv,     "My"sv,
    "Neither"sv,   "Nevertheless"sv, "Next"sv,      "No"sv,      "None"sv,     "Nor"sv,      "Not"sv,
    "Nothing"sv,   "Now"sv,          "Of"sv,        "On"sv,      "Once"sv,     "One"sv,      "Only"sv,
    "Or"sv,        "Other"sv,        "Others"sv,    "Our"sv,     "Over"sv,     "People"sv,   "Perhaps"sv,
    "Please"sv,    "Several"sv,      "She"sv,       "Since"sv,   "So"sv,       "Some"sv,     "Still"sv,
    "Such"sv,      "Thanks"sv,       "That"sv,      "The"sv,     "Their"sv,    "Then"sv,     "There"sv,
    "Therefore"sv, "These"sv,        "They"sv,      "This"sv,    "Those"sv,    "Though"sv,   "Three"sv,
    "Through"sv,   "Thus"sv,         "To"sv,        "Today"sv,   "Two"sv,      "Under"sv,    "Unfortunately"sv,
    "Unlike"sv,    "Until"sv,        "Was"sv,       "We"sv,      "Were"sv,     "What"sv,     "When"sv,
    "Whether"sv,   "Where"sv,        "Which"sv,     "While"sv,   "Who"sv,      "Why"sv,      "Will"sv,
    "With"sv,      "Within"sv,       "Without"sv,   "Would"sv,   "Yes"sv,      "Yet"sv,      "You"sv,
    "Your"sv});

constexpr auto kSpeechVerbs = sorted(
    std::array{"added"sv,     "admitted"sv, "announced"sv, "answered"sv, "argued"sv,   "asked"sv,     "asks"sv,
               "begged"sv,    "called"sv,   "cried"sv,     "declared"sv, "demanded"sv, "exclaimed"sv, "inquired"sv,
               "insisted"sv,  "joked"sv,    "mused"sv,     "noted"sv,    "quipped"sv,  "recalled"sv,  "remarked"sv,
               "replied"sv,   "said"sv,     "says"sv,      "screamed"sv, "shouted"sv,  "told"sv,      "urged"sv,
               "whispered"sv, "wondered"sv, "wrote"sv,     "writes"sv,   "yelled"sv});

constexpr std::size_t kLongest = sizeof(std::uint64_t);  // bytes of an abbreviation

// The bytes of a word as one number, so that a table is searched without comparing texts.
constexpr std::uint64_t pack(std::string_view word) {
  std::uint64_t packed = 0;
  for (const char c : word) packed = packed << 8U | static_cast<unsigned char>(c);
  return packed;
}

struct Entry {
  std::uint64_t word = 0;
  Abbreviation kind = Abbreviation::kNone;
};

constexpr auto kAbbreviations = [] {
  std::array<Entry, kTitles.size() + kBeforeNames.size() + kNumbers.size() + kMonths.size() + kTrailings.size()> all{};
  std::size_t at = 0;
  const auto add = [&](const auto& words, Abbreviation kind) {
    for (const auto word : words) all[at++] = {pack(word), kind};
  };
  add(kTitles, Abbreviation::kTitle);
  add(kBeforeNames, Abbreviation::kBeforeName);
  add(kNumbers, Abbreviation::kNumber);
  add(kMonths, Abbreviation::kMonth);
  add(kTrailings, Abbreviation::kTrailing);
  std::sort(all.begin(), all.end(), [](const Entry& one, const Entry& other) { return one.word < other.word; });
  return all;
}();

constexpr bool each_word_once() {
  return std::adjacent_find(kAbbreviations.begin(), kAbbreviations.end(), [](const Entry& one, const Entry& other) {
           return one.word == other.word;
         }) == kAbbreviations.end();
}
static_assert(each_word_once());

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace

Abbreviation abbreviation_of(std::string_view word) {
  if (word.empty() || word.size() > kLongest) return Abbreviation::kNone;
  const auto packed = pack(word);
  const auto found = std::lower_bound(kAbbreviations.begin(), kAbbreviations.end(), packed,
                                      [](const Entry& entry, std::uint64_t wanted) { return entry.word < wanted; });
  return found != kAbbreviations.end() && found->word == packed ? found->kind : Abbreviation::kNone;
}

bool begins_sentences(std::string_view word) { return holds(kStarters, word); }

bool is_speech_verb(std::string_view word) { return holds(kSpeechVerbs, word); }

}  // namespace tidings::language
