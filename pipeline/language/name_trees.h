#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "pipeline/language/names.h"
#include "pipeline/language/reader.h"

namespace tidings::language {

// Mends trees where names say better: a name is to its sentence like one word, and its title depends on it.
//
// - A title with a capital and without an article is a proper noun and `nmod:desc` of the person's first word, which
// takes the title's place in the sentence
//   ("Secretary of State Anne Jones said": Jones said, not the secretary); after one the person is its `appos`.
// - One word of a name has its head outside; what hangs on the others from outside hangs on that one instead.
//
// Trees stay trees. One for each worker; allocates nothing once its memory has grown. Linear in the words.
class NameTrees {
 public:
  // `names` as NameFinder finds them for `reading`, which is of the words `forms`.
  void mend(std::span<const Name> names, std::span<const std::string_view> forms, Reading& reading);

 private:
  using Word = std::int32_t;
  static constexpr Word kNone = -2;

  void make_one(const Name& name, Reading& reading);
  void place_title(const Name& name, std::span<const std::string_view> forms, Reading& reading);
  void gather_title(const Name& name, Word title, Reading& reading);
  void move_dependents(Reading& reading) const;
  static bool has_article(const Name& name, Word title, const Reading& reading);
  static bool is_above(Word upper, Word lower, const Reading& reading);

  std::vector<Word> name_head_;   // of the name that a word is in; kNone: in none
  std::vector<Word> new_holder_;  // of a title's dependents: the person; kNone: no change
};

}  // namespace tidings::language
