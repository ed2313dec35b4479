#include "pipeline/language/lemma.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/language/characters.h"
#include "pipeline/language/inflection.h"
#include "pipeline/language/letter_case.h"

namespace tidings::language {
namespace {

struct Fixed {
  std::string_view form, upos, lemma;
};

// Closed classes; `upos` empty: any. Forms in lower case with straight apostrophes.
constexpr auto kFixed = std::to_array<Fixed>({
    {"'d", "AUX", "would"},      {"'ll", "AUX", "will"},     {"'m", "AUX", "be"},         {"'re", "AUX", "be"},
    {"'s", "PART", "'s"},        {"'s", "PRON", "we"},       {"'ve", "AUX", "have"},      {"'ve", "VERB", "have"},
    {"'re", "VERB", "be"},       {"'m", "VERB", "be"},       {"'", "PART", "'s"},         {"s", "PART", "'s"},
    {"n't", "", "not"},          {"nt", "PART", "not"},      {"na", "PART", "to"},        {"ta", "PART", "to"},
    {"ca", "AUX", "can"},        {"wo", "AUX", "will"},      {"sha", "AUX", "shall"},     {"ai", "AUX", "be"},
    {"'em", "PRON", "they"},     {"an", "DET", "a"},         {"these", "", "this"},       {"those", "", "that"},
    {"me", "PRON", "I"},         {"i", "PRON", "I"},         {"s", "PRON", "we"},         {"am", "NOUN", "a.m."},
    {"pm", "NOUN", "p.m."},      {"gon", "VERB", "go"},      {"wan", "VERB", "want"},     {"b/c", "SCONJ", "because"},
    {"b/c", "ADP", "because"},   {"him", "PRON", "he"},      {"them", "PRON", "they"},    {"us", "PRON", "we"},
    {"em", "PRON", "they"},      {"mine", "PRON", "my"},     {"yours", "PRON", "your"},   {"ours", "PRON", "our"},
    {"theirs", "PRON", "their"}, {"hers", "PRON", "her"},    {"noone", "PRON", "no-one"}, {"vs", "ADP", "versus"},
    {"vs.", "ADP", "versus"},    {"thru", "ADP", "through"}, {"m", "NUM", "million"},     {"k", "NUM", "thousand"},
    {"bn", "NUM", "billion"},    {"b", "NUM", "billion"},    {"w/", "ADP", "with"},       {"w/o", "ADP", "without"},
    {"art", "AUX", "be"},        {"s", "AUX", "be"},         {"m", "AUX", "be"},          {"re", "AUX", "be"},
    {"ve", "AUX", "have"},       {"ll", "AUX", "will"},      {"r", "AUX", "be"},          {"u", "PRON", "you"},
    {"ya", "PRON", "you"},       {"ur", "PRON", "your"},     {"til", "", "till"},         {"n", "CCONJ", "and"},
});

std::string_view fixed(std::string_view low, std::string_view upos) {
  if (low.size() > 6) return {};
  for (const auto& entry : kFixed) {
    if (entry.form == low && (entry.upos.empty() || entry.upos == upos)) return entry.lemma;
  }
  return {};
}

std::string_view closed_class(std::string_view low, WordTags tags) {
  if (low == "'d" && tags.xpos == "VBD") return "have";
  if (low == "her") return tags.xpos == "PRP" ? "she" : "her";
  if (low == "'s" && tags.upos == "AUX") return "be";
  return fixed(low, tags.upos);
}

// Adjectives of peoples, languages, faiths and continents keep their capital.
bool is_proper_adjective(std::string_view low) {
  static constexpr auto kList = std::to_array<std::string_view>({
      "afghan",     "african",     "american",  "anglo",      "arab",          "arabic",     "asian",
      "azeri",      "baltic",      "balkan",    "bengali",    "british",       "buddhist",   "catholic",
      "celtic",     "cuban",       "czech",     "danish",     "dutch",         "english",    "finnish",
      "flemish",    "french",      "german",    "greek",      "hebrew",        "hindu",      "icelandic",
      "iraqi",      "irish",       "islamic",   "islamist",   "israeli",       "jewish",     "kazakh",
      "korean",     "kurdish",     "kuwaiti",   "kyrgyz",     "lao",           "latin",      "latino",
      "mexican",    "moroccan",    "moslem",    "muslim",     "nazi",          "nepali",     "nordic",
      "omani",      "pakistani",   "polish",    "protestant", "qatari",        "republican", "roman",
      "saudi",      "scottish",    "serb",      "shia",       "shiite",        "sikh",       "slavic",
      "slovak",     "slovene",     "somali",    "soviet",     "spanish",       "sunni",      "swedish",
      "swiss",      "tajik",       "tamil",     "tatar",      "thai",          "tibetan",    "turkish",
      "turkic",     "turkmen",     "uzbek",     "welsh",      "western-style", "yemeni",     "zulu",
      "democratic", "bangladeshi", "crimean",   "chechen",    "croat",         "european",   "african-american",
      "puerto",     "filipino",    "argentine", "maori",      "hispanic",      "cypriot",    "sri",
      "dominican",  "kashmiri",    "punjabi",   "iberian",    "gallic",        "germanic",   "hellenic",
  });
  if (std::find(kList.begin(), kList.end(), low) != kList.end()) return true;
  const bool ian = low.ends_with("ian") && !low.ends_with("rarian") && !low.ends_with("tarian") && low != "civilian" &&
                   low != "pedestrian" && low != "authoritarian" && low != "agrarian" && low != "sectarian";
  return ian || low.ends_with("nese") || low.ends_with("lese") || low.ends_with("guese");
}

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "TV", "DNA", "L2": written in capitals and no word in them.
bool is_acronym(std::string_view form) {
  if (form.size() < 2 || !is_all_upper(form))
    return has_digit(form) && form.size() < 6 && form[0] >= 'A' && form[0] <= 'Z';
  if (form == "AM" || form == "PM" || form == "OK") return false;
  const bool vowel = form.find_first_of("AEIOUY") != std::string_view::npos;
  return has_digit(form) || !vowel || form == "IT" || form == "UV" || form == "AI" || form == "EPM" || form == "ID";
}

// The base of an irregular form, in `word` for one behind a hyphen ("pre-made"); empty where there is none.
std::string_view irregular(std::string& word) {
  if (const auto base = irregular_verb(word); !base.empty()) return base;
  const auto hyphen = word.rfind('-');
  if (hyphen == std::string::npos) return {};
  const auto base = irregular_verb(std::string_view(word).substr(hyphen + 1));
  if (base.empty()) return {};
  word.replace(hyphen + 1, std::string::npos, base);
  return word;
}

std::string_view verb(std::string_view xpos, std::string& word) {
  if (xpos == "VB" || xpos == "VBP") return word == "am" || word == "are" ? "be" : std::string_view(word);
  const bool participle = xpos == "VBG" || xpos == "NN";
  if (const auto base = participle && !word.ends_with("ing") ? std::string_view{} : irregular(word); !base.empty())
    return base;
  if (xpos == "VBD" || xpos == "VBN" || xpos == "JJ") {
    strip_ed(word);
  } else if (participle) {
    strip_ing(word);
  } else if (xpos == "VBZ") {
    strip_verb_s(word);
  }
  return word;
}

std::string_view comparison(std::string_view xpos, std::string& word) {
  if (xpos != "JJR" && xpos != "JJS" && xpos != "RBR" && xpos != "RBS") return word;
  if (const auto base = irregular_comparison(word); !base.empty())
    return base == "good" && xpos[0] == 'R' ? "well" : base;
  if (word.ends_with("est")) {
    strip_comparison(word, 3);
  } else if (word.ends_with("er")) {
    strip_comparison(word, 2);
  }
  return word;
}

// "Sept." is September, "Fri" Friday.
std::string_view calendar(std::string_view low) {
  static constexpr auto kNames = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"jan", "January"},    {"feb", "February"}, {"apr", "April"},     {"aug", "August"},   {"sep", "September"},
      {"sept", "September"}, {"oct", "October"},  {"nov", "November"},  {"dec", "December"}, {"mon", "Monday"},
      {"tue", "Tuesday"},    {"tues", "Tuesday"}, {"wed", "Wednesday"}, {"thu", "Thursday"}, {"thur", "Thursday"},
      {"thurs", "Thursday"}, {"fri", "Friday"},   {"sat", "Saturday"},  {"sun", "Sunday"},
  });
  if (low.ends_with('.')) low.remove_suffix(1);
  if (low.size() > 5) return {};
  const auto* found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& name) { return name.first == low; });
  return found == kNames.end() ? std::string_view{} : found->second;
}

