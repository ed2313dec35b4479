#include "pipeline/extract/actor/mentions.h"

#include <algorithm>

#include "pipeline/extract/actor/ground.h"
#include "pipeline/extract/actor/holders.h"
#include "pipeline/extract/actor/named.h"
#include "pipeline/extract/actor/plurals.h"
#include "pipeline/extract/actor/pronouns.h"
#include "pipeline/extract/actor/references.h"
#include "pipeline/extract/actor/roll.h"
#include "pipeline/extract/actor/unnamed.h"

namespace tidings::extract {
namespace {

using language::Name;
using language::Relation;
using language::Upos;

class Finding {
 public:
  Finding(const Ground& ground, const Holders& holders, Mentions& mentions)
      : ground_(ground), tree_(ground.tree()), holders_(holders), roll_(ground, mentions) {}

  void run() {
    const auto names = ground_.names();
    std::size_t next = 0;
    for (Word word = 0; word < tree_.size();) {
      while (next < names.size() && names[next].end <= word) ++next;
      // The title may belong to the name before it, too: "the religious leader Ayatollah Oswin".
      const bool named = next < names.size() && names[next].title <= word && word <= names[next].begin;
      word = named ? add_name(names[next++]) : add_unnamed(word);
    }
    join_appositions(ground_, roll_);
    roll_.spread();
  }

 private:
  // All return the word behind what they added.
  Word add_name(const Name& name) {
    if (const auto* role = office_named(ground_, name)) return add_role({role, name.begin, name.end}, name.begin);
    auto mention = mention_of(ground_, holders_, name);
    const auto end = mention.end;
    add(std::move(mention), join_named);
    return end;
  }

  Word add_unnamed(Word word) {
    if (auto one = mention_of_one(ground_, word)) {
      const auto end = one->end;
      roll_.add_new(std::move(*one));
      return end;
    }
    if (tree_.upos(word) == Upos::kPron) {
      if (auto meant = mention_of_pronoun(ground_, holders_, roll_, word)) roll_.add_known(std::move(*meant));
      return word + 1;
    }
    if (!tree_.is_noun(word) || ground_.name_at(word) != nullptr || tree_.relation(word) == Relation::kCompound)
      return word + 1;
    if (const auto office = ground_.office_at(word); office.role != nullptr) {
      add_role(office, word);
    } else if (auto alliance = mention_of_alliance(ground_, roll_, word)) {
      roll_.add_known(std::move(*alliance));
    } else if (auto own = mention_of_own_country(ground_, roll_, word)) {
      roll_.add_new(std::move(*own));
    } else if (means_several(tree_, word)) {
      add_several(word);
    }
    return word + 1;
  }

  Word add_role(const Office& office, Word head) {
    auto mention = mention_of_role(ground_, roll_, office, head);
    if (auto several = mention_of_several(ground_, roll_, head, mention)) {
      roll_.add_new(std::move(*several));
    } else if (ground_.is_definite(head)) {
      add(std::move(mention), join_description);
    } else {
      roll_.add_new(std::move(mention));
    }
    return office.end;
  }

  void add_several(Word noun) {
    Mention called;
    called.begin = noun;
    called.end = noun + 1;
    called.kind = tree_.lemma(noun) == "pair" ? record::ActorKind::kPerson : record::ActorKind::kGroup;
    called.name = ground_.joined(noun, noun + 1);
    if (auto several = mention_of_several(ground_, roll_, noun, std::move(called))) roll_.add_new(std::move(*several));
  }

  void add(Mention mention, bool (*join)(const Roll&, Mention&)) {
    if (join(roll_, mention)) {
      roll_.add_known(std::move(mention));
    } else {
      roll_.add_new(std::move(mention));
    }
  }

  const Ground& ground_;
  const Tree& tree_;
  const Holders& holders_;
  Roll roll_;
};

}  // namespace

MentionFinder::MentionFinder(const language::NameDictionary& dictionary)
    : dictionary_(dictionary), holders_(dictionary.lexicon()) {}

void MentionFinder::find(const Tree& tree, std::span<const Name> names, std::optional<std::chrono::year_month_day> day,
                         Mentions& mentions) const {
  const Ground ground(dictionary_, tree, names, day);
  Finding(ground, holders_, mentions).run();
}

}  // namespace tidings::extract
