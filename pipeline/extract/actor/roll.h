#pragma once

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/mentions.h"

namespace tidings::extract {

// A person by name, or by the office of somebody named.
[[nodiscard]] inline bool is_named_person(const Mention& mention) {
  return mention.kind == record::ActorKind::kPerson && mention.via != "role";
}

// The mentions of a document while they are found, in the order of the text.
class Roll {
 public:
  Roll(const Ground& ground, Mentions& mentions);

  // A mention of somebody new, and one more of the entity that it names.
  void add_new(Mention mention);
  void add_known(Mention mention);

  [[nodiscard]] std::vector<Mention>& all() const { return mentions_.all; }
  // Whose the word is; null where it is nobody's.
  [[nodiscard]] Mention* at(Word word) const;
  // The first that is looked at, going back from the last, so that time is linear in the mentions.
  [[nodiscard]] std::size_t reach() const;
  // The first word of those before `word` that belong to no mention; `word` where there is none.
  [[nodiscard]] Word floor_of(Word word) const;
  // The word through which a mention hangs in its tree.
  [[nodiscard]] Word head_of(const Mention& mention) const;

  // What one mention tells is known of all of them.
  void spread();

 private:
  void add(Mention mention);

  const Tree& tree_;
  Mentions& mentions_;
  std::uint32_t next_entity_ = 0;
};

}  // namespace tidings::extract
