#include "pipeline/extract/actor/plurals.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/extract/actor/references.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Xpos;
using record::ActorKind;

constexpr std::size_t kNearSentences = 6;  // back to those whom "both sides" may mean

constexpr auto kSides = std::to_array<std::string_view>(
    {"side", "party", "country", "nation", "state", "government", "capital", "neighbour", "neighbor", "power"});
constexpr auto kNumbers = std::to_array<std::pair<std::string_view, std::size_t>>(
    {{"both", 2}, {"two", 2}, {"2", 2}, {"three", 3}, {"3", 3}, {"four", 4}, {"4", 4}, {"five", 5}});

bool is_side(const Tree& tree, Word noun) { return is_one_of(tree.lemma(noun), kSides); }

bool is_plural(const Tree& tree, Word noun) {
  return tree.xpos(noun) == Xpos::kNns || tree.xpos(noun) == Xpos::kNnps || tree.lemma(noun) == "pair";
}

struct Number {
  std::size_t value = 0;  // 0: nothing says that they are known
  bool told = false;      // "the two ministers", not "the ministers"
};

Number number_of(const Ground& ground, Word noun) {
  const auto& tree = ground.tree();
  Number number{ground.is_definite(noun) ? 2U : 0U};
  for (const auto child : tree.children(noun)) {
    const auto relation = tree.relation(child);
    if (relation == Relation::kNmod || relation == Relation::kAclRelcl || relation == Relation::kAcl) return {};
    if (relation != Relation::kNummod && relation != Relation::kDet && relation != Relation::kDetPredet) continue;
    const auto found = std::ranges::find(kNumbers, tree.lemma(child), &std::pair<std::string_view, std::size_t>::first);
    if (found == kNumbers.end()) continue;
    const bool known = ground.is_definite(noun) || found->first == "both";
    number = {known ? found->second : 0, true};
  }
  return number;
}

// The last persons who may be called so, each of another side.
std::vector<std::uint32_t> persons(const Roll& roll, const Mention& called, std::size_t number) {
  std::vector<std::uint32_t> found;
  const auto& all = roll.all();
  for (auto at = all.size(); at-- > roll.reach() && found.size() < number;) {
    const auto& earlier = all[at];
    const bool named = earlier.kind == ActorKind::kPerson && earlier.via != "role" && !earlier.code.empty();
    if (!named || !may_be_called(earlier, called)) continue;
    const bool same_side = std::ranges::any_of(found, [&](std::uint32_t one) { return all[one].code == earlier.code; });
    if (!same_side) found.insert(found.begin(), static_cast<std::uint32_t>(at));
  }
  return found.size() == number ? found : std::vector<std::uint32_t>{};
}

// Of the last sentence that speaks of so many sides and no more.
std::vector<std::string> sides_told(const Ground& ground, const Roll& roll, Word noun, std::size_t number) {
  const auto& all = roll.all();
  const auto& tree = ground.tree();
  std::vector<std::string> codes;
  auto sentence = tree.sentence(noun);
  for (auto at = all.size(); at-- > roll.reach();) {
    const auto& earlier = all[at];
    if (tree.sentence(earlier.begin) != sentence) {
      if (codes.size() == number) return codes;
      codes.clear();
      sentence = tree.sentence(earlier.begin);
      if (tree.sentence(noun) - sentence > kNearSentences) return {};
    }
    const bool side = !earlier.code.empty() && earlier.acts && earlier.via != "adjective";
    if (side && std::ranges::find(codes, earlier.code) == codes.end()) codes.insert(codes.begin(), earlier.code);
  }
  return codes.size() == number ? codes : std::vector<std::string>{};
}

}  // namespace

bool means_several(const Tree& tree, Word noun) {
  return tree.lemma(noun) == "pair" || (is_side(tree, noun) && is_plural(tree, noun));
}

std::optional<Mention> mention_of_several(const Ground& ground, const Roll& roll, Word head, Mention called) {
  if (!is_plural(ground.tree(), head) || !called.code.empty()) return std::nullopt;
  const auto number = number_of(ground, head);
  if (number.value == 0) return std::nullopt;
  called.via = "plural";
  if (called.kind == ActorKind::kPerson) called.members = persons(roll, called, number.value);
  if (!called.members.empty()) {
    const auto& all = roll.all();
    called.code = all[called.members.front()].code;
    for (auto member = called.members.begin() + 1; member != called.members.end(); ++member)
      called.more_codes.push_back(all[*member].code);
    return called;
  }
  const auto lemma = ground.tree().lemma(head);
  if (!number.told && lemma != "side" && lemma != "party") return std::nullopt;
  auto codes = sides_told(ground, roll, head, number.value);
  if (codes.empty()) return std::nullopt;
  called.code = codes.front();
  called.more_codes.assign(codes.begin() + 1, codes.end());
  return called;
}

}  // namespace tidings::extract
