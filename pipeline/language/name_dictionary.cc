#include "pipeline/language/name_dictionary.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "pipeline/language/characters.h"
#include "pipeline/language/letter_case.h"
#include "pipeline/language/model_words.h"
#include "pipeline/language/name_cues.h"
#include "pipeline/language/tokens.h"

namespace tidings::language {
namespace {

constexpr std::uint64_t kPrime = 1099511628211ULL;

std::uint64_t step_key(std::uint32_t node, std::uint64_t word) {
  std::uint64_t key = (word ^ (node * 0x9E3779B97F4A7C15ULL)) * kPrime;
  key ^= key >> 32U;
  return key * kPrime;
}

struct Named {
  std::string name;
  Entry entry;
};

class NameList {
 public:
  explicit NameList(const Lexicon& lexicon) : lexicon_(lexicon) {
    countries();
    places();
    organisations();
    persons();
  }
  [[nodiscard]] const std::vector<Named>& all() const { return all_; }

 private:
  using List = Entry::List;
  using Sense = Entry::Sense;

  void countries() {
    for (std::uint32_t row = 0; row < lexicon_.countries.size(); ++row) {
      const Country& country = lexicon_.countries[row];
      add(country.name, country.names, {List::kCountry, Sense::kName, row});
      add(country.capital, country.stands_for, {List::kCountry, Sense::kSeat, row});
      if (!country.capital.empty()) all_[all_.size() - 1 - country.stands_for.size()].entry.sense = Sense::kCapital;
      for (const auto& name : country.adjectives) all_.push_back({name, {List::kCountry, Sense::kAdjective, row}});
      for (const auto& name : country.people) {
        all_.push_back({name, {List::kCountry, Sense::kPeople, row}});
        all_.push_back({name + 's', {List::kCountry, Sense::kPeople, row}});
      }
    }
  }

  void places() {
    for (std::uint32_t row = 0; row < lexicon_.cities.size(); ++row) {
      add(lexicon_.cities[row].name, lexicon_.cities[row].names, {List::kCity, Sense::kName, row});
    }
    for (std::uint32_t row = 0; row < lexicon_.regions.size(); ++row) {
      const Region& region = lexicon_.regions[row];
      add(region.name, region.names, {List::kRegion, Sense::kName, row});
      for (const auto& name : region.adjectives) all_.push_back({name, {List::kRegion, Sense::kAdjective, row}});
    }
  }

  void organisations() {
    for (std::uint32_t row = 0; row < lexicon_.organisations.size(); ++row) {
      add(lexicon_.organisations[row].name, lexicon_.organisations[row].names,
          {List::kOrganisation, Sense::kName, row});
    }
  }

  void persons() {
    for (std::uint32_t row = 0; row < lexicon_.office_holders.size(); ++row) {
      add(lexicon_.office_holders[row].name, lexicon_.office_holders[row].names,
          {List::kOfficeHolder, Sense::kName, row});
    }
    for (std::uint32_t row = 0; row < lexicon_.roles.size(); ++row) {
      const bool body = lexicon_.roles[row].kind == Role::Kind::kBody;
      add(lexicon_.roles[row].words, {}, {body ? List::kBody : List::kRole, Sense::kName, row});
    }
    for (std::uint32_t row = 0; row < lexicon_.titles.size(); ++row) {
      add(lexicon_.titles[row].words, {}, {List::kTitle, Sense::kName, row});
    }
  }

  void add(const std::string& name, const std::vector<std::string>& others, Entry entry) {
    if (!name.empty()) all_.push_back({name, entry});
    for (const auto& other : others) all_.push_back({other, entry});
  }

  const Lexicon& lexicon_;
  std::vector<Named> all_;
};

// The words of a name as texts are cut, without a leading article.
void words_of(const std::string& name, std::vector<Token>& tokens, std::vector<WordKey>& words) {
  tokens.clear();
  words.clear();
  tokenise(name, {0, static_cast<std::uint32_t>(name.size())}, tokens);
  for (const Token& token : tokens) {
    const auto form = text_of(token, name);
    if (words.empty() && tokens.size() > 1 && form == "the") continue;
    words.push_back(word_key(form));
  }
}

}  // namespace

WordKey word_key(std::string_view form) {
  if (form.size() > kLongestWord) return {};
  WordKey key{14695981039346656037ULL, false, false};
  std::size_t upper = 0, small = 0;
  for (std::size_t at = 0; at < form.size();) {
    const Char c = char_at(form, at);
    upper += c.cls == CharClass::kUpper;
    small += c.cls == CharClass::kLetter;
    if (at == 0) key.upper_first = c.cls == CharClass::kUpper;
    const bool digit = c.code >= U'0' && c.code <= U'9';
    key.hash = (key.hash ^ (digit ? c.code : fold_letter(c.code))) * kPrime;
    at += c.length;
  }
  key.all_upper = upper > 1 && small == 0;
  key.hash += key.hash == 0;
  return key;
}

Evidence evidence_of(const Entry& entry) {
  if (entry.sense == Entry::Sense::kAdjective || entry.sense == Entry::Sense::kPeople) return kGroupEntry;
  switch (entry.list) {
    case Entry::List::kOfficeHolder:
      return kPersonEntry;
    case Entry::List::kOrganisation:
      return kOrganisationEntry;
    case Entry::List::kBody:
      return kBodyEntry;
    case Entry::List::kCountry:
    case Entry::List::kRegion:
      return kPlaceEntry;
    case Entry::List::kCity:
      return kCityEntry;
    case Entry::List::kRole:
    case Entry::List::kTitle:
      break;
  }
  return kTitleEntry;
}

std::string_view to_string(Entry::List list) {
  static constexpr std::array<std::string_view, 8> kNames = {"office holder", "organisation", "body", "country",
                                                             "region",        "city",         "role", "title"};
  return kNames[static_cast<std::size_t>(list)];
}

NameDictionary::NameDictionary(Lexicon lexicon) : lexicon_(std::move(lexicon)) {
  build_trie();
  add_cues();
}

void NameDictionary::build_trie() {
  const NameList names(lexicon_);
  std::vector<Token> tokens;
  std::vector<WordKey> words;
  std::size_t steps = 0;
  for (const auto& [name, entry] : names.all()) {
    words_of(name, tokens, words);
    steps += words.size();
  }
  steps_.reserve(steps);
  nodes_.resize(1);
  std::vector<Placed> placed;
  for (const auto& [name, entry] : names.all()) {
    words_of(name, tokens, words);
    if (words.size() > kLongest) continue;
    Placed place{0, entry, {}};
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto key = step_key(place.node, words[i].hash);
      const auto next = static_cast<std::uint32_t>(nodes_.size());
      if (steps_.add(key, next)) nodes_.emplace_back();
      place.node = steps_.find(key);
      place.capitals.first |= static_cast<std::uint16_t>(words[i].upper_first << i);
      place.capitals.all |= static_cast<std::uint16_t>(words[i].all_upper << i);
    }
    placed.push_back(place);
  }
  lay_out(placed);
}

