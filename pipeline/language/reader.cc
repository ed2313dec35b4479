#include "pipeline/language/reader.h"

#include <algorithm>

#include "pipeline/language/clause_roots.h"
#include "pipeline/language/names_tagger.h"

namespace tidings::language {
namespace {

constexpr std::size_t kShortestSentence = 5;  // with its full stop; shorter ones are titles and answers
// By how much the score of the past tense may fall short of the best tag's. Of the four verbs of the gold set of PLOVER
// that were missed the farthest was 6,116 away; on the development treebanks nothing changes at 7,000.
constexpr int kFarthestTag = 7000;

// Where to cut a sentence that is too long: behind the last mark that often ends a clause, else at the bound.
std::uint32_t cut_of(std::span<const std::string_view> forms, std::uint32_t begin, std::uint32_t bound) {
  for (std::uint32_t i = bound; i > begin + (bound - begin) / 2; --i) {
    const std::string_view form = forms[i - 1];
    if (form == ";" || form == "." || form == ":" || form == "," || form == "|") return i;
  }
  return bound;
}

// A finite verb, an auxiliary, or an imperative: no infinitive with "to".
bool has_finite(std::span<const Xpos> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool finite = words[i] == Xpos::kVbd || words[i] == Xpos::kVbz || words[i] == Xpos::kVbp ||
                        words[i] == Xpos::kMd || (words[i] == Xpos::kVb && (i == 0 || words[i - 1] != Xpos::kTo));
    if (finite) return true;
  }
  return false;
}

bool ends_with_noun(std::span<const Upos> words) {
  while (!words.empty() && words.back() == Upos::kAdv) words = words.first(words.size() - 1);  // "agents badly abused"
  return !words.empty() && (words.back() == Upos::kNoun || words.back() == Upos::kPropn);
}

}  // namespace

void Reader::read(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends, Reading& reading) {
  record::ensure(ends.empty() ? forms.empty() : ends.back() == forms.size(), "the sentences cover the words");
  reading.upos.resize(forms.size());
  reading.xpos.resize(forms.size());
  reading.names.resize(forms.size());
  reading.name_scores.resize(forms.size());
  reading.heads.resize(forms.size());
  reading.relations.resize(forms.size());
  split(forms, ends);
  for (std::size_t first = 0; first < stretches_.size();) {
    std::size_t last = first + 1;
    while (last < stretches_.size() && stretches_[last].end - stretches_[first].begin <= kWordsInMemory) ++last;
    read_some(forms, first, last, reading);
    first = last;
  }
  join(ends, reading);
}

void Reader::split(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends) {
  stretches_.clear();
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    record::ensure(begin <= end, "sentences follow one another");
    while (end - begin > kSentenceMax) {
      const std::uint32_t cut = cut_of(forms, begin, begin + kSentenceMax);
      stretches_.push_back({begin, cut});
      begin = cut;
    }
    if (begin < end) stretches_.push_back({begin, end});
    begin = end;
  }
}

void Reader::read_some(std::span<const std::string_view> forms, std::size_t first, std::size_t last, Reading& reading) {
  const std::uint32_t begin = stretches_[first].begin, end = stretches_[last - 1].end;
  local_.clear();
  for (std::size_t i = first; i < last; ++i) {
    local_.push_back({stretches_[i].begin - begin, stretches_[i].end - begin});
  }
  const auto outputs = encoder_.encode(forms.subspan(begin, end - begin), local_);
  tag(outputs, begin, end, reading);
  const std::span<std::int32_t> heads(reading.heads.data() + begin, end - begin);
  roots_.clear();
  for (const auto& stretch : local_) roots_.push_back(missed_verb(forms, outputs, begin, stretch, reading));
  parser_.parse(outputs, local_, roots_, heads, {reading.relations.data() + begin, end - begin});
  for (std::int32_t& head : heads) {
    if (head != Reading::kRoot) head += static_cast<std::int32_t>(begin);
  }
  for (std::size_t i = 0; i < local_.size(); ++i) {
    if (roots_[i] != Parser::kAny)
      settle_root(begin + local_[i].begin, begin + local_[i].end, begin + roots_[i], reading);
  }
}

void Reader::tag(std::span<const std::int16_t> outputs, std::uint32_t begin, std::uint32_t end, Reading& reading) {
  const std::size_t stride = model_.heads.outputs;
  for (std::size_t i = 0; i < end - begin; ++i) {
    const std::int16_t* scores = outputs.data() + i * stride + model_.groups.tag;
    const auto best = static_cast<std::size_t>(std::max_element(scores, scores + model_.tags.size()) - scores);
    reading.upos[begin + i] = model_.tags[best].upos;
    reading.xpos[begin + i] = model_.tags[best].xpos;
    std::copy_n(outputs.data() + i * stride + model_.groups.name, kNameTags, reading.name_scores[begin + i].begin());
  }
  for (const Stretch& stretch : local_) {
    const std::size_t at = stretch.begin * stride + model_.groups.name;
    best_names(outputs.subspan(at), stride,
               {reading.names.data() + begin + stretch.begin, stretch.end - stretch.begin});
  }
}

std::uint32_t Reader::missed_verb(std::span<const std::string_view> forms, std::span<const std::int16_t> outputs,
                                  std::uint32_t begin, const Stretch& stretch, Reading& reading) const {
  const auto xpos = std::span(reading.xpos).subspan(begin + stretch.begin, stretch.end - stretch.begin);
  const bool whole = xpos.size() >= kShortestSentence && forms[begin + stretch.end - 1] == ".";
  if (!whole || has_finite(xpos)) return Parser::kAny;
  auto best = Parser::kAny;
  std::size_t best_tag = 0;
  int nearest = kFarthestTag;
  for (auto word = stretch.begin; word < stretch.end; ++word) {
    const auto before = std::span(reading.upos).subspan(begin + stretch.begin, word - stretch.begin);
    const bool suffers = word + 1 < stretch.end && forms[begin + word + 1] == "by";
    if (!forms[begin + word].ends_with("ed") || suffers || !ends_with_noun(before)) continue;
    const auto scores = outputs.subspan(word * model_.heads.outputs + model_.groups.tag, model_.tags.size());
    const int most = std::ranges::max(scores);
    for (std::size_t tag = 0; tag < scores.size(); ++tag) {
      const bool past = model_.tags[tag].upos == Upos::kVerb && model_.tags[tag].xpos == Xpos::kVbd;
      if (!past || most - scores[tag] >= nearest) continue;
      nearest = most - scores[tag];
      best = word;
      best_tag = tag;
    }
  }
  if (best == Parser::kAny) return best;
  reading.upos[begin + best] = model_.tags[best_tag].upos;
  reading.xpos[begin + best] = model_.tags[best_tag].xpos;
  return best;
}

void Reader::join(std::span<const std::uint32_t> ends, Reading& reading) {
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    std::int32_t root = Reading::kRoot;
    for (std::uint32_t i = begin; i < end && end - begin > kSentenceMax; ++i) {
      if (reading.heads[i] != Reading::kRoot) continue;
      if (root == Reading::kRoot) {
        root = static_cast<std::int32_t>(i);
      } else {
        reading.heads[i] = root;
        reading.relations[i] = Relation::kParataxis;
      }
    }
    begin = end;
  }
}

}  // namespace tidings::language
