#include "pipeline/extract/quote/speech.h"

#include <algorithm>
#include <array>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/status.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using record::QuoteKind;

// Verbs whose subject says what follows.
constexpr auto kVerbs = std::to_array<std::string_view>(
    {"accuse",    "acknowledge", "add",       "admit",   "advise",    "allege",    "announce", "answer",    "argue",
     "ask",       "assert",      "assure",    "believe", "consider",  "think",     "blame",    "boast",     "call",
     "caution",   "charge",      "claim",     "comment", "complain",  "concede",   "conclude", "confirm",   "contend",
     "counter",   "criticise",   "criticize", "declare", "demand",    "deny",      "describe", "emphasise", "emphasize",
     "exclaim",   "explain",     "express",   "hint",    "insist",    "joke",      "lament",   "mention",   "muse",
     "note",      "observe",     "point",     "pledge",  "praise",    "predict",   "promise",  "quip",      "quote",
     "recall",    "reiterate",   "remark",    "repeat",  "reply",     "report",    "respond",  "retort",    "reveal",
     "say",       "state",       "stress",    "suggest", "summarise", "summarize", "tell",     "testify",   "tweet",
     "underline", "underscore",  "urge",      "vow",     "warn",      "welcome",   "write"});

// Of these the object hears it.
constexpr auto kTells = std::to_array<std::string_view>(
    {"tell", "ask", "assure", "advise", "warn", "urge", "inform", "remind", "promise", "caution", "notify"});

bool is_speech_verb(std::string_view lemma) { return is_one_of(lemma, kVerbs); }

// Before a clause: it tells when or why something was said, not what.
constexpr auto kAside = std::to_array<std::string_view>(
    {"before", "after", "until", "till", "while", "as", "since", "because", "once", "though", "although", "unless"});

constexpr Word kReach = 40;           // words from a quotation to the verb that tells it, in its own sentence
constexpr std::size_t kFewWords = 2;  // marks around no more than these may mean a nickname

struct Told {
  Word verb = kNoWord;
  std::uint32_t speaker = Mentions::kNone;
};

class Finding {
 public:
  Finding(std::string_view text, std::span<const language::Token> tokens, const Tree& tree, const Mentions& mentions)
      : text_(text), tokens_(tokens), tree_(tree), mentions_(mentions), quotations_(find_quotations(text)) {
    quoted_.assign(tokens.size(), false);
    for (const auto& quotation : quotations_) {
      for (auto word = first_word(quotation.begin); word < tokens.size() && tokens[word].begin < quotation.end;
           ++word) {
        quoted_[word] = true;
      }
    }
  }

  std::vector<Speech> run() {
    for (const auto& quotation : quotations_) add_quotation(quotation);
    add_indirect();
    for (auto& speech : found_) speech.addressee = addressee_of(speech);
    std::ranges::sort(found_, {}, [](const Speech& speech) { return std::pair(speech.begin, speech.end); });
    return std::move(found_);
  }

 private:
  // "told the house", "asked the minister", "said to the envoys", "promised them".
  [[nodiscard]] std::uint32_t addressee_of(const Speech& speech) const {
    if (speech.verb == kNoWord || !tree_.is_verb(speech.verb)) return Mentions::kNone;
    const bool tells = is_one_of(tree_.lemma(speech.verb), kTells);
    for (const auto child : tree_.children(speech.verb)) {
      const auto relation = tree_.relation(child);
      const bool object = tells && (relation == Relation::kObj || relation == Relation::kIobj);
      const bool to = relation == Relation::kObl && tree_.preposition(child) == "to";
      if ((!object && !to) || quoted_[child]) continue;
      const auto listener = speaker_of(child);
      const bool other =
          listener != Mentions::kNone && mentions_.all[listener].entity != mentions_.all[speech.speaker].entity;
      if (other) return listener;
    }
    return Mentions::kNone;
  }

  // ---- between marks

  void add_quotation(const Quotation& quotation) {
    const auto first = first_word(quotation.begin);
    if (first >= tokens_.size() || tokens_[first].begin >= quotation.end) return;
    auto last = first;
    while (last + 1 < tokens_.size() && tokens_[last + 1].begin < quotation.end) ++last;
    const auto kind = is_whole(quotation, first, last) ? QuoteKind::kDirect : QuoteKind::kPartial;
    auto told = told_beside(first, last);
    if (told.verb == kNoWord && kind == QuoteKind::kDirect) told = told_around(quotation, first, last);
    if (told.speaker == Mentions::kNone) return;
    if (kind == QuoteKind::kPartial && is_nickname(first, last, told.verb)) return;
    found_.push_back({quotation.begin, quotation.end, kind, told.verb, told.speaker});
    last_speaker_ = told.speaker;
    last_end_ = last;
  }

