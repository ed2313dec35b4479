#include "pipeline/extract/event/home.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

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

}  // namespace

std::string only_country(const ParsedDocument& parsed, std::uint32_t sentence) {
  constexpr std::array<std::string_view, 5> kOfNoCountry = {"IGO", "NGO", "MNC", "IMG", "JRN"};
  std::string only;
  for (const auto& mention : parsed.mentions.all) {
    if (parsed.tree.sentence(mention.begin) != sentence || mention.code.empty()) continue;
    if (is_one_of(mention.sector, kOfNoCountry) || mention.via == "pronoun") continue;
    // "The minister accused France": of whom they speak is no home of theirs.
    if (is_spoken_of(parsed.tree, mention)) return {};
    if ((!only.empty() && only != mention.code) || !mention.more_codes.empty()) return {};
    only = mention.code;
  }
  return only;
}

}  // namespace tidings::extract