void NameDictionary::lay_out(std::vector<Placed>& placed) {
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.node != b.node ? a.node < b.node : a.entry.list < b.entry.list;
  });
  for (const Placed& place : placed) {
    Node& node = nodes_[place.node];
    if (node.last == 0) node.first = static_cast<std::uint32_t>(entries_.size());
    if (node.last != 0 && entries_.back() == place.entry) continue;
    entries_.push_back(place.entry);
    capitals_.push_back(place.capitals);
    node.last = static_cast<std::uint32_t>(entries_.size());
  }
}

void NameDictionary::add_cues() {
  std::unordered_map<std::uint64_t, std::uint32_t> cues;
  const auto add = [&](std::string_view word, WordCue cue) { cues[word_key(word).hash] |= cue; };
  for (const auto& given : lexicon_.given_names) add(given.name, kGivenNameCue);
  for (const auto word : kOrganisationWords) add(word, kOrganisationCue);
  for (const auto word : kPlaceWords) add(word, kPlaceCue);
  for (const auto word : kCalendarWords) add(word, kCalendarCue);
  cue_words_.reserve(cues.size());
  for (const auto& [word, bits] : cues) (void)cue_words_.add(word, bits);
}

void NameDictionary::find(std::span<const WordKey> words, std::uint32_t begin, std::vector<Match>& matches) const {
  std::uint16_t first = 0, all = 0;
  std::uint32_t node = 0;
  const auto most = std::min<std::size_t>(words.size(), begin + kLongest);
  for (std::uint32_t i = begin; i < most; ++i) {
    node = words[i].hash == 0 ? HashIndex::kNone : steps_.find(step_key(node, words[i].hash));
    if (node == HashIndex::kNone) return;
    first |= static_cast<std::uint16_t>(words[i].upper_first << (i - begin));
    all |= static_cast<std::uint16_t>(words[i].all_upper << (i - begin));
    const Node& found = nodes_[node];
    if (found.first == found.last) continue;
    Match match{begin, i + 1, node, 0, 0};
    for (std::uint32_t e = found.first; e < found.last; ++e) {
      const std::uint8_t evidence = evidence_of(entries_[e]);
      const bool any_case = (evidence & (kBodyEntry | kTitleEntry)) != 0;
      if ((capitals_[e].all & ~all) != 0) continue;
      (any_case || (capitals_[e].first & ~first) == 0 ? match.exact : match.loose) |= evidence;
    }
    if ((match.exact | match.loose) != 0) matches.push_back(match);
  }
}

std::span<const Entry> NameDictionary::entries(std::uint32_t node) const {
  return std::span(entries_).subspan(nodes_[node].first, nodes_[node].last - nodes_[node].first);
}

std::string_view NameDictionary::code(const Entry& entry) const {
  switch (entry.list) {
    case Entry::List::kCountry:
      return lexicon_.countries[entry.row].alpha3;
    case Entry::List::kCity:
      return lexicon_.cities[entry.row].country;
    case Entry::List::kOrganisation:
      return lexicon_.organisations[entry.row].code;
    case Entry::List::kOfficeHolder:
      return lexicon_.office_holders[entry.row].code;
    case Entry::List::kRegion:
      if (lexicon_.regions[entry.row].countries.size() == 1) return lexicon_.regions[entry.row].countries.front();
      break;
    case Entry::List::kBody:
    case Entry::List::kRole:
    case Entry::List::kTitle:
      break;
  }
  return {};
}

std::uint8_t NameDictionary::cues(const WordKey& word) const {
  const auto found = word.hash == 0 ? HashIndex::kNone : cue_words_.find(word.hash);
  return found == HashIndex::kNone ? 0 : static_cast<std::uint8_t>(found);
}

}  // namespace tidings::language