// "kerala" and "NORTON" are Kerala and Norton; acronyms, particles and addresses stay as they are. `low`: the name in
// lower case.
std::string_view cased_name(std::string_view form, std::string& low) {
  const bool plain = form.find_first_of("@./_0123456789") == std::string_view::npos;
  if (!plain || form.size() < 3) return form;
  const bool shouted = form.size() >= 5 && is_all_upper(form) && form.find_first_of("AEIOU") != std::string_view::npos;
  const bool particle = low == "bin" || low == "der" || low == "van" || low == "von" || low == "del" || low == "ibn" ||
                        low == "the" || low == "and";
  if (!shouted && (form != low || particle)) return form;
  if (low[0] >= 'a' && low[0] <= 'z') low[0] = static_cast<char>(low[0] - 32);
  return low;
}

// A name keeps its letters; of a plural name the last word loses its ending: "States", "Iraqis".
std::string_view name(std::string_view form, std::string_view xpos, std::string& word) {
  if (const auto full = calendar(word); !full.empty() && form.size() > 2 && is_upper_first(form)) return full;
  if (xpos != "NNPS") return cased_name(form, word);
  const bool capital = is_upper_first(form);
  if (const auto base = irregular_noun(word); !base.empty()) {
    word.assign(base);
  } else if (word.ends_with("ese") || word.ends_with("ics")) {
    return form;
  } else {
    strip_plural(word);
  }
  if (capital) word[0] = form[0];
  return word;
}

