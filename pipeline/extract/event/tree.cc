#include "pipeline/extract/event/tree.h"

#include <utility>

#include "pipeline/extract/event/mend.h"
#include "pipeline/language/lemma.h"

namespace tidings::extract {

using language::Relation;
using language::Upos;

void Tree::build(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends,
                 const language::Reading& reading) {
  forms_ = forms;
  reading_ = &reading;
  lemmas_.clear();
  lemma_ends_.clear();
  std::string buffer;
  for (Word word = 0; word < forms.size(); ++word) {
    const language::WordTags tags{to_string(reading.upos[word]), to_string(reading.xpos[word])};
    for (const char c : language::lemma_of(forms[word], tags, buffer)) {
      lemmas_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    lemma_ends_.push_back(static_cast<std::uint32_t>(lemmas_.size()));
  }
  heads_.clear();
  for (const auto head : reading.heads) heads_.push_back(head < 0 ? kNoWord : static_cast<Word>(head));
  relations_.assign(reading.relations.begin(), reading.relations.end());
  sentences_.resize(forms.size());
  std::uint32_t sentence = 0;
  for (Word word = 0; word < forms.size(); ++word) {
    while (sentence < ends.size() && word >= ends[sentence]) ++sentence;
    sentences_[word] = sentence;
  }
  index();
  Links links{heads_, relations_};
  mend(*this, links);
  if (!links.changed) return;
  heads_ = std::move(links.heads);
  relations_ = std::move(links.relations);
  index();
}

void Tree::index() {
  first_child_.assign(heads_.size() + 1, 0);
  for (const auto head : heads_) {
    if (head != kNoWord) ++first_child_[head + 1];
  }
  for (std::size_t i = 1; i < first_child_.size(); ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(first_child_.back());
  auto next = first_child_;
  for (Word word = 0; word < heads_.size(); ++word) {
    if (heads_[word] != kNoWord) children_[next[heads_[word]]++] = word;
  }
}

std::string_view Tree::lemma(Word word) const {
  const auto begin = word == 0 ? 0 : lemma_ends_[word - 1];
  return std::string_view(lemmas_).substr(begin, lemma_ends_[word] - begin);
}

Relation Tree::relation(Word word) const {
  const auto relation = relations_[word];
  if (relation != Relation::kCompound && relation != Relation::kAcl) return relation;
  const auto above = head(word);
  if (above == kNoWord || upos(above) != Upos::kVerb) return relation;
  if (relation == Relation::kAcl) return Relation::kXcomp;
  return word < above && is_noun(word) ? Relation::kNsubj : relation;
}

Word Tree::head(Word word) const { return heads_[word]; }

std::span<const Word> Tree::children(Word word) const {
  return std::span(children_).subspan(first_child_[word], first_child_[word + 1] - first_child_[word]);
}

bool Tree::is_verb(Word word) const {
  return upos(word) == Upos::kVerb || (upos(word) == Upos::kAdj && child(word, Relation::kCop) != kNoWord);
}

bool Tree::is_noun(Word word) const { return upos(word) == Upos::kNoun || upos(word) == Upos::kPropn; }

Word Tree::child(Word word, Relation relation) const {
  for (const auto child : children(word)) {
    if (this->relation(child) == relation) return child;
  }
  return kNoWord;
}

std::string_view Tree::preposition(Word word) const {
  for (const auto child : children(word)) {
    if (relation(child) == Relation::kCase && upos(child) != Upos::kPart) return lemma(child);
  }
  return {};
}

std::string_view Tree::mark(Word verb) const {
  const auto mark = child(verb, Relation::kMark);
  return mark == kNoWord ? std::string_view() : lemma(mark);
}

WordRange Tree::sentence_of(Word word) const {
  WordRange words{word, word + 1};
  while (words.begin > 0 && sentences_[words.begin - 1] == sentences_[word]) --words.begin;
  while (words.end < size() && sentences_[words.end] == sentences_[word]) ++words.end;
  return words;
}

bool Tree::is_below(Word word, Word above) const {
  for (; word != kNoWord; word = head(word)) {
    if (word == above) return true;
  }
  return false;
}

}  // namespace tidings::extract
