#include "pipeline/extract/actor/codes.h"
#include "pipeline/extract/one_of.h"

#include <algorithm>
#include <array>

namespace tidings::extract {
namespace {

using language::Relation;
using language::Upos;

// "rebels in Norland", "students from Norland".
bool places(std::string_view preposition) {
  static constexpr std::array<std::string_view, 5> kPlacing = {"of", "from", "in", "throughout", "across"};
  return is_one_of(preposition, kPlacing);
}

constexpr int kMostAdjectives = 3;  // between a country and an office
constexpr int kMostNouns = 2;       // from an office to what it is of: "governor of a region in the north of Norland"

bool is_adjective(const Tree& tree, Word word) {
  const auto upos = tree.upos(word);
  return upos == Upos::kAdj || upos == Upos::kAdv || tree.xpos(word) == language::Xpos::kVbn;
}

bool stands_before(Relation relation) {
  return relation == Relation::kAmod || relation == Relation::kCompound || relation == Relation::kNmodPoss;
}

// Of the names that hang on the noun.
std::string code_around(const Ground& ground, Word noun) {
  const auto& tree = ground.tree();
  for (const auto child : tree.children(noun)) {
    const auto relation = tree.relation(child);
    const bool after = (relation == Relation::kNmod || relation == Relation::kObl) && places(tree.preposition(child));
    if (relation == Relation::kAmod && tree.lemma(child) == "lead") {  // "Norlandic-led forces"
      if (auto code = code_around(ground, child); !code.empty()) return code;
    }
    const auto* name = ground.name_at(child);
    if (relation == Relation::kCompound && name == nullptr) {  // "UN war crimes court"
      if (auto code = code_around(ground, child); !code.empty()) return code;
    }
    if ((!stands_before(relation) && !after) || name == nullptr) continue;
    if (auto code = code_of_name(ground, *name); !code.empty()) return code;
  }
  return {};
}

bool flees(const Tree& tree, Word word) {
  static constexpr std::array<std::string_view, 3> kFleeing = {"flee", "escape", "displace"};
  return is_one_of(tree.lemma(word), kFleeing);
}

// Of what the noun belongs to, or flees from.
std::string code_below(const Ground& ground, Word noun, int steps) {
  const auto& tree = ground.tree();
  for (const auto child : tree.children(noun)) {
    const auto relation = tree.relation(child);
    const bool whole =
        relation == Relation::kNmod && places(tree.preposition(child)) && ground.name_at(child) == nullptr;
    const bool flight = relation == Relation::kAcl && flees(tree, child);
    if (steps == 0 || (!whole && !flight)) continue;
    if (auto code = code_around(ground, child); !code.empty()) return code;
    if (flight) {
      for (const auto from : tree.children(child)) {
        if (auto code = code_around(ground, from); !code.empty()) return code;
      }
    }
    if (auto code = code_below(ground, child, steps - 1); !code.empty()) return code;
  }
  return {};
}

}  // namespace

std::string code_of_name(const Ground& ground, const language::Name& name) {
  for (const auto& entry : ground.entries(name)) {
    if (const auto code = ground.dictionary().code(entry); !code.empty()) return std::string(code);
  }
  return {};
}

std::string code_before(const Ground& ground, Word word) {
  const auto& tree = ground.tree();
  const auto sentence = word < tree.size() ? tree.sentence(word) : 0;
  auto before = word;
  for (int step = 0; step <= kMostAdjectives; ++step) {
    if (before-- == 0 || tree.sentence(before) != sentence) return {};
    if (tree.upos(before) == Upos::kPart && before > 0) --before;
    if (const auto* name = ground.name_at(before)) {
      // "After a week in Oslo President Vok left" has no president of Oslo.
      if (name->kind == language::NameKind::kPlace && !tree.preposition(before).empty()) return {};
      if (name->kind == language::NameKind::kGroup) {
        if (auto home = code_of_people_before(ground, name->begin); !home.empty()) return home;
      }
      return code_of_name(ground, *name);
    }
    if (!is_adjective(tree, before)) return {};
  }
  return {};
}

std::string code_of_people_before(const Ground& ground, Word word) {
  const auto& tree = ground.tree();
  if (word == 0 || tree.sentence(word - 1) != tree.sentence(word) || tree.upos(word - 1) != Upos::kAdj) return {};
  const auto* name = ground.name_at(word - 1);
  return name != nullptr && name->kind == language::NameKind::kGroup ? code_of_name(ground, *name) : std::string();
}

std::string code_behind(const Ground& ground, const language::Name& name) {
  const auto& tree = ground.tree();
  for (auto word = name.begin; word < name.end; ++word) {
    for (const auto child : tree.children(word)) {
      const bool of = child >= name.end && tree.relation(child) == Relation::kNmod && tree.preposition(child) == "of";
      const auto* whole = of ? ground.name_at(child) : nullptr;
      if (whole != nullptr) return code_of_name(ground, *whole);
    }
  }
  return {};
}

std::string code_among(const Ground& ground, Word begin, Word end) {
  for (auto word = begin; word < end; ++word) {
    if (const auto* name = ground.name_at(word)) return code_of_name(ground, *name);
  }
  return {};
}

std::string code_of_noun(const Ground& ground, Word noun, Word begin) {
  if (auto code = code_before(ground, begin); !code.empty()) return code;
  if (auto code = code_around(ground, noun); !code.empty()) return code;
  return code_below(ground, noun, kMostNouns);
}

bool is_former(const Ground& ground, Word office) {
  static constexpr std::array<std::string_view, 6> kFormer = {"former", "ex",      "onetime",
                                                              "ousted", "deposed", "toppled"};
  const auto& tree = ground.tree();
  for (auto word = office; word > 0 && office - word <= kMostAdjectives;) {
    --word;
    if (tree.sentence(word) != tree.sentence(office)) return false;
    if (is_one_of(tree.lemma(word), kFormer)) return true;
    const bool between = is_adjective(tree, word) || ground.name_at(word) != nullptr || tree.form(word) == "-";
    if (!between) return false;
  }
  return false;
}

std::vector<std::string> codes_beside(const Ground& ground, Word noun, std::string_view first) {
  std::vector<std::string> codes;
  const auto& tree = ground.tree();
  if (const auto* name = noun == 0 ? nullptr : ground.name_at(noun - 1)) {
    if (!code_of_people_before(ground, name->begin).empty()) return codes;
  }
  const auto add = [&](Word word) {
    if (ground.name_at(word) == nullptr) return;
    auto code = code_of_name(ground, *ground.name_at(word));
    const bool fresh = !code.empty() && code != first && std::ranges::find(codes, code) == codes.end();
    if (fresh) codes.push_back(std::move(code));
  };
  for (const auto child : tree.children(noun)) {
    const auto preposition = tree.preposition(child);
    const bool of = tree.relation(child) == Relation::kNmod && (preposition == "of" || preposition == "from");
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
