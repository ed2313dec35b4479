#include "pipeline/language/name_trees.h"

#include <algorithm>

#include "pipeline/language/letter_case.h"

namespace tidings::language {
namespace {

bool is_inside(std::int32_t word, std::uint32_t begin, std::uint32_t end) {
  return word >= static_cast<std::int32_t>(begin) && word < static_cast<std::int32_t>(end);
}

// The word that a title is built around: "Secretary" of "Secretary of State", "Minister" of "Foreign Minister".
std::int32_t core_of_title(const Name& name, const Reading& reading) {
  for (std::uint32_t i = name.title + 1; i < name.begin; ++i) {
    if (reading.upos[i] == Upos::kAdp) return static_cast<std::int32_t>(i) - 1;
  }
  return static_cast<std::int32_t>(name.begin) - 1;
}

// What belongs to the phrase, not to the title, wherever it hangs.
bool is_of_phrase(Relation relation) {
  return relation == Relation::kCase || relation == Relation::kCc || relation == Relation::kMark ||
         relation == Relation::kPunct;
}

}  // namespace

void NameTrees::mend(std::span<const Name> names, std::span<const std::string_view> forms, Reading& reading) {
  name_head_.assign(reading.heads.size(), kNone);
  new_holder_.assign(reading.heads.size(), kNone);
  for (const Name& name : names) {
    const bool sure = name.source == NameSource::kLexicon || name.source == NameSource::kTitle;
    if (name.kind == NameKind::kGroup || !sure) continue;
    make_one(name, reading);
    if (name.title != name.begin) place_title(name, forms, reading);
  }
  move_dependents(reading);
}

bool NameTrees::is_above(Word upper, Word lower, const Reading& reading) {
  while (lower >= 0 && lower != upper) lower = reading.heads[static_cast<std::size_t>(lower)];
  return lower == upper;
}

// One word of the name is left with a head outside: of a person the first, else the one that is highest in the tree.
void NameTrees::make_one(const Name& name, Reading& reading) {
  Word head = kNone;
  for (std::uint32_t i = name.begin; i < name.end; ++i) {
    if (is_inside(reading.heads[i], name.begin, name.end)) continue;
    if (head == kNone || is_above(static_cast<Word>(i), head, reading)) head = static_cast<Word>(i);
  }
  const auto first = static_cast<Word>(name.begin);
  const bool flat = name.kind == NameKind::kPerson;
  if (flat && head != first) {
    reading.heads[name.begin] = reading.heads[static_cast<std::size_t>(head)];
    reading.relations[name.begin] = reading.relations[static_cast<std::size_t>(head)];
    head = first;
  }
  for (std::uint32_t i = name.begin; i < name.end; ++i) {
    name_head_[i] = head;
    if (static_cast<Word>(i) == head) continue;
    const bool outside = !is_inside(reading.heads[i], name.begin, name.end);
    if (!outside && !(flat && reading.upos[i] == Upos::kPropn)) continue;
    reading.heads[i] = head;
    reading.relations[i] = flat ? Relation::kFlat : Relation::kCompound;
  }
}

void NameTrees::place_title(const Name& name, std::span<const std::string_view> forms, Reading& reading) {
  const Word person = name_head_[name.begin], title = core_of_title(name, reading);
  const auto at = static_cast<std::size_t>(title), who = static_cast<std::size_t>(person);
  if (!is_upper_first(forms[at])) return;
  if (reading.upos[at] == Upos::kNoun) {
    reading.upos[at] = Upos::kPropn;
    reading.xpos[at] = Xpos::kNnp;
  }
  gather_title(name, title, reading);
  const bool holds = reading.heads[who] == title;
  if (has_article(name, title, reading)) {
    if (holds && reading.relations[who] != Relation::kAppos) reading.relations[who] = Relation::kAppos;
    return;
  }
  if (holds) {
    reading.heads[who] = reading.heads[at];
    reading.relations[who] = reading.relations[at];
    new_holder_[at] = person;
  } else if (is_above(title, person, reading)) {
    return;  // by way of words between: something else than a title
  }
  reading.heads[at] = person;
  reading.relations[at] = Relation::kNmodDesc;
}

// Words of the title that hang on something outside hang on its core.
void NameTrees::gather_title(const Name& name, Word title, Reading& reading) {
  for (std::uint32_t i = name.title; i < name.begin; ++i) {
    const Word word = static_cast<Word>(i), head = reading.heads[i];
    if (word == title || is_inside(head, name.title, name.begin)) continue;
    if (is_above(word, title, reading)) {
      reading.heads[static_cast<std::size_t>(title)] = head;
      reading.relations[static_cast<std::size_t>(title)] = reading.relations[i];
    }
    const bool preposition = reading.upos[i] == Upos::kAdp && i + 1 < name.begin && !is_above(word, word + 1, reading);
    reading.heads[i] = preposition ? word + 1 : title;
    reading.relations[i] = preposition ? Relation::kCase : word > title ? Relation::kNmod : Relation::kCompound;
  }
}

bool NameTrees::has_article(const Name& name, Word title, const Reading& reading) {
  constexpr std::uint32_t kFarthest = 6;
  for (std::uint32_t i = static_cast<std::uint32_t>(title); i-- > 0 && i + kFarthest >= name.title;) {
    const Relation relation = reading.relations[i];
    if (reading.heads[i] == title && (relation == Relation::kDet || relation == Relation::kNmodPoss)) return true;
  }
  return false;
}

void NameTrees::move_dependents(Reading& reading) const {
  for (std::size_t i = 0; i < reading.heads.size(); ++i) {
    const Word head = reading.heads[i];
    if (head < 0) continue;
    const Word holder = new_holder_[static_cast<std::size_t>(head)];
    const Word name = name_head_[static_cast<std::size_t>(head)];
    if (holder >= 0 && (static_cast<Word>(i) > holder || is_of_phrase(reading.relations[i]))) {
      reading.heads[i] = holder;
    } else if (name >= 0 && name != head && name_head_[i] != name) {
      reading.heads[i] = name;
    }
  }
}

}  // namespace tidings::language
