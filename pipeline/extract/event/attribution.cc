#include "pipeline/extract/event/attribution.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "pipeline/extract/event/arguments.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;
using record::Attribution;

constexpr int kMostSteps = 10;          // up the tree
constexpr std::size_t kMostLinks = 8;   // of one chain
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
// Whom to name where nobody is mentioned.
constexpr auto kSources = std::to_array<std::string_view>(
    {"source",     "report",     "witness",  "media",      "statement",   "document",     "newspaper",  "press",
     "agency",     "television", "official", "spokesman",  "spokeswoman", "spokesperson", "eyewitness", "analyst",
     "expert",     "diplomat",   "ministry", "government", "police",      "army",         "military",   "authority",
     "prosecutor", "court",      "office",   "company",    "embassy",     "resident",     "aide"});

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

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
      case Relation::kXcomp:
      case Relation::kAdvcl:
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

  [[nodiscard]] bool is_as(Word verb) const {
    const auto mark = tree_.child(verb, Relation::kMark);
    return mark != kNoWord && tree_.lemma(mark) == "as";
  }

  // The "according" before a word.
  [[nodiscard]] Word according(Word word) const {
    for (const auto child : tree_.children(word)) {
      if (tree_.relation(child) == Relation::kCase && lower(tree_.form(child)) == "according") return child;
    }
    return kNoWord;
  }

  // Who says it by this verb, after those whom he cites and before those who relay it.
  void say(Word verb) {
    if (verb == trigger_) return;
    for (const auto child : tree_.children(verb)) {
      if (is_one_of(tree_.lemma(child), kCites) && tree_.relation(child) == Relation::kAdvcl && !is_as(child))
        cite(child);
    }
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

  [[nodiscard]] bool is_press(Word word) const {
    const auto* mention = parsed_.mention_of(word);
    return mention != nullptr && mention->sector == "JRN";
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
    if (!is_one_of(tree_.lemma(speaker), kSources)) return;
    const auto span = parsed_.span_of(speaker, speaker + 1);
    add_link(std::string(parsed_.points.text_of(span)), verb, span);
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
