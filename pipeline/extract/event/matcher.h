#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/extract/event/patterns.h"
#include "pipeline/extract/event/tree.h"

namespace tidings::extract {

// What a word may be; of a class of Words.
struct WordClasses {
  bool actor = false;
  bool person = false;
  bool group = false;
  bool place = false;
  bool government = false;  // counts where "government" is asked for
  bool armed = false;       // where "army" or "troop" is
  bool police = false;      // where "police" is
  std::string_view role;    // what somebody is, in the lexicon's words; counts as a lemma of the word
};

// A trigger whose pattern fits.
struct Match {
  const Pattern* pattern = nullptr;
  Word trigger = kNoWord;
  Word light = kNoWord;      // the light verb of a noun
  std::vector<Word> actors;  // heads; of a mutual event all sides
  std::vector<Word> recipients;
  bool each_other = false;  // what the pattern says one does to another they do to each other: all sides are actors

  [[nodiscard]] bool is_mutual() const { return pattern->mutual || each_other; }
};

// Patterns by their triggers. Immutable once made; any number of threads. Borrows the patterns.
class Matcher {
 public:
  explicit Matcher(const Patterns& patterns);

  // The best pattern that fits at each trigger: the one with the most needs and trigger words; of equals the one more
  // of whose needs are met by words and not by classes, then one with a mode, then the first by id.
  // `classes[i]` of word i. Words that are part of another trigger ("custody" of "take into custody") are triggers of
  // their own all the same. In the order of the text.
  [[nodiscard]] std::vector<Match> match(const Tree& tree, std::span<const WordClasses> classes) const;

  // May this lemma be a trigger? So that a sentence without any need not be parsed.
  [[nodiscard]] bool may_trigger(std::string_view lemma) const;

 private:
  struct Candidate {
    const Pattern* pattern;
    const Frame* frame;
    const std::vector<std::string>* words;
    bool verb;
    std::size_t size;  // the more it asks for, the sooner it is meant
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  void add(const Pattern& pattern, const Frame& frame, bool verb);

  const Patterns& patterns_;
  std::unordered_map<std::string, std::vector<Candidate>, Hash, std::equal_to<>> candidates_;  // by head lemma
};

}  // namespace tidings::extract
