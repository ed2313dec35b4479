#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/language/name_dictionary.h"
#include "pipeline/language/reader.h"

namespace tidings::language {

enum class NameKind : std::uint8_t { kPerson, kOrganisation, kPlace, kGroup };  // group: a people and its adjective

// How it is known that these words are a name of this kind.
enum class NameSource : std::uint8_t {
  kLexicon,  // the lexicon has them
  kTitle,    // a title or an office stands before
  kContext,  // the network says so from form and context
  kText,     // the text has this word elsewhere, as a person's last name or as a name of this kind
};
[[nodiscard]] std::string_view to_string(NameKind kind);
[[nodiscard]] std::string_view to_string(NameSource source);

// A name in a text; the words of its title are not part of it.
struct Name {
  static constexpr std::uint32_t kNoNode = 0;

  std::uint32_t begin = 0, end = 0;  // words
  std::uint32_t title = 0;       // first word of the titles and offices before a person; `begin` where there are none
  std::uint32_t node = kNoNode;  // the words in the dictionary, for entries_of(); kNoNode: not there
  NameKind kind = NameKind::kPerson;
  NameSource source = NameSource::kContext;
  friend bool operator==(const Name&, const Name&) = default;
};

// The entries under a name's words that are of its kind; the same words may have others.
[[nodiscard]] std::span<const Entry> entries_of(const Name& name, const NameDictionary& dictionary);

// Finds the names of sentences: of all ways to cut a sentence into names and other words, the one with the most
// evidence, which the dictionary, the parts of speech, titles and the network's name scores give together. Peoples and
// their adjectives ("Spanish") are found by the dictionary alone, wherever no other name has their words. One for each
// worker: it keeps the memory it works in and allocates nothing once that has grown. The dictionary must outlive it.
//
// A name of one word that only the network knows is then held against the rest of the text: what bears a title or a
// given name somewhere is that person everywhere.
class NameFinder {
 public:
  explicit NameFinder(const NameDictionary& dictionary) : dictionary_(dictionary) {}

  // Words and reading as of Reader::read, of one text. Replaces `names`: in order, without overlap, none longer than
  // kLongest words. Linear time, besides sorting the names; a sentence over Reader::kSentenceMax words is looked at in
  // stretches of that length.
  void find(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends, const Reading& reading,
            std::vector<Name>& names);

  static constexpr std::uint32_t kLongest = NameDictionary::kLongest;

 private:
  using Match = NameDictionary::Match;
  static constexpr std::uint32_t kLongestGroup = 4;
  static constexpr std::uint32_t kLongestTitle = 8, kLongestTitles = 16;

  struct Word {
    std::int32_t begin[3] = {};  // by NameKind: of its first word, over that of a word in no name
    std::int32_t inside[3] = {};
    std::uint32_t title = 0;  // one past the longest title that begins here; 0: none
    std::uint8_t cues = 0;
    bool may_be_name = false;  // the first or the last word of one
    bool proper = false;
    bool ends_title = false;
    bool in_office = false;  // part of a title of several words
    bool is_break = false, is_mark = false, joins = false;
  };
  struct Step {
    std::int64_t score = 0;
    std::uint32_t length = 0;  // of the name that ends here; 0: the word is in none
    NameKind kind = NameKind::kPerson;
  };

  void look_at(std::uint32_t begin, std::uint32_t end, std::span<const std::string_view> forms, const Reading& reading);
  void look_up();
  void decode();
  [[nodiscard]] const Match* match_of(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::int32_t span_score(std::uint32_t begin, std::uint32_t end, const Match* match) const;
  [[nodiscard]] std::int32_t kind_score(NameKind kind, std::uint32_t begin, std::uint32_t end,
                                        const Match* match) const;
  void collect(std::uint32_t offset, std::vector<Name>& names) const;
  [[nodiscard]] Name name_of(NameKind kind, std::uint32_t begin, std::uint32_t end) const;
  void add_groups(std::uint32_t begin, std::uint32_t end, std::vector<Name>& names) const;
  [[nodiscard]] std::uint32_t titles_before(std::uint32_t word) const;
  void agree(std::span<const std::string_view> forms, std::vector<Name>& names);

  // What a word names somewhere in the text.
  struct Vote {
    std::uint64_t word = 0;
    std::array<std::uint32_t, 4> counts{};  // by NameKind
  };

  const NameDictionary& dictionary_;
  std::vector<WordKey> keys_;
  std::vector<Word> words_;
  std::vector<NameDictionary::Match> matches_;
  std::vector<std::uint32_t> first_match_;  // by word: of matches_
  std::vector<Step> steps_;
  std::vector<Vote> votes_;
};

}  // namespace tidings::language