// What stands after the last hyphen is inflected; "1990s" and single letters are not.
std::string_view noun(std::string_view xpos, std::string& word) {
  if (xpos != "NNS" || (word[0] >= '0' && word[0] <= '9')) return word;
  if (const auto base = irregular_noun(word); !base.empty()) return base;
  strip_plural(word);
  return word;
}

std::string_view number(std::string_view form, std::string& word) {
  if (has_digit(form)) {
    std::erase(word, ',');
    return word;
  }
  const bool roman = form.find_first_not_of("IVXLCDM") == std::string_view::npos;
  return roman ? form : std::string_view(word);
}

std::string_view mark(std::string_view form) {
  if (form == "\xE2\x80\x9C" || form == "\xE2\x80\x9D") return "\"";
  if (form == "\xE2\x80\x98" || form == "\xE2\x80\x99") return "'";
  if (form == "\xE2\x80\x93") return "-";
  return form;
}

}  // namespace

std::string_view lemma_of(std::string_view form, WordTags tags, std::string& buffer) {
  if (form.size() > kLongestWord) return form;
  const auto [upos, xpos] = tags;
  if (upos == "PUNCT" || upos == "SYM") return mark(form);
  lower(form, buffer);
  if (upos == "NUM") {
    if (const auto known = fixed(buffer, upos); !known.empty()) return known;
    return number(form, buffer);
  }
  if (const auto known = closed_class(buffer, tags); !known.empty() && xpos != "NNP") return known;
  if (upos == "PROPN") return name(form, xpos, buffer);
  const bool capital = is_upper_first(form) && (xpos == "NNP" || xpos == "NNPS");
  std::string_view lemma = buffer;
  if (upos == "AUX" && xpos == "MD") return lemma;
  if (upos == "VERB" || upos == "AUX") {
    lemma = verb(capital ? (buffer.ends_with("ing") ? "VBG" : "VBN") : xpos, buffer);
  } else if (upos == "NOUN") {
    if (!capital && is_acronym(form)) return form;
    lemma = noun(xpos, buffer);
  } else if (upos == "ADJ" || upos == "ADV") {
    if (upos == "ADV" && (form == "BC" || form == "AD" || form == "BCE" || form == "CE" || form == "ASAP")) return form;
    if (upos == "ADJ" && is_upper_first(form) && !is_all_upper(form) && is_proper_adjective(buffer)) return form;
    lemma = comparison(xpos, buffer);
  }
  if (!capital || lemma.empty()) return lemma;
  if (lemma.data() != buffer.data()) buffer.assign(lemma);
  buffer[0] = form[0];
  return buffer;
}

}  // namespace tidings::language
