#include "pipeline/language/token_lists.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace tidings::language {
namespace {

constexpr std::size_t kLongest = 16;

// ASCII letters in lower case, in a buffer of the caller; empty for words too long to be in any list.
class Lowered {
 public:
  explicit Lowered(std::string_view word) : size_(word.size() <= kLongest ? word.size() : 0) {
    std::transform(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(size_), buffer_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  }
  [[nodiscard]] std::string_view view() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, kLongest> buffer_{};
  std::size_t size_;
};

template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

constexpr auto kAlways = sorted(std::to_array<std::string_view>({
    "mr",    "mrs",   "ms",    "mx",    "dr",    "prof",  "rev",  "hon",   "gen",  "maj",  "col",  "capt",   "cpt",
    "cmdr",  "lt",    "sgt",   "cpl",   "pvt",   "adm",   "brig", "gov",   "sen",  "rep",  "reps", "sens",   "pres",
    "supt",  "insp",  "det",   "jr",    "sr",    "esq",   "st",   "ste",   "mt",   "ft",   "inc",  "corp",   "ltd",
    "llc",   "bros",  "assn",  "assoc", "dept",  "univ",  "inst", "vs",    "al",   "ca",   "cf",   "viz",    "approx",
    "est",   "esp",   "incl",  "ave",   "blvd",  "rd",    "hwy",  "jan",   "feb",  "apr",  "aug",  "sept",   "sep",
    "oct",   "nov",   "dec",   "tue",   "tues",  "thu",   "thur", "thurs", "fri",  "mme",  "mlle", "messrs", "ph",
    "sgts",  "gens",  "lieut", "atty",  "govt",  "min",   "mins", "hrs",   "yrs",  "lb",   "lbs",  "oz",     "ext",
    "vol",   "vols",  "eds",   "attn",  "arrv",  "lv",    "dom",  "rec",   "para", "spec", "conf", "ass't",  "int'l",
    "nat'l", "gov't", "dep't", "calif", "conn",  "fla",   "ill",  "ky",    "md",   "mich", "minn", "mont",   "neb",
    "nev",   "okla",  "penn",  "tenn",  "tex",   "vt",    "va",   "wis",   "wyo",  "ariz", "ark",  "colo",   "ga",
    "kan",   "que",   "ont",   "bldg",  "apt",   "cmdt",  "fr",   "sra",   "srta", "amb",  "sec",  "secy",   "treas",
    "div",   "sq",    "tel",   "mob",   "admin", "repub", "co",   "eg",    "ie",   "ibid", "op",   "ed",
}));

constexpr auto kInside = sorted(std::to_array<std::string_view>({
    "sat", "sun",  "mon", "wed",  "mar", "jun", "jul", "la",  "miss", "mass", "ore", "wash", "del", "ind",
    "fig", "figs", "gov", "info", "fax", "eve", "sc",  "etc", "bros", "res",  "cit", "mos",  "ore", "pa",
}));

constexpr auto kBeforeNumber = sorted(std::to_array<std::string_view>({
    "no",
    "nos",
    "p",
    "pp",
    "art",
    "arts",
    "fig",
    "figs",
    "ch",
    "chap",
    "eq",
    "n",
    "c",
    "b",
    "d",
    "r",
    "ver",
    "v",
}));

// The affixes that English treebanks leave with their word.
constexpr auto kPrefixes = sorted(std::to_array<std::string_view>({
    "agro",    "ante",  "anti",  "arch",   "bi",    "bio",   "co",    "counter", "cross", "cyber", "de",  "e",
    "electro", "ex",    "extra", "hetero", "homo",  "inter", "intra", "macro",   "mega",  "micro", "mid", "mis",
    "mini",    "multi", "neo",   "non",    "ortho", "over",  "para",  "peri",    "post",  "pre",   "pro", "pseudo",
    "psycho",  "re",    "semi",  "socio",  "sub",   "super", "tri",   "ultra",   "un",    "uni",
}));

constexpr auto kSuffixes = sorted(std::to_array<std::string_view>({
    "esque",
    "ette",
    "fest",
    "gate",
    "itis",
    "less",
    "most",
    "rama",
    "wise",
    "ish",
}));

constexpr auto kCompounds = sorted(std::to_array<std::string_view>({
    "uh-huh",
    "uh-oh",
    "mm-hm",
    "mm-mm",
    "hm-m",
    "o-kay",
    "m-hm",
    "uh-uh",
    "nuh-uh",
    "oh-oh",
    "huh-uh",
    "ha-ha",
}));

constexpr auto kUnits = sorted(std::to_array<std::string_view>({
    "am",       "pm",    "AM",      "PM",      "a.m",  "p.m", "A.M", "P.M", "k",   "K",   "m",       "M",
    "mn",       "bn",    "tn",      "MM",      "mm",   "cm",  "km",  "nm",  "ft",  "in",  "yd",      "yds",
    "mi",       "mph",   "kph",     "kmh",     "kg",   "mg",  "lb",  "lbs", "oz",  "kt",  "ml",      "mL",
    "cc",       "ha",    "sq",      "hp",      "hh",   "Hz",  "kHz", "MHz", "GHz", "kW",  "MW",      "GW",
    "kWh",      "MWh",   "C",       "F",       "GB",   "MB",  "KB",  "TB",  "kB",  "min", "mins",    "minutes",
    "hr",       "hrs",   "hours",   "sec",     "secs", "ms",  "yr",  "yrs", "yo",  "f",   "million", "billion",
    "trillion", "euros", "dollars", "persons", "watt", "bln", "mln", "trn", "bbl", "pct", "mmbtu",   "MMBtu",
    "MPa",      "kPa",   "rpm",     "dpi",     "fps",  "pt",  "pts", "h",
}));

constexpr auto kNameEndings = sorted(std::to_array<std::string_view>({
    "com", "org", "net", "gov", "edu",  "mil", "int",  "info", "biz",  "eu",  "uk",  "us",  "ru",  "ua",
    "de",  "fr",  "cn",  "jp",  "in",   "io",  "tv",   "ca",   "au",   "ch",  "nl",  "se",  "es",  "it",
    "pl",  "br",  "za",  "nz",  "ie",   "doc", "docx", "xls",  "xlsx", "ppt", "pdf", "txt", "csv", "html",
    "htm", "php", "asp", "jpg", "jpeg", "png", "gif",  "mp3",  "mp4",  "zip", "exe", "url", "xml", "json",
    "js",  "wav", "avi", "tif", "eps",  "co",  "me",   "news", "by",   "ir",  "il",  "kz",  "tr",  "ps",
}));

constexpr auto kElided = sorted(std::to_array<std::string_view>({
    "em",
    "til",
    "till",
    "cause",
    "cos",
    "coz",
    "n",
    "bout",
    "round",
    "neath",
    "twas",
    "tis",
    "twill",
    "cuz",
    "scuse",
}));

constexpr auto kClipped =
    sorted(std::to_array<std::string_view>({"ol", "o", "an", "th", "n", "d", "ta", "de", "l", "j"}));

// Sorted by word.
constexpr auto kParts = std::to_array<std::pair<std::string_view, unsigned>>({
    {"aint", 2},   {"arent", 3},  {"cannot", 3},  {"cant", 2},     {"couldnt", 5}, {"didnt", 3},  {"doesnt", 4},
    {"dont", 2},   {"dunno", 2},  {"gimme", 3},   {"gonna", 3},    {"gotta", 3},   {"hadnt", 3},  {"hasnt", 3},
    {"havent", 4}, {"heres", 4},  {"im", 1},      {"isnt", 2},     {"ive", 1},     {"lemme", 3},  {"lotta", 3},
    {"mustnt", 4}, {"neednt", 4}, {"outta", 3},   {"shouldnt", 6}, {"thats", 4},   {"theres", 5}, {"theyll", 4},
    {"theyre", 4}, {"theyve", 4}, {"wanna", 3},   {"wasnt", 3},    {"werent", 4},  {"weve", 2},   {"whatcha", 4},
    {"whats", 4},  {"wont", 2},   {"wouldnt", 5}, {"youll", 3},    {"youre", 3},   {"youve", 3},
});

constexpr auto kEmoticons = std::to_array<std::string_view>({
    ":'-(", ":'(", ":-)", ":-(", ":-D", ":-P", ":-p", ":-/", ";-)", "=-)", "^_^", "-_-", ":)", ":(", ":D", ":P", ":p",
    ";)",   ";D",  ":/",  ":|",  ":o",  ":O",  "=)",  "=(",  "=D",  "=]",  ":]",  "(:",  "<3", ":3", "xD", "XD",
});

}  // namespace

KeptPeriod kept_period(std::string_view word) {
  const Lowered lowered(word);
  const auto low = lowered.view();
  if (low.empty()) return KeptPeriod::kNone;
  if (contains(kAlways, low)) return KeptPeriod::kAlways;
  if (contains(kBeforeNumber, low)) return KeptPeriod::kBeforeNumber;
  const bool capital = word[0] != low[0] || low == "etc" || low == "info";
  return contains(kInside, low) && capital ? KeptPeriod::kInside : KeptPeriod::kNone;
}

bool is_joined_prefix(std::string_view word) { return contains(kPrefixes, Lowered(word).view()); }
bool is_joined_suffix(std::string_view word) { return contains(kSuffixes, Lowered(word).view()); }
bool is_joined_compound(std::string_view word) { return contains(kCompounds, Lowered(word).view()); }
bool is_unit(std::string_view word, bool money) {
  return contains(kUnits, word) || (money && (word == "b" || word == "B" || word == "t"));
}
bool is_name_ending(std::string_view word) { return contains(kNameEndings, Lowered(word).view()); }
bool is_elided(std::string_view word) { return contains(kElided, Lowered(word).view()); }
bool is_clipped(std::string_view word) { return contains(kClipped, Lowered(word).view()); }

unsigned first_part(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return 0;
  const Lowered lowered(word);
  const auto* found = std::lower_bound(kParts.begin(), kParts.end(), lowered.view(),
                                       [](const auto& part, std::string_view low) { return part.first < low; });
  return found == kParts.end() || found->first != lowered.view() ? 0 : found->second;
}

unsigned emoticon(std::string_view text) {
  for (const auto& face : kEmoticons) {
    if (text.substr(0, face.size()) == face) return static_cast<unsigned>(face.size());
  }
  return 0;
}

}  // namespace tidings::language
