#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/actor/holders.h"
#include "pipeline/extract/event/tree.h"
#include "pipeline/language/name_dictionary.h"
#include "pipeline/language/names.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// Somebody or something that may act, where the text speaks of it.
struct Mention {
  Word begin = 0, end = 0;  // words, with titles and offices
  record::ActorKind kind = record::ActorKind::kPerson;
  std::string name;                     // the fullest that the article has; of an unnamed one the words themselves
  std::string code;                     // alpha-3 or an organisation's; empty where nothing tells it
  std::vector<std::string> more_codes;  // "Danish and Dutch officials": those after the first
  std::vector<std::uint32_t> members;   // "the two ministers": mentions before it, who they are
  std::string sector;                   // PLOVER's
  std::string position;                 // "foreign minister", in the lexicon's words
  // How that is known: "name" (the lexicon has it), "title", "apposition", "office" (by the lexicon's dates), "role"
  // (an unnamed one), "seat" (a capital or palace for its government), "adjective" ("Danish" of a noun that is nobody),
  // "short name", "pronoun", "description", "plural" ("both sides").
  std::string_view via;
  bool acts = true;          // false: a place that is no side ("in Geneva")
  std::uint32_t entity = 0;  // mentions with the same number are one
};

// The mentions of a document, in the order of the text, and which of them a word belongs to.
struct Mentions {
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<Mention> all;
  std::vector<std::uint32_t> of_word;  // by word: index in `all`, or kNone
};

// Who a document speaks of. Codes come from what stands beside a name ("Russian", "of Norland") before they come from
// the lexicon. Within the document short names, pronouns of one person and definite descriptions ("the minister") are
// joined with the last mention that fits; nothing is carried from one document to the next. Immutable, any number of
// threads; the dictionary must outlive it.
class MentionFinder {
 public:
  explicit MentionFinder(const language::NameDictionary& dictionary);

  // `names`: of the same words, as language::NameFinder finds them. `day`: of publication; without it office holders
  // are not known by date.
  void find(const Tree& tree, std::span<const language::Name> names, std::optional<std::chrono::year_month_day> day,
            Mentions& mentions) const;

 private:
  const language::NameDictionary& dictionary_;
  Holders holders_;
};

}  // namespace tidings::extract
