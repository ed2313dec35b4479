#include "pipeline/extract/actor/codes.h"

#include <algorithm>
#include <array>

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;

// "rebels in Norland", "students from Norland".
bool places(std::string_view preposition) {
  static constexpr std::array<std::string_view, 5> kPlacing = {"of", "from", "in", "throughout", "across"};
  return std::ranges::find(kPlacing, preposition) != kPlacing.end();
}

bool stands_before(Relation relation) {
  return relation == Relation::kAmod || relation == Relation::kCompound || relation == Relation::kNmodPoss;
}

}  // namespace

std::string code_of_name(const Ground& ground, const language::Name& name) {
  for (const auto& entry : ground.entries(name)) {
    if (const auto code = ground.dictionary().code(entry); !code.empty()) return std::string(code);
  }
  return {};
}

std::string code_before(const Ground& ground, Word word) {
  if (word == 0) return {};
  const auto& tree = ground.tree();
  auto before = word - 1;
  if (tree.upos(before) == Upos::kPart && before > 0) --before;
  const auto* name = ground.name_at(before);
  if (name == nullptr || tree.sentence(before) != tree.sentence(word)) return {};
  return code_of_name(ground, *name);
}

std::string code_among(const Ground& ground, Word begin, Word end) {
  for (auto word = begin; word < end; ++word) {
    if (const auto* name = ground.name_at(word)) return code_of_name(ground, *name);
  }
  return {};
}

std::string code_of_noun(const Ground& ground, Word noun, Word begin) {
  if (auto code = code_before(ground, begin); !code.empty()) return code;
  const auto& tree = ground.tree();
  for (const auto child : tree.children(noun)) {
    const auto relation = tree.relation(child);
    const bool after = relation == Relation::kNmod && places(tree.preposition(child));
    const auto* name = ground.name_at(child);
    if ((!stands_before(relation) && !after) || name == nullptr) continue;
    if (auto code = code_of_name(ground, *name); !code.empty()) return code;
  }
  return {};
}

std::vector<std::string> codes_beside(const Ground& ground, Word noun, std::string_view first) {
  std::vector<std::string> codes;
  const auto& tree = ground.tree();
  const auto add = [&](Word word) {
    if (ground.name_at(word) == nullptr) return;
    auto code = code_of_name(ground, *ground.name_at(word));
    const bool fresh = !code.empty() && code != first && std::ranges::find(codes, code) == codes.end();
    if (fresh) codes.push_back(std::move(code));
  };
  for (const auto child : tree.children(noun)) {
    const bool of = tree.relation(child) == Relation::kNmod && tree.preposition(child) == "of";
    const bool several = of && tree.xpos(noun) == language::Xpos::kNns;
    if (!stands_before(tree.relation(child)) && !several) continue;
    add(child);
    for (const auto other : tree.children(child)) {
      if (tree.relation(other) == Relation::kConj) add(other);
    }
  }
  return codes;
}

}  // namespace tidings::extract
