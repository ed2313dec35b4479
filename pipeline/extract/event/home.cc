#include "pipeline/extract/event/home.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/where.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;

// A country or its people as the object of what somebody says.
bool is_spoken_of(const Tree& tree, const Mention& mention) {
  constexpr std::array<std::string_view, 10> kSpeaks = {"accuse",   "blame",  "condemn", "criticise", "criticize",
                                                        "denounce", "praise", "thank",   "urge",      "warn"};
  if (!mention.acts || mention.via == "role" || mention.via == "adjective") return false;
  const auto last = mention.end - 1;
  const auto verb = tree.head(last);
  const bool object = tree.relation(last) == Relation::kObj || tree.relation(last) == Relation::kIobj;
  return object && verb != kNoWord && is_one_of(tree.lemma(verb), kSpeaks);
}

constexpr auto kAttacks =
    std::to_array<std::string_view>({"attack", "shell", "bomb", "bombard", "strike", "hit", "raid", "storm", "pound",
                                     "invade", "overrun", "target", "burn"});

bool is_attack(const Tree& tree, Word verb) {
  return verb != kNoWord && tree.is_verb(verb) && is_one_of(tree.lemma(verb), kAttacks);
}

// "the war in Norland", "home from Norland", "the border with Norland": where somebody or something else is.
bool is_elsewhere(const Tree& tree, const Mention& mention, bool here) {
  constexpr std::array<std::string_view, 6> kScenes = {"war", "conflict", "fighting", "crisis", "situation", "unrest"};
  for (auto word = mention.begin; word < mention.end; ++word) {
    const auto preposition = tree.preposition(word);
    const bool scene = preposition == "in" && word > 1 && is_one_of(tree.lemma(word - 2), kScenes);
    if ((scene && !here) || is_beyond_border(tree, word)) return true;
    if (preposition == "from" && mention.kind == record::ActorKind::kPlace) return true;
  }
  return false;
}

bool names_country(const Mention& mention) {
  constexpr std::array<std::string_view, 5> kOfNoCountry = {"IGO", "NGO", "MNC", "IMG", "JRN"};
  return !mention.code.empty() && !is_one_of(mention.sector, kOfNoCountry) && mention.via != "pronoun";
}

class Countries {
 public:
  void add(const Tree& tree, const Mention& mention) {
    if (!names_country(mention)) return;
    // "The minister accused France": of whom they speak is no home of theirs.
    const bool other = !only_.empty() && only_ != mention.code;
    several_ = several_ || other || !mention.more_codes.empty() || is_spoken_of(tree, mention);
    only_ = mention.code;
  }
  [[nodiscard]] bool none() const { return only_.empty(); }
  [[nodiscard]] std::string only() const { return several_ ? std::string() : only_; }

 private:
  std::string only_;
  bool several_ = false;
};

}  // namespace

std::vector<Home> homes_of(const ParsedDocument& parsed) {
  const auto& tree = parsed.tree;
  std::vector<Home> homes(tree.size() == 0 ? 0 : tree.sentence(tree.size() - 1) + std::size_t{1});
  Countries before;
  auto mention = parsed.mentions.all.begin();
  for (std::uint32_t sentence = 0; sentence < homes.size(); ++sentence) {
    Countries here;
    const auto first = mention;
    for (; mention != parsed.mentions.all.end() && tree.sentence(mention->begin) == sentence; ++mention) {
      if (!is_elsewhere(tree, *mention, true)) here.add(tree, *mention);
    }
    homes[sentence] = {here.only(), before.only(), !here.none()};
    for (auto told = first; told != mention; ++told) {
      if (!is_elsewhere(tree, *told, false)) before.add(tree, *told);
    }
  }
  return homes;
}

bool aims_elsewhere(const ParsedDocument& parsed, Word trigger, const std::vector<Word>& suffer) {
  const auto& tree = parsed.tree;
  const bool result = tree.relation(trigger) == Relation::kAdvcl && tree.xpos(trigger) == language::Xpos::kVbg;
  const auto attack = result ? tree.head(trigger) : trigger;
  if (!is_attack(tree, attack)) return false;
  const auto object = tree.child(attack, Relation::kObj);
  if (object == kNoWord || suffer.empty()) return false;
  const bool suffers = std::ranges::find(suffer, object) != suffer.end();
  return (attack == trigger && !suffers) || parsed.mention_of(object) == nullptr;
}

}  // namespace tidings::extract
