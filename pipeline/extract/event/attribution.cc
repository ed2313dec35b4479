#include "pipeline/extract/event/attribution.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using record::Attribution;

constexpr int kMostSteps = 10;          // up the tree
constexpr std::size_t kMostLinks = 8;   // of one chain
constexpr Word kTail = 14;              // words behind the last comma: ", the ministry said on Monday"
constexpr std::uint32_t kReach = 3000;  // bytes of a quotation around the trigger; a longer one is a broken mark

// Verbs by which somebody says that something is so.
constexpr auto kAsserts = std::to_array<std::string_view>(
    {"accuse",   "acknowledge", "add",     "admit",     "allege",    "announce", "argue",    "assert",    "blame",
     "believe",  "claim",       "comment", "conclude",  "confirm",   "contend",  "declare",  "deny",      "describe",
     "disclose", "estimate",    "explain", "indicate",  "inform",    "insist",   "maintain", "mention",   "note",
     "point",    "post",        "recall",  "reiterate", "remark",    "repeat",   "reply",    "report",    "reveal",
     "say",      "state",       "stress",  "suggest",   "tell",      "testify",  "tweet",    "underline", "underscore",
     "warn",     "write",       "quip",    "boast",     "emphasise", "emphasize"});
constexpr auto kCites = std::to_array<std::string_view>({"cite", "quote"});
// Verbs by which others pass on what somebody said: "a statement carried by the agency".
constexpr auto kRelays = std::to_array<std::string_view>({"quote", "cite", "carry", "publish", "report", "run"});
// Of these the plainest: whoever is their subject speaks, mentioned or not.
constexpr auto kSpeaks =
    std::to_array<std::string_view>({"say", "report", "announce", "tell", "state", "declare", "confirm"});

