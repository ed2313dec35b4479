#include "pipeline/normalise/captions.h"

#include <algorithm>
#include <array>

#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

constexpr std::size_t kCaptionWords = 70;  // a longer line is a paragraph, whatever it begins with
constexpr std::size_t kCreditWords = 10;

constexpr std::array<std::string_view, 16> kCaptionOpenings = {
    "legend:",        "caption:",      "photo:",         "image:",         "picture:",       "pictured:",
    "file photo:",    "file picture:", "photo caption:", "image caption:", "image caption ", "media caption ",
    "media caption:", "foto:",         "[photo:",        "(photo:"};
constexpr std::array<std::string_view, 11> kCreditOpenings = {
    "photo by:",      "photo credit:",  "image credit:", "image source,", "image source:", "image copyright",
    "photo courtesy", "image courtesy", "(photo credit", "(image credit", "[photo by "};
// These may as well begin a sentence: "Photos: the police say they have none."
constexpr std::array<std::string_view, 4> kPerhapsCaptions = {"photos:", "images:", "graphic:", "infographic:"};
constexpr std::array<std::string_view, 9> kPerhapsCredits = {"credit:",     "credits:",    "courtesy of ",
                                                             "photograph:", "photo by ",   "photograph by ",
                                                             "photos by ",  "picture by ", "(photo by "};
// Agencies and stocks of pictures; those of two letters only in capitals.
constexpr auto kAgencies =
    words("reuters", "afp", "agence france-presse", "associated press", "the associated press", "getty", "getty images",
          "epa", "epa-efe", "efe", "dpa", "keystone", "keystone-sda", "sda", "tass", "itar-tass", "ria novosti",
          "ria news", "ria", "sputnik", "interfax", "xinhua", "kyodo", "kyodo news", "ansa", "anp", "belga", "ritzau",
          "imago", "alamy", "shutterstock", "istock", "unsplash", "bloomberg", "pa media", "pa wire",
          "press association", "upi", "zuma press", "ukrinform", "unian", "anadolu", "anadolu agency", "yonhap", "pti",
          "the canadian press", "wikimedia commons", "wikimedia", "scanpix", "ntb", "apa", "afp via getty images",
          "file photo", "handout", "stock photo", "archive photo", "ap photo", "pool");
constexpr auto kShortAgencies = words("AP", "PA", "CP", "TT", "AFP", "UPI");

bool is_agency(std::string_view name) {
  name = trim(name);
  return kShortAgencies.holds(name) || (name.size() <= 24 && kAgencies.holds(fold_ascii(name)));
}

// "Reuters", "AFP / Getty Images", "Mara Vell/Reuters", "Mara Vell, AFP via Getty Images".
bool is_credit_line(std::string_view text) {
  if (text.size() > 96 || text.ends_with('.') || count_words(text) > kCreditWords) return false;
  while (text.size() > 2 && (text.front() == '(' || text.front() == '[')) text = text.substr(1, text.size() - 2);
  if (text.starts_with("©")) text = trim(text.substr(std::string_view("©").size()));
  if (is_agency(text)) return true;
  constexpr std::array<std::string_view, 5> kSeparators = {"/", " via ", " | ", ", ", " - "};
  for (const auto separator : kSeparators) {
    const auto at = text.rfind(separator);
    if (at == std::string_view::npos) continue;
    const auto name = trim(text.substr(0, at));
    const auto house = trim(text.substr(at + separator.size()));
    const bool slash = separator == "/";
    if (slash && is_agency(name) && count_words(house) <= 4) return true;  // "REUTERS/Mara Vell"
    if (is_agency(house) && (is_agency(name) || is_credit_line(name) || (slash && count_words(name) <= 4))) return true;
  }
  return false;
}

// Where a photographer's or agency's name closes the line: "… at dawn. REUTERS/Mara Vell", "… at dawn (AP Photo/M.
// Vell)".
bool ends_with_credit(const Line& line) {
  const auto text = line.folded;
  if (text.ends_with(')') || text.ends_with(']')) {
    const auto open = text.find_last_of("([");
    if (open == std::string_view::npos || open == 0) return false;
    const auto inside = text.substr(open + 1);
    for (const std::string_view mark : {"photo:", "photo by", "photo/", "ap photo", "image:", "image by",
                                        "picture:", "photo credit", "file photo", "reuters/", "credit:", "foto:"}) {
      if (inside.starts_with(mark)) return true;
    }
    return false;
  }
  for (const std::string_view end : {"/getty images", "/reuters", "/afp", "via getty images", "/ap photo", "file photo",
                                     "/shutterstock", "/epa", "/ap", "/dpa", "/tass", "/imago"}) {
    if (text.size() > end.size() && text.ends_with(end)) return true;
  }
  const auto agency = text.rfind("reuters/");
  return agency != std::string_view::npos && agency > 0 && text.size() - agency <= 40 &&
         line.text.substr(agency).starts_with("REUTERS/");
}

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](auto beginning) { return text.starts_with(beginning); });
}

// "Credit: Mara Vell for the Orsk Herald.": capitals throughout, but for the words that join names.
bool only_names(std::string_view text) {
  constexpr auto kJoining = words("a", "an", "and", "by", "courtesy", "for", "from", "in", "of", "the", "via");
  const auto label = text.find(':');
  if (label == std::string_view::npos)
    (void)next_word(text);
  else
    text.remove_prefix(label + 1);
  for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
    if (is_lower(word[0]) && !kJoining.holds(word)) return false;
  }
  return true;
}

// "the agency Cable Sur", "Cable Sur news agency", "(Cable Sur)".
bool is_called_agency(std::string_view name, std::string_view text) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto before = text.substr(0, at);
    const auto after = text.substr(at + name.size());
    if (before.ends_with("agency ") || after.starts_with(" news agency") || after.starts_with(" agency") ||
        (before.ends_with('(') && after.starts_with(')'))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_agency_below_caption(const Line& line, std::string_view text) {
  constexpr std::size_t kMostWords = 4;
  if (line.text.size() > 48 || ends_with_stop(line.text) || count_words(line.text) > kMostWords) return false;
  auto rest = line.text;
  for (auto word = next_word(rest); !word.empty(); word = next_word(rest)) {
    if (!is_upper(word[0]) && !is_high(word[0])) return false;
  }
  return line.empty_after >= 2 || is_called_agency(line.text, text);
}

std::string_view why_caption(const Line& line) {
  if (!line.whole) return {};
  const auto is_short = [&] { return count_words(line.folded) <= kCaptionWords; };
  const bool sentence = ends_with_stop(line.text);
  if ((starts_with_any(line.folded, kCaptionOpenings) ||
       (!sentence && starts_with_any(line.folded, kPerhapsCaptions))) &&
      is_short()) {
    return why::kCaption;
  }
  if ((starts_with_any(line.folded, kCreditOpenings) ||
       (starts_with_any(line.folded, kPerhapsCredits) && (!sentence || only_names(line.text)))) &&
      count_words(line.folded) <= kCreditWords + 4) {
    return why::kCredit;
  }
  if (is_credit_line(line.text)) return why::kCredit;
  return ends_with_credit(line) && is_short() ? why::kCaption : std::string_view{};
}

}  // namespace tidings::normalise