  // A sentence of its own, not some words of the sentence around it.
  [[nodiscard]] bool is_whole(const Quotation& quotation, Word first, Word last) const {
    const char end = text_[quotation.end - 1];
    const bool closed =
        end == '.' || end == ',' || end == '!' || end == '?' || tree_.sentence(first) != tree_.sentence(last);
    bool verb = false;
    for (auto word = first; word <= last; ++word) verb = verb || tree_.is_verb(word) || tree_.upos(word) == Upos::kAux;
    return quotation.resumed || (verb && closed);
  }

  [[nodiscard]] bool is_nickname(Word first, Word last, Word verb) const {
    if (last - first + 1 > kFewWords) return false;
    // "called it 'two-tier'", "said that it was 'open'": the words depend on the verb of speech through a predicate.
    for (auto word = first, steps = Word{0}; word != kNoWord && steps < kReach; word = tree_.head(word), ++steps) {
      if (word == verb) return false;
    }
    return true;
  }

  // The verb of speech outside the marks, in the sentences that the quotation touches: what governs it, else the
  // nearest.
  [[nodiscard]] Told told_beside(Word first, Word last) const {
    for (auto word = tree_.head(first), steps = Word{0}; word != kNoWord && steps < kReach;
         word = tree_.head(word), ++steps) {
      if (const auto told = teller(word); told.verb != kNoWord) return told;
    }
    Told best;
    Word nearest = kReach;
    const auto from = first > kReach ? first - kReach : 0;
    for (auto word = from; word < std::min<Word>(last + kReach, tree_.size()); ++word) {
      const bool here = tree_.sentence(word) == tree_.sentence(first) || tree_.sentence(word) == tree_.sentence(last);
      const auto distance = word < first ? first - word : word > last ? word - last : 0;
      if (!here || distance >= nearest) continue;
      const auto told = teller(word);
      if (told.verb == kNoWord) continue;
      best = told;
      nearest = distance;
    }
    return best;
  }

  // Whole sentences between marks: "…:" before them tells who speaks, or they go on with the quotation before, or the
  // next sentence tells it.
  [[nodiscard]] Told told_around(const Quotation& quotation, Word first, Word last) const {
    const bool goes_on = quotation.resumed || (last_speaker_ != Mentions::kNone && first - last_end_ <= 4);
    if (goes_on) return {kNoWord, last_speaker_};
    if (first >= 2) {
      for (auto word = first - 1; word > 0 && first - word < kReach; --word) {
        if (tree_.sentence(word) + 1 < tree_.sentence(first)) break;
        if (const auto told = teller(word); told.speaker != Mentions::kNone) return told;
      }
    }
    for (auto word = last + 1; word < tree_.size() && word - last < kReach; ++word) {
      if (tree_.sentence(word) > tree_.sentence(last) + 1) break;
      if (const auto told = teller(word); told.speaker != Mentions::kNone) return told;
    }
    return {};
  }

  // Who says it, if this word, outside all marks, is a verb of speech or "according to". The verb without a speaker:
  // somebody of whom nothing is known, so that nobody else said it.
  [[nodiscard]] Told teller(Word word) const {
    if (quoted_[word]) return {};
    if (tree_.lemma(word) == "accord" || tree_.form(word) == "According" || tree_.form(word) == "according") {
      const auto speaker = according_to(word);
      return speaker == Mentions::kNone ? Told{} : Told{word, speaker};
    }
    if (!tree_.is_verb(word) || !is_speech_verb(tree_.lemma(word))) return {};
    Told told;
    for (const auto subject : sayers(word)) {
      if (quoted_[subject]) continue;
      if (tree_.upos(subject) == Upos::kNoun) told.verb = word;
      if (const auto speaker = speaker_of(subject); speaker != Mentions::kNone) return {word, speaker};
    }
    // "…, said one of them" is taken for an object now and then.
    const auto inverted = tree_.child(word, Relation::kObj);
    if (inverted == kNoWord || tree_.child(word, Relation::kNsubj) != kNoWord || quoted_[inverted]) return told;
    if (inverted > word && tree_.lemma(word) == "say") return {word, speaker_of(inverted)};
    return told;
  }

  // Of "Interfax quoted Vik as saying" it is Vik.
  [[nodiscard]] std::vector<Word> sayers(Word verb) const {
    const auto head = tree_.head(verb);
    const bool cited = head != kNoWord && tree_.relation(verb) == Relation::kAdvcl && !is_passive(tree_, head) &&
                       (tree_.lemma(head) == "quote" || tree_.lemma(head) == "cite");
    return cited ? objects(tree_, head) : subjects(tree_, verb);
  }

