#include "pipeline/extract/actor/ground.h"

#include <algorithm>
#include <array>

#include "pipeline/extract/one_of.h"

namespace tidings::extract {

using language::Entry;
using language::Name;
using language::NameDictionary;
using language::NameKind;
using language::NameSource;
using language::Relation;
using language::Upos;

namespace {

constexpr Word kLongestOffice = 5;  // words of one whose head is not the last

constexpr auto kInside = std::to_array<std::string_view>({"in", "near", "outside", "around", "across"});

// Where families are called like towns: what may be a person there is one.
constexpr auto kTownsAreFamilies = std::to_array<std::string_view>(
    {"ARG", "AUS", "AUT", "BEL", "BOL", "BRA", "CAN", "CHE", "CHL", "COL", "CRI", "CUB", "DEU",
     "DOM", "ECU", "ESP", "FRA", "GBR", "GTM", "HND", "IND", "IRL", "ITA", "JPN", "MEX", "NIC",
     "NLD", "NZL", "PAN", "PER", "PHL", "POL", "PRT", "PRY", "SLV", "URY", "USA", "VEN", "ZAF"});

bool names_place(const Entry& entry) {
  return entry.sense == Entry::Sense::kName || entry.sense == Entry::Sense::kCapital;
}

}  // namespace

Ground::Ground(const NameDictionary& dictionary, const Tree& tree, std::span<const Name> names,
               std::optional<std::chrono::year_month_day> day)
    : dictionary_(dictionary), tree_(tree), day_(day) {
  keys_.reserve(tree.size());
  for (Word word = 0; word < tree.size(); ++word) {
    // The lexicon lists roles in the singular.
    const bool common = tree.upos(word) == Upos::kNoun;
    keys_.push_back(common ? key_of_common(word) : language::word_key(tree.form(word)));
  }
  mend_names(names);
  find_countries();
  name_of_.assign(tree.size(), nullptr);
  for (const auto& name : names_) {
    for (auto word = name.begin; word < name.end; ++word) name_of_[word] = &name;
  }
  mark_quoted();
  find_offices();
}

// "negotiators" is taken for a singular now and then, and then is its own lemma.
language::WordKey Ground::key_of_common(Word word) const {
  const auto lemma = tree_.lemma(word);
  const auto key = language::word_key(lemma);
  if (tree_.xpos(word) != language::Xpos::kNn || !lemma.ends_with('s')) return key;
  const auto singular = language::word_key(lemma.substr(0, lemma.size() - 1));
  std::vector<NameDictionary::Match> matches;
  dictionary_.find({&singular, 1}, 0, matches);
  const bool role = !matches.empty() && (matches.back().exact & language::kTitleEntry) != 0;
  return role ? singular : key;
}

// What the network alone took for an organisation ("Ugandan opposition candidates", "South" of "South Korean officers")
// is the country, or its people, whose name begins there. What it took for a person is the country or the capital of
// that name, if it is no given name and the text tells of nobody who is called so: "Bamako recalled its envoy". So is a
// town, where families are not called like towns: "troops shelled Kharkiv", and what the lexicon has of several words:
// "Boko Haram".
void Ground::mend_names(std::span<const Name> names) {
  find_persons(names);
  names_.reserve(names.size());
  Word done = 0;
  for (const auto& name : names) {
    if (!names_.empty() && name.begin < names_.back().end) continue;
    add_known(done, name.begin);
    names_.push_back(name);
    if (name.kind == NameKind::kPlace) extend_place(names_.back());
    const bool guess = name.source == NameSource::kContext && entries(name).empty();
    if (guess && name.kind == NameKind::kOrganisation) mend_guess(names_.back());
    if (guess && name.kind == NameKind::kPerson && may_be_place(name)) mend_guess(names_.back());
    done = names_.back().end;
  }
  add_known(done, tree_.size());
}

// Among words that nothing took for a name: "rebels captured Goma", "a Houthi drone".
void Ground::add_known(Word begin, Word end) {
  std::vector<NameDictionary::Match> matches;
  for (auto word = begin; word < end; ++word) {
    if (!keys_[word].upper_first) continue;
    if (tree_.relation(word) == Relation::kAmod && tree_.upos(word) == Upos::kAdj) add_adjective(word);
    if (tree_.upos(word) != Upos::kPropn) continue;
    matches.clear();
    dictionary_.find(keys_, word, matches);
    if (matches.empty() || matches.back().end > end || (matches.back().exact & language::kCityEntry) == 0) continue;
    const Name guess{word, matches.back().end, word, Name::kNoNode, NameKind::kPerson, NameSource::kContext};
    const bool before = word > 0 && tree_.upos(word - 1) == Upos::kPropn;
    const bool behind = guess.end < tree_.size() && tree_.upos(guess.end) == Upos::kPropn;
    if (before || behind || !may_be_place(guess)) continue;
    const auto entries = dictionary_.entries(matches.back().node);
    if (std::ranges::none_of(entries, [&](const Entry& entry) { return may_be_town(guess, entry); })) continue;
    names_.push_back({word, guess.end, word, matches.back().node, NameKind::kPlace, NameSource::kLexicon});
    word = guess.end - 1;
  }
}

void Ground::mend_guess(Name& name) const {
  std::vector<NameDictionary::Match> matches;
  dictionary_.find(keys_, name.begin, matches);
  if (matches.empty() || matches.back().end < name.end) return;
  const bool whole = matches.back().end == name.end;
  for (const auto& entry : dictionary_.entries(matches.back().node)) {
    const bool several = whole && name.end - name.begin > 1;
    if (entry.list == Entry::List::kOrganisation && several && matches.back().exact != 0) {
      name = {name.begin, name.end, name.begin, matches.back().node, NameKind::kOrganisation, NameSource::kLexicon};
      return;
    }
    const bool country = entry.list == Entry::List::kCountry && (whole || name.kind != NameKind::kPerson);
    if (country ? !may_be_country(name, entry) : !(whole && may_be_town(name, entry))) continue;
    const auto kind = names_place(entry) ? NameKind::kPlace : NameKind::kGroup;
    name = {name.begin, matches.back().end, name.begin, matches.back().node, kind, NameSource::kLexicon};
    return;
  }
}

// Of an organisation.
void Ground::add_adjective(Word word) {
  std::vector<NameDictionary::Match> matches;
  dictionary_.find(keys_, word, matches);
  const auto own = std::ranges::find(matches, word + 1, &NameDictionary::Match::end);
  if (own == matches.end() || (own->exact & language::kOrganisationEntry) == 0) return;
  names_.push_back({word, word + 1, word, own->node, NameKind::kOrganisation, NameSource::kLexicon});
}

bool Ground::may_be_country(const Name& guess, const Entry& entry) const {
  if (guess.kind != NameKind::kPerson) return true;
  return names_place(entry) && lexicon().countries[entry.row].belongs_to.empty();
}

bool Ground::may_be_town(const Name& guess, const Entry& entry) const {
  if (entry.list != Entry::List::kCity) return false;
  if (guess.kind == NameKind::kPerson) return !is_one_of(lexicon().cities[entry.row].country, kTownsAreFamilies);
  return guess.begin > 0 && is_one_of(tree_.lemma(guess.begin - 1), kInside);  // of clubs, too
}

// "Papua" of "Papua New Guinean police" is no province.
void Ground::extend_place(Name& name) const {
  std::vector<NameDictionary::Match> matches;
  dictionary_.find(keys_, name.begin, matches);
  if (matches.empty() || matches.back().end <= name.end || matches.back().exact == 0) return;
  for (const auto& entry : dictionary_.entries(matches.back().node)) {
    if (entry.list != Entry::List::kCountry) continue;
    const auto kind = entry.sense == Entry::Sense::kName ? NameKind::kPlace : NameKind::kGroup;
    name = {name.begin, matches.back().end, name.begin, matches.back().node, kind, NameSource::kLexicon};
    return;
  }
}

void Ground::find_countries() {
  for (const auto& name : names_) {
    if (name.kind != NameKind::kPlace && name.kind != NameKind::kGroup) continue;
    for (const auto& entry : entries(name)) {
      if (entry.list == Entry::List::kCountry) countries_.emplace(dictionary_.code(entry));
    }
  }
}

// "Kamala Stenn … Stenn said", "Chad Holm … Chad said".
void Ground::find_persons(std::span<const Name> names) {
  for (const auto& name : names) {
    const bool whole = name.end - name.begin > 1 || name.title != name.begin;
    for (auto word = name.begin; word < name.end && whole && name.kind == NameKind::kPerson; ++word)
      words_of_persons_.insert(keys_[word].hash);
  }
}

// "Police arrested Salem": somebody.
bool Ground::is_seized(Word word) const {
  constexpr std::array<std::string_view, 8> kSeizes = {"arrest",  "detain",   "charge",   "jail",
                                                       "convict", "imprison", "sentence", "extradite"};
  const auto verb = tree_.head(word);
  const bool object = tree_.relation(word) == Relation::kObj || tree_.relation(word) == Relation::kNsubjPass;
  return object && verb != kNoWord && is_one_of(tree_.lemma(verb), kSeizes);
}

bool Ground::may_be_place(const Name& name) const {
  const bool titled = name.title != name.begin;
  const bool given = (dictionary_.cues(keys_[name.begin]) & language::kGivenNameCue) != 0;
  const bool known = name.end - name.begin == 1 && words_of_persons_.contains(keys_[name.begin].hash);
  return !titled && !given && !known && !is_seized(name.begin);
}

void Ground::mark_quoted() {
  quoted_.assign(tree_.size(), false);
  bool open = false;
  for (Word word = 0; word < tree_.size(); ++word) {
    const auto form = tree_.form(word);
    const bool straight = form == "\"" || form == "''" || form == "``";
    if (word > 0 && tree_.sentence(word) != tree_.sentence(word - 1) && straight) open = false;
    if (form == "\u201c" || (straight && !open)) {
      open = true;
    } else if (form == "\u201d" || straight) {
      open = false;
    }
    quoted_[word] = open;
  }
}

void Ground::find_offices() {
  first_office_.assign(tree_.size() + 1, 0);
  ending_.assign(tree_.size(), kNoWord);
  std::vector<NameDictionary::Match> matches;
  for (Word word = 0; word < tree_.size(); ++word) {
    first_office_[word] = static_cast<std::uint32_t>(offices_.size());
    matches.clear();
    dictionary_.find(keys_, word, matches);
    for (const auto& match : matches) {
      if (tree_.sentence(match.end - 1) != tree_.sentence(word)) break;
      for (const auto& entry : dictionary_.entries(match.node)) {
        if (entry.list != Entry::List::kRole && entry.list != Entry::List::kBody) continue;
        auto& ending = ending_[match.end - 1];
        if (ending == kNoWord) ending = static_cast<std::uint32_t>(offices_.size());
        offices_.push_back({&lexicon().roles[entry.row], match.begin, match.end});
        break;
      }
    }
  }
  first_office_[tree_.size()] = static_cast<std::uint32_t>(offices_.size());
}

std::span<const Entry> Ground::entries(const Name& name) const { return language::entries_of(name, dictionary_); }

std::span<const Entry> Ground::entries_of_any_kind(const Name& name) const {
  std::vector<NameDictionary::Match> matches;
  dictionary_.find(keys_, name.begin, matches);
  for (const auto& match : matches) {
    if (match.end == name.end) return dictionary_.entries(match.node);
  }
  return {};
}

const language::Role* Ground::role_of(Word begin, Word end) const {
  for (auto i = first_office_[begin]; i < first_office_[begin + 1]; ++i) {
    if (offices_[i].end == end) return offices_[i].role;
  }
  return nullptr;
}

Office Ground::office_at(Word head) const {
  if (ending_[head] != kNoWord) return offices_[ending_[head]];
  Office best;
  for (auto i = first_office_[head]; i < first_office_[head + 1]; ++i) {
    if (offices_[i].end <= head + kLongestOffice) best = offices_[i];
  }
  return best;
}

Office Ground::office_among(Word begin, Word end) const {
  for (auto from = begin; from < end; ++from) {
    Office longest;
    for (auto i = first_office_[from]; i < first_office_[from + 1]; ++i) {
      if (offices_[i].end <= end) longest = offices_[i];
    }
    if (longest.role != nullptr) return longest;
  }
  return {};
}

bool Ground::is_definite(Word noun) const {
  const auto determiner = tree_.child(noun, Relation::kDet);
  return determiner != kNoWord && (tree_.lemma(determiner) == "the" || tree_.lemma(determiner) == "this");
}

std::string Ground::joined(Word begin, Word end) const {
  std::string text;
  for (auto word = begin; word < end; ++word) {
    const bool clitic = tree_.form(word).starts_with('\'') || tree_.form(word) == "-";
    const bool after_hyphen = word > begin && tree_.form(word - 1) == "-";
    if (word > begin && !clitic && !after_hyphen) text += ' ';
    text += tree_.form(word);
  }
  return text;
}

}  // namespace tidings::extract
