#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/language/lexicon.h"
#include "pipeline/language/name_dictionary.h"
#include "pipeline/language/names.h"

namespace tidings::extract {

// Words that say what somebody is: "foreign minister".
struct Office {
  const language::Role* role = nullptr;  // none: no such words
  Word begin = 0, end = 0;
};

// What mentions are made from: the words of a document, their names, and what the lexicon says of both. Borrows
// everything; made anew for each document.
class Ground {
 public:
  Ground(const language::NameDictionary& dictionary, const Tree& tree, std::span<const language::Name> names,
         std::optional<std::chrono::year_month_day> day);

  [[nodiscard]] const Tree& tree() const { return tree_; }
  [[nodiscard]] const language::NameDictionary& dictionary() const { return dictionary_; }
  [[nodiscard]] const language::Lexicon& lexicon() const { return dictionary_.lexicon(); }
  [[nodiscard]] std::span<const language::Name> names() const { return names_; }
  [[nodiscard]] std::optional<std::chrono::year_month_day> day() const { return day_; }

  // The name that the word is part of, without its title; null where there is none.
  [[nodiscard]] const language::Name* name_at(Word word) const { return name_of_[word]; }
  // Entries of its kind alone, and of any kind: a palace that was taken for an organisation.
  [[nodiscard]] std::span<const language::Entry> entries(const language::Name& name) const;
  [[nodiscard]] std::span<const language::Entry> entries_of_any_kind(const language::Name& name) const;

  // Does the document name this country, its people or its capital?
  [[nodiscard]] bool tells_of(std::string_view country) const { return countries_.contains(country); }

  // The role or body that these words are; null where they are none.
  [[nodiscard]] const language::Role* role_of(Word begin, Word end) const;
  // The longest whose last word this is; else one that begins with it ("secretary of state").
  [[nodiscard]] Office office_at(Word head) const;
  // The first, and of those the longest, among these words.
  [[nodiscard]] Office office_among(Word begin, Word end) const;

  // Between quotation marks. A mark that is left open counts to the end of its sentence.
  [[nodiscard]] bool is_quoted(Word word) const { return quoted_[word]; }
  // "the minister", "this minister".
  [[nodiscard]] bool is_definite(Word noun) const;
  // The words as one text.
  [[nodiscard]] std::string joined(Word begin, Word end) const;

 private:
  [[nodiscard]] language::WordKey key_of_common(Word word) const;
  void mend_names(std::span<const language::Name> names);
  void add_known(Word begin, Word end);
  void add_adjective(Word word);
  void mend_guess(language::Name& name) const;
  [[nodiscard]] bool may_be_country(const language::Name& guess, const language::Entry& entry) const;
  [[nodiscard]] bool may_be_town(const language::Name& guess, const language::Entry& entry) const;
  void extend_place(language::Name& name) const;
  void find_countries();
  void find_persons(std::span<const language::Name> names);
  [[nodiscard]] bool is_seized(Word word) const;
  [[nodiscard]] bool may_be_place(const language::Name& name) const;
  void mark_quoted();
  void find_offices();

  const language::NameDictionary& dictionary_;
  const Tree& tree_;
  std::vector<language::WordKey> keys_;  // by word
  std::vector<language::Name> names_;
  std::optional<std::chrono::year_month_day> day_;
  std::unordered_set<std::string_view> countries_;      // alpha-3, of the lexicon
  std::unordered_set<std::uint64_t> words_of_persons_;  // hashes of keys_
  std::vector<const language::Name*> name_of_;          // by word
  std::vector<bool> quoted_;                            // by word
  std::vector<Office> offices_;                         // by first word, shorter ones first
  std::vector<std::uint32_t> first_office_;             // by word: of offices_; one more than there are words
  std::vector<std::uint32_t> ending_;  // by word: the longest of offices_ whose last word it is, or kNoWord
};

}  // namespace tidings::extract