std::string lower(std::string_view form) {
  std::string text(form);
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

class Chain {
 public:
  Chain(const ParsedDocument& parsed, std::span<const Speech> speeches, Word trigger)
      : parsed_(parsed), tree_(parsed.tree), speeches_(speeches), trigger_(trigger) {}

  std::vector<Attribution> run() {
    climb();
    behind();
    add_quotations();
    if (links_.size() > kMostLinks) links_.resize(kMostLinks);
    return std::move(links_);
  }

 private:
  // ---- up the tree

  void climb() {
    auto word = trigger_;
    beside(word);
    for (int step = 0; step < kMostSteps; ++step) {
      const auto head = tree_.head(word);
      if (head == kNoWord) return;
      if (is_told_by(word, head)) say(head);
      word = head;
      beside(word);
    }
  }

  // Is `word` what the verb above it says?
  [[nodiscard]] bool is_told_by(Word word, Word head) const {
    if (!tree_.is_verb(head) || !is_one_of(tree_.lemma(head), kAsserts)) return false;
    switch (tree_.relation(word)) {
      case Relation::kCcomp:
      case Relation::kParataxis:
        return true;
      case Relation::kConj:  // the parser's way with a clause without "that"
        return tree_.child(head, Relation::kCcomp) == kNoWord && tree_.child(word, Relation::kCc) == kNoWord &&
               has_subject(word);
      case Relation::kAdvcl:
        if (tree_.mark(word) == "that") return true;
        [[fallthrough]];
      case Relation::kXcomp:
      case Relation::kObl:  // "accused Norland of killing them", "of the attack"
        return tree_.lemma(head) == "accuse" || tree_.lemma(head) == "blame";
      default:
        return false;
    }
  }

  // What is put in beside a clause: "…, Holm said", "according to Holm", "as Holm put it", "citing Holm".
  void beside(Word word) {
    for (const auto child : tree_.children(word)) {
      const auto lemma = tree_.lemma(child);
      switch (tree_.relation(child)) {
        case Relation::kParataxis:
          if (tree_.is_verb(child) && is_one_of(lemma, kAsserts) && !has_content(child)) say(child);
          break;
        case Relation::kAdvcl:
          if (is_as(child) && (is_one_of(lemma, kAsserts) || lemma == "put")) say(child);
          if (is_one_of(lemma, kCites)) cite(child);
          break;
        case Relation::kObl:
        case Relation::kNmod:
          if (const auto by = according(child); by != kNoWord) add(child, by);
          break;
        default:
          break;
      }
    }
  }

  // Does a verb put in say something of its own? "he fled, and Holm said that he was ill"
  [[nodiscard]] bool has_content(Word verb) const { return tree_.child(verb, Relation::kCcomp) != kNoWord; }

  [[nodiscard]] bool has_subject(Word verb) const {
    return tree_.child(verb, Relation::kNsubj) != kNoWord || tree_.child(verb, Relation::kNsubjPass) != kNoWord;
  }

  [[nodiscard]] bool is_as(Word verb) const { return tree_.mark(verb) == "as"; }

  // ---- behind the last comma, however the parser hangs it: "…, the Norlandic legation in Oslo said on Monday."

  void behind() {
    const auto sentence = tree_.sentence(trigger_);
    auto end = trigger_ + 1;
    while (end < tree_.size() && tree_.sentence(end) == sentence) ++end;
    auto comma = end - 1;
    while (comma > trigger_ && tree_.form(comma) != ",") --comma;
    if (comma == trigger_ || end - comma > kTail) return;
    auto speaker = kNoWord;
    for (auto word = comma + 1; word < end; ++word) {
      if (tree_.lemma(word) == "report" || tree_.lemma(word) == "say") {
        if (speaker != kNoWord && names(speaker, word) && !says_more(word + 1, end)) add(speaker, word);
        return;
      }
      if (tree_.upos(word) == Upos::kVerb) return;
      const bool first = speaker == kNoWord || word == speaker + 1;  // "Cable Sur": the last word of the name
      if (first && tree_.is_noun(word)) speaker = word;
    }
  }

  // "Cable Sur reports", of which the parser makes a noun, but not "to Port Said".
  [[nodiscard]] bool names(Word speaker, Word verb) const {
    const bool part = parsed_.mention_of(verb) != nullptr && parsed_.mention_of(verb) == parsed_.mention_of(speaker);
    return !part && tree_.form(verb) == lower(tree_.form(verb));
  }

  [[nodiscard]] bool says_more(Word from, Word end) const {
    for (auto word = from; word < end; ++word) {
      if (tree_.upos(word) == Upos::kVerb) return true;
    }
    return false;
  }

  // The "according" before a word.
  [[nodiscard]] Word according(Word word) const {
    for (const auto child : tree_.children(word)) {
      if (tree_.relation(child) == Relation::kCase && lower(tree_.form(child)) == "according") return child;
    }
    return kNoWord;
  }

  // The "Said" of "Port Said".
  [[nodiscard]] bool is_name(Word verb) const {
    const auto* mention = parsed_.mention_of(verb);
    return mention != nullptr && mention->end - mention->begin > 1;
  }

  // Who says it by this verb, after those whom he cites and before those who relay it.
  void say(Word verb) {
    if (verb == trigger_ || is_name(verb)) return;
    for (const auto child : tree_.children(verb)) {
      if (is_one_of(tree_.lemma(child), kCites) && tree_.relation(child) == Relation::kAdvcl && !is_as(child))
        cite(child);
    }
    if (cited_by(verb)) return;
    bool told = false;
    for (const auto subject : subjects(tree_, verb)) {
      const auto before = links_.size();
      add(subject, verb);
      told = told || links_.size() > before;
      break;
    }
    if (!told) quoted_as_saying(verb);
    relays(verb);
  }

  // "Holm was quoted by Interfax as saying that …".
  void quoted_as_saying(Word verb) {
    const auto quote = tree_.head(verb);
    if (quote == kNoWord || !is_one_of(tree_.lemma(quote), kCites)) return;
    for (const auto object : objects(tree_, quote)) add(object, verb);
    agent(quote);
  }

  // "Interfax quoted Holm as saying that …": Holm says it, and Interfax passes it on.
  [[nodiscard]] bool cited_by(Word verb) {
    const auto quote = tree_.head(verb);
    const bool cited = quote != kNoWord && is_one_of(tree_.lemma(quote), kCites) && is_as(verb) &&
                       tree_.relation(verb) == Relation::kAdvcl && !is_passive(tree_, quote);
    if (!cited) return false;
    for (const auto object : objects(tree_, quote)) add(object, verb);
    for (const auto subject : subjects(tree_, quote)) add(subject, quote);
    return true;
  }

  // "citing Holm": what the verb is put beside comes from him.
  void cite(Word verb) {
    if (tree_.xpos(verb) == language::Xpos::kVbn) return agent(verb);
    for (const auto object : objects(tree_, verb)) add(object, verb);
  }

  void agent(Word verb) {
    for (const auto child : tree_.children(verb)) {
      const auto relation = tree_.relation(child);
      if ((relation == Relation::kOblAgent || relation == Relation::kObl) && tree_.preposition(child) == "by")
        add(child, verb);
    }
  }

  // "told Reuters", "as quoted by Reuters", "said in a statement carried by Reuters".
  void relays(Word verb) {
    for (const auto child : tree_.children(verb)) {
      const auto relation = tree_.relation(child);
      if ((relation == Relation::kObj || relation == Relation::kIobj || relation == Relation::kObl) && is_press(child))
        add(child, verb);
      if (relation == Relation::kAdvcl && is_one_of(tree_.lemma(child), kRelays) && is_as(child)) agent(child);
      if (relation != Relation::kObl) continue;
      for (const auto below : tree_.children(child)) {
        if (tree_.relation(below) == Relation::kAcl && is_one_of(tree_.lemma(below), kRelays)) agent(below);
        if (tree_.relation(below) == Relation::kNmod && is_press(below)) add(below, verb);  // "in an interview with"
      }
    }
  }

  // A paper or an agency; "told reporters" is told to all the world, and relayed by nobody.
  [[nodiscard]] bool is_press(Word word) const {
    const auto* mention = parsed_.mention_of(word);
    return mention != nullptr && mention->sector == "JRN" && mention->kind == record::ActorKind::kOrganisation;
  }

  // ---- quotations around it

  void add_quotations() {
    const auto at = parsed_.reading.tokens[trigger_].begin;
    std::vector<const Speech*> around;
    for (const auto& speech : speeches_) {
      const bool covers = speech.begin <= at && at < speech.end && speech.end - speech.begin < kReach;
      if (covers && speech.verb != trigger_) around.push_back(&speech);
    }
    std::ranges::stable_sort(around, {}, [](const Speech* speech) { return speech->end - speech->begin; });
    for (const auto* speech : around) {
      const auto& mention = parsed_.mentions.all[speech->speaker];
      add_link(mention.name, speech->verb, parsed_.span_of(mention.begin, mention.end));
      if (speech->verb != kNoWord) relays(speech->verb);
    }
  }

  // ---- links

  void add(Word speaker, Word verb) {
    if (const auto* mention = parsed_.mention_of(speaker); mention != nullptr && mention->via != "adjective")
      return add_link(mention->name, verb, parsed_.span_of(mention->begin, mention->end));
    if (!is_one_of(tree_.lemma(verb), kSpeaks) || !tree_.is_noun(speaker)) return;
    const auto [first, last] = phrase(speaker);
    const auto span = parsed_.span_of(first, last);
    add_link(std::string(parsed_.points.text_of(span)), verb, span);
  }

  // "Norlandic legation", "Cable Sur": a noun with what describes it, without its article.
  [[nodiscard]] std::pair<Word, Word> phrase(Word noun) const {
    auto first = noun;
    const auto describes = [&](Word word) { return tree_.upos(word) == Upos::kAdj || tree_.is_noun(word); };
    while (first > 0 && tree_.sentence(first - 1) == tree_.sentence(noun) && describes(first - 1)) --first;
    return {first, noun + 1};
  }

  void add_link(const std::string& name, Word verb, record::Span span) {
    const bool there = std::ranges::any_of(links_, [&](const Attribution& link) { return link.name == name; });
    if (there || name.empty()) return;
    links_.push_back({name, verb == kNoWord ? "" : lower(tree_.form(verb)), span});
  }

  const ParsedDocument& parsed_;
  const Tree& tree_;
  std::span<const Speech> speeches_;
  Word trigger_;
  std::vector<Attribution> links_;
};

}  // namespace

std::vector<Attribution> attribution_of(const ParsedDocument& parsed, std::span<const Speech> speeches, Word trigger) {
  return Chain(parsed, speeches, trigger).run();
}

void add_attribution(std::vector<Attribution>&& from, std::vector<Attribution>& into) {
  for (auto& link : from) {
    const bool there = std::ranges::any_of(into, [&](const Attribution& other) { return other.name == link.name; });
    if (!there && into.size() < kMostLinks) into.push_back(std::move(link));
  }
}

}  // namespace tidings::extract