  // "according to him", "according to the spokeswoman Ana Vik": the first named person up to the comma, else an unnamed
  // one, else the first mention.
  [[nodiscard]] std::uint32_t according_to(Word word) const {
    auto first = Mentions::kNone;
    for (auto next = word + 1; next < std::min<Word>(word + 12, tree_.size()); ++next) {
      if (tree_.lemma(next) == ",") break;
      const auto speaker = speaker_of(next);
      if (speaker == Mentions::kNone) continue;
      const auto& mention = mentions_.all[speaker];
      const bool person = mention.kind == record::ActorKind::kPerson;
      if (person && mention.via != "role") return speaker;
      const bool better = person && first != Mentions::kNone && mentions_.all[first].kind != record::ActorKind::kPerson;
      if (first == Mentions::kNone || better) first = speaker;
    }
    return first;
  }

  [[nodiscard]] std::uint32_t speaker_of(Word word) const {
    const auto index = mentions_.of_word[word];
    if (index == Mentions::kNone || mentions_.all[index].via == "adjective") return Mentions::kNone;
    return mentions_.all[index].acts ? index : Mentions::kNone;
  }

  // ---- without marks

  void add_indirect() {
    for (Word verb = 0; verb < tree_.size(); ++verb) {
      if (quoted_[verb]) continue;
      const auto told = teller(verb);
      if (told.speaker == Mentions::kNone || !tree_.is_verb(verb)) continue;
      const auto clause = tree_.child(verb, Relation::kCcomp);
      if (clause == kNoWord || clause < verb || quoted_[clause] || !is_said(verb) || is_aside(clause)) continue;
      const auto [first, last] = extent(clause);
      if (is_fragment(clause, first, last)) continue;
      if (std::any_of(quoted_.begin() + first, quoted_.begin() + last + 1, [](bool quoted) { return quoted; }))
        continue;
      found_.push_back({tokens_[first].begin, tokens_[last].end, QuoteKind::kIndirect, verb, told.speaker});
    }
  }

  // Not what somebody did not say, will say, or was asked to say.
  [[nodiscard]] bool is_said(Word verb) const {
    const auto status = status_of(tree_, verb, kNoWord).status;
    return status == record::Status::kOccurred || status == record::Status::kOngoing;
  }

  [[nodiscard]] bool is_aside(Word clause) const {
    return std::ranges::any_of(tree_.children(clause), [&](Word child) {
      return tree_.relation(child) == Relation::kMark && is_one_of(tree_.lemma(child), kAside);
    });
  }

  // "had stalled", of which the parser hung the subject elsewhere; "…, his office said" behind it says nothing more.
  [[nodiscard]] bool is_fragment(Word clause, Word first, Word last) const {
    const bool headless = tree_.upos(first) == Upos::kAux && tree_.head(first) == clause &&
                          tree_.child(clause, Relation::kNsubj) == kNoWord &&
                          tree_.child(clause, Relation::kNsubjPass) == kNoWord;
    if (first == last || headless) return true;
    return tree_.lemma(clause) == "say" && tree_.child(clause, Relation::kCcomp) == kNoWord;
  }

  // First and last word below a word, without the mark that introduces it and the full stop.
  [[nodiscard]] std::pair<Word, Word> extent(Word clause) const {
    Word first = clause;
    Word last = clause;
    std::vector<Word> open = {clause};
    while (!open.empty()) {
      const auto word = open.back();
      open.pop_back();
      first = std::min(first, word);
      last = std::max(last, word);
      for (const auto child : tree_.children(word)) open.push_back(child);
    }
    const auto introduces = [&](Word word) {
      const auto head = tree_.head(word);  // "that talks had stalled", read as those talks
      const bool that = tree_.lemma(word) == "that" && head != kNoWord && tree_.xpos(head) == language::Xpos::kNns;
      return that || tree_.relation(word) == Relation::kMark || tree_.upos(word) == Upos::kPunct;
    };
    while (first < clause && introduces(first)) ++first;
    while (last > clause && tree_.upos(last) == Upos::kPunct) --last;
    return {first, last};
  }

  [[nodiscard]] Word first_word(std::uint32_t byte) const {
    const auto found = std::ranges::lower_bound(tokens_, byte, {}, &language::Token::begin);
    return static_cast<Word>(found - tokens_.begin());
  }

  std::string_view text_;
  std::span<const language::Token> tokens_;
  const Tree& tree_;
  const Mentions& mentions_;
  std::vector<Quotation> quotations_;
  std::vector<bool> quoted_;  // by word
  std::vector<Speech> found_;
  std::uint32_t last_speaker_ = Mentions::kNone;
  Word last_end_ = 0;
};

}  // namespace

std::vector<Speech> find_speech(std::string_view text, std::span<const language::Token> tokens, const Tree& tree,
                                const Mentions& mentions) {
  return Finding(text, tokens, tree, mentions).run();
}

}  // namespace tidings::extract
