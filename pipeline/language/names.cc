#include "pipeline/language/names.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "pipeline/language/letter_case.h"

namespace tidings::language {
namespace {

using Match = NameDictionary::Match;

// What evidence weighs, in units of the network's name scores.
constexpr std::int32_t kPlaceWeight = 4500, kLoosePlaceWeight = 1500;
constexpr std::int32_t kCityWeight = 2000, kLooseCityWeight = 3500;
constexpr std::int32_t kOrganisationWeight = 5000, kBodyWeight = 3000;
constexpr std::int32_t kPersonWeight = 6000, kTitleWeight = 2500, kGivenNameWeight = 1000;
constexpr std::int32_t kOrganisationCueWeight = 1500, kPlaceCueWeight = 200;
constexpr std::int32_t kGroupCost = 6000, kCalendarCost = 3000, kMarkCost = 1000, kNotProperCost = 5500;
constexpr std::int32_t kTitleInsideCost = 4000, kTitleAtEndCost = 3000, kOfficeCost = 7000, kSmallEndCost = 3000,
                       kJoinedPersonsCost = 5000;
constexpr std::int32_t kCutCost = 600;     // for each side where the name parts proper nouns that stand together
constexpr std::int32_t kProperCost = 400;  // for each proper noun: not all are parts of names

constexpr std::int32_t kMoreWordsWeight = 3000;  // of the lexicon, for each word after the first: chance hits are short

// A word with less than this is in no name that the network alone finds, nor are words that sum up to the second.
constexpr std::int32_t kWordLeast = -6000;
constexpr std::int32_t kInsideLeast = -40'000;

constexpr std::uint8_t kNameEntries = kPersonEntry | kOrganisationEntry | kBodyEntry | kPlaceEntry | kCityEntry;

bool is_break(std::string_view form) {
  return form == "," || form == ";" || form == ":" || form == "(" || form == ")" || form == "\"" || form == "“" ||
         form == "”";
}

bool joins(std::string_view form) {
  return form == "and" || form == "&" || form == "of" || form == "for" || form == "or" || form == "to" ||
         form == "'s" || form == "’s" || form == "at" || form == "in";
}

std::uint8_t evidence_for(NameKind kind) {
  switch (kind) {
    case NameKind::kPerson:
      return kPersonEntry;
    case NameKind::kOrganisation:
      return kOrganisationEntry | kBodyEntry;
    case NameKind::kPlace:
      return kPlaceEntry | kCityEntry;
    case NameKind::kGroup:
      break;
  }
  return kGroupEntry;
}

}  // namespace

std::string_view to_string(NameKind kind) {
  static constexpr std::array<std::string_view, 4> kNames = {"person", "organisation", "place", "group"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(NameSource source) {
  static constexpr std::array<std::string_view, 4> kNames = {"lexicon", "title", "context", "text"};
  return kNames[static_cast<std::size_t>(source)];
}

std::span<const Entry> entries_of(const Name& name, const NameDictionary& dictionary) {
  if (name.node == Name::kNoNode) return {};
  const auto all = dictionary.entries(name.node);
  const auto fits = [&](const Entry& entry) { return (evidence_of(entry) & evidence_for(name.kind)) != 0; };
  const auto first = std::find_if(all.begin(), all.end(), fits);
  return {first, std::find_if_not(first, all.end(), fits)};
}

void NameFinder::find(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends,
                      const Reading& reading, std::vector<Name>& names) {
  names.clear();
  std::uint32_t begin = 0;
  for (const std::uint32_t sentence_end : ends) {
    while (begin < sentence_end) {
      const std::uint32_t end = std::min(sentence_end, begin + Reader::kSentenceMax);
      look_at(begin, end, forms, reading);
      decode();
      collect(begin, names);
      begin = end;
    }
  }
  agree(forms, names);
}

// Names of one word that nothing but their sentence speaks for follow the rest of the text.
void NameFinder::agree(std::span<const std::string_view> forms, std::vector<Name>& names) {
  votes_.clear();
  for (const Name& name : names) {
    const bool person = name.kind == NameKind::kPerson && (name.end - name.begin > 1 || name.title != name.begin);
    if (person || (name.end - name.begin == 1 && name.source == NameSource::kContext)) {
      Vote vote{word_key(forms[name.end - 1]).hash, {}};
      // A last name beside a title or a given name is certain.
      vote.counts[static_cast<std::size_t>(name.kind)] = person ? 4 : 1;
      votes_.push_back(vote);
    }
  }
  const auto by_word = [](const Vote& a, const Vote& b) { return a.word < b.word; };
  std::sort(votes_.begin(), votes_.end(), by_word);
  // Each word once, so that a name that comes a thousand times does not have a thousand votes counted a thousand times.
  std::size_t words = 0;
  for (const Vote& vote : votes_) {
    if (words == 0 || votes_[words - 1].word != vote.word)
      votes_[words++] = vote;
    else
      std::transform(vote.counts.begin(), vote.counts.end(), votes_[words - 1].counts.begin(),
                     votes_[words - 1].counts.begin(), std::plus<>());
  }
  votes_.resize(words);
  for (Name& name : names) {
    if (name.source != NameSource::kContext || name.end - name.begin > 1) continue;
    const Vote asked{word_key(forms[name.begin]).hash, {}};
    const auto found = std::lower_bound(votes_.begin(), votes_.end(), asked, by_word);
    if (found == votes_.end() || found->word != asked.word) continue;
    const auto& votes = found->counts;
    const auto most = std::max_element(votes.begin(), votes.end());
    if (2 * *most <= std::accumulate(votes.begin(), votes.end(), 0U)) continue;
    const auto kind = static_cast<NameKind>(most - votes.begin());
    if (kind == name.kind) continue;
    name.kind = kind;
    name.source = NameSource::kText;
  }
}

void NameFinder::look_at(std::uint32_t begin, std::uint32_t end, std::span<const std::string_view> forms,
                         const Reading& reading) {
  keys_.clear();
  words_.clear();
  for (std::uint32_t i = begin; i < end; ++i) {
    keys_.push_back(word_key(forms[i]));
    Word word;
    const auto& scores = reading.name_scores[i];
    std::int32_t best = kWordLeast;
    for (std::size_t kind = 0; kind < 3; ++kind) {
      word.begin[kind] = scores[1 + 2 * kind] - scores[0];
      word.inside[kind] = scores[2 + 2 * kind] - scores[0];
      best = std::max({best, word.begin[kind], word.inside[kind]});
    }
    word.proper = reading.upos[i] == Upos::kPropn;
    word.may_be_name = word.proper || best > kWordLeast;
    word.cues = dictionary_.cues(keys_.back());
    word.is_break = is_break(forms[i]);
    word.joins = joins(forms[i]);
    word.is_mark = reading.upos[i] == Upos::kPunct || reading.upos[i] == Upos::kSym;
    words_.push_back(word);
  }
  look_up();
}

void NameFinder::look_up() {
  matches_.clear();
  first_match_.clear();
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    first_match_.push_back(static_cast<std::uint32_t>(matches_.size()));
    dictionary_.find(keys_, i, matches_);
    for (std::size_t m = first_match_.back(); m < matches_.size(); ++m) {
      const Match& match = matches_[m];
      if (((match.exact | match.loose) & kNameEntries) != 0) {
        words_[match.begin].may_be_name = words_[match.end - 1].may_be_name = true;
      }
      if ((match.exact & kTitleEntry) == 0) continue;
      words_[match.begin].title = match.end;
      words_[match.end - 1].ends_title = true;
      for (std::uint32_t w = match.begin; w < match.end && match.end - match.begin > 1; ++w) words_[w].in_office = true;
    }
  }
  first_match_.push_back(static_cast<std::uint32_t>(matches_.size()));
}

const Match* NameFinder::match_of(std::uint32_t begin, std::uint32_t end) const {
  for (std::uint32_t m = first_match_[begin]; m < first_match_[begin + 1]; ++m) {
    if (matches_[m].end == end) return &matches_[m];
  }
  return nullptr;
}

// Viterbi over names instead of words: steps_[i] is the best that can be made of the first i words.
void NameFinder::decode() {
  const auto count = static_cast<std::uint32_t>(words_.size());
  steps_.assign(count + 1, {});
  for (std::uint32_t end = 1; end <= count; ++end) {
    const Word& last = words_[end - 1];
    Step best{steps_[end - 1].score + (last.proper ? kProperCost : 0), 0, NameKind::kPerson};
    std::array<std::int32_t, 3> inside{}, inside_known{};
    bool breaks = false;
    for (std::uint32_t begin = end; last.may_be_name && begin-- > 0 && end - begin <= kLongest;) {
      const Word& first = words_[begin];
      const Match* match = match_of(begin, end);
      breaks = breaks || first.is_break;
      const bool wanted = first.may_be_name && (!breaks || (match != nullptr && (match->exact & kNameEntries) != 0));
      const std::int64_t before = steps_[begin].score + (wanted ? span_score(begin, end, match) : 0);
      for (std::size_t k = 0; k < 3; ++k) {
        const auto kind = static_cast<NameKind>(k);
        const bool known = match != nullptr && end - begin > 1 && (match->exact & evidence_for(kind)) != 0;
        const std::int32_t words = known ? std::max(0, first.begin[k]) + inside_known[k] : first.begin[k] + inside[k];
        const std::int64_t score = wanted ? before + words + kind_score(kind, begin, end, match) : best.score;
        if (score > best.score) best = {score, end - begin, kind};
        inside[k] += first.inside[k];
        inside_known[k] += std::max(0, first.inside[k]);
      }
      if (*std::max_element(inside.begin(), inside.end()) < kInsideLeast) break;
    }
    steps_[end] = best;
  }
}

// What holds of a name of any kind.
std::int32_t NameFinder::span_score(std::uint32_t begin, std::uint32_t end, const Match* match) const {
  const Word &first = words_[begin], &last = words_[end - 1];
  std::int32_t score = 0;
  if (match != nullptr && (match->exact & kNameEntries) != 0) {
    score += kMoreWordsWeight * static_cast<std::int32_t>(end - begin - 1);
  }
  if (first.is_mark) score -= kMarkCost;
  if (last.is_mark) score -= kMarkCost;
  if (match == nullptr || (match->exact & kNameEntries) == 0) {
    if (!last.proper && !keys_[end - 1].upper_first) score -= kSmallEndCost;
    if (last.in_office)
      score -= kOfficeCost;
    else if (last.ends_title)
      score -= kTitleAtEndCost;
  }
  if (end - begin == 1 && (first.cues & kCalendarCue) != 0) score -= kCalendarCost;
  if (std::none_of(words_.begin() + begin, words_.begin() + end, [](const Word& word) { return word.proper; })) {
    score -= kNotProperCost;
  }
  if (begin > 0 && words_[begin - 1].proper && keys_[begin - 1].upper_first == keys_[begin].upper_first &&
      !words_[begin - 1].ends_title) {
    score -= kCutCost;
  }
  if (end < words_.size() && words_[end].proper) score -= kCutCost;
  if (match != nullptr && (match->exact & kGroupEntry) != 0 && (match->exact & kNameEntries) == 0) score -= kGroupCost;
  return score;
}

std::int32_t NameFinder::kind_score(NameKind kind, std::uint32_t begin, std::uint32_t end, const Match* match) const {
  const Word &first = words_[begin], &last = words_[end - 1];
  const std::uint32_t exact = match == nullptr ? 0 : match->exact, loose = match == nullptr ? 0 : match->loose;
  std::int32_t score = 0;
  switch (kind) {
    case NameKind::kPerson:
      if ((exact & kPersonEntry) != 0) score += kPersonWeight;
      if (begin > 0 && words_[begin - 1].ends_title) score += kTitleWeight;
      if ((first.cues & kGivenNameCue) != 0 && keys_[begin].upper_first) score += kGivenNameWeight;
      if (first.title != 0 && first.title != end) score -= first.in_office ? kOfficeCost : kTitleInsideCost;
      for (std::uint32_t i = begin; i < end; ++i) score -= words_[i].joins ? kJoinedPersonsCost : 0;
      break;
    case NameKind::kOrganisation:
      if ((exact & kOrganisationEntry) != 0) score += kOrganisationWeight;
      if ((exact & kBodyEntry) != 0 && keys_[end - 1].upper_first) score += kBodyWeight;
      if (((first.cues | last.cues) & kOrganisationCue) != 0) score += kOrganisationCueWeight;
      break;
    case NameKind::kPlace:
      if ((exact & kPlaceEntry) != 0) score += kPlaceWeight;
      if ((exact & kCityEntry) != 0) score += kCityWeight;
      if ((loose & ~exact & kPlaceEntry) != 0) score += kLoosePlaceWeight;
      if ((loose & ~exact & kCityEntry) != 0) score += kLooseCityWeight;
      if (end - begin > 1 && (last.cues & kPlaceCue) != 0) score += kPlaceCueWeight;
      break;
    case NameKind::kGroup:
      break;
  }
  return score;
}

void NameFinder::collect(std::uint32_t offset, std::vector<Name>& names) const {
  const std::size_t before = names.size();
  auto end = static_cast<std::uint32_t>(words_.size());
  std::uint32_t gap_end = end;
  while (end > 0) {
    const Step& step = steps_[end];
    if (step.length == 0) {
      --end;
      continue;
    }
    add_groups(end, gap_end, names);
    names.push_back(name_of(step.kind, end - step.length, end));
    end = gap_end = end - step.length;
  }
  add_groups(0, gap_end, names);
  std::reverse(names.begin() + static_cast<std::ptrdiff_t>(before), names.end());
  for (std::size_t i = before; i < names.size(); ++i) {
    names[i].begin += offset;
    names[i].end += offset;
    names[i].title += offset;
  }
}

Name NameFinder::name_of(NameKind kind, std::uint32_t begin, std::uint32_t end) const {
  Name name{begin, end, begin, Name::kNoNode, kind, NameSource::kContext};
  const Match* match = match_of(begin, end);
  if (match != nullptr && ((match->exact | match->loose) & evidence_for(kind)) != 0) {
    name.node = match->node;
    name.source = NameSource::kLexicon;
  }
  if (kind != NameKind::kPerson) return name;
  name.title = titles_before(begin);
  if (name.title != begin && name.source == NameSource::kContext) name.source = NameSource::kTitle;
  return name;
}

// Peoples and adjectives among words that are in no name, the last first.
void NameFinder::add_groups(std::uint32_t begin, std::uint32_t end, std::vector<Name>& names) const {
  while (end > begin) {
    std::uint32_t length = 0;
    for (std::uint32_t b = end; b-- > begin && end - b <= kLongestGroup;) {
      const Match* match = match_of(b, end);
      if (match != nullptr && (match->exact & kGroupEntry) != 0) length = end - b;
    }
    if (length != 0) names.push_back(name_of(NameKind::kGroup, end - length, end));
    end -= std::max<std::uint32_t>(1, length);
  }
}

// Titles may follow one another: "Prime Minister Sir …".
std::uint32_t NameFinder::titles_before(std::uint32_t word) const {
  std::uint32_t begin = word;
  for (std::uint32_t end = word + 1; begin < end && word - begin < kLongestTitles;) {
    end = begin;
    for (std::uint32_t at = end; at-- > 0 && end - at <= kLongestTitle;) {
      const Match* match = match_of(at, end);
      if (match != nullptr && (match->exact & kTitleEntry) != 0) begin = at;
    }
  }
  return begin;
}

}  // namespace tidings::language
