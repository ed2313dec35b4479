#include "pipeline/extract/event/aims.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/carrier.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using record::ActorKind;
using record::EventType;

constexpr std::array<std::string_view, 3> kMissions = {"embassy", "consulate", "mission"};
constexpr std::array<std::string_view, 4> kBefore = {"outside", "at", "before", "front"};

}  // namespace

Word embassy_faced(const ParsedDocument& parsed, const Match& match) {
  const auto& tree = parsed.tree;
  const auto hosts = hosts_of(tree, match.trigger, match.light);
  const auto words = tree.sentence_of(match.trigger);
  for (auto word = words.begin; word < words.end; ++word) {
    const auto* mention = parsed.mention_of(word);
    const bool mission = mention != nullptr && is_one_of(tree.lemma(word), kMissions) && !mention->code.empty();
    if (!mission) continue;
    const bool there = std::ranges::any_of(hosts, [&](const Host& host) { return tree.is_below(word, host.word); });
    if (there && is_one_of(tree.preposition(word), kBefore)) return word;
  }
  return kNoWord;
}

void give_origin(const ParsedDocument& parsed, const Match& match, std::vector<record::Actor>& actors) {
  // "abducted three nuns from Norland" tells where the nuns are from.
  constexpr std::array<std::string_view, 3> kFires = {"fire", "launch", "lob"};
  const bool fires = is_one_of(parsed.tree.lemma(match.trigger), kFires);
  if (match.pattern->type != EventType::kAssault || !fires) return;
  for (const auto child : parsed.tree.children(match.trigger)) {
    const auto* origin = parsed.mention_of(child);
    const bool from = parsed.tree.preposition(child) == "from" && origin != nullptr &&
                      origin->kind == ActorKind::kPlace && !origin->code.empty();
    if (!from) continue;
    for (auto& actor : actors) {
      if (!actor.code.empty() || actor.via != "role") continue;
      actor.code = origin->code;
      actor.via = "place";
    }
  }
}

Word disarmed_by_force(const ParsedDocument& parsed, const Match& match, const std::vector<record::Actor>& actors) {
  const auto& tree = parsed.tree;
  const bool destroys = match.pattern->mode == "disarm" && tree.is_verb(match.trigger) &&
                        (tree.lemma(match.trigger) == "destroy" || tree.lemma(match.trigger) == "eliminate");
  if (!destroys || actors.empty() || actors.front().code.empty()) return kNoWord;
  for (const auto arms : objects(tree, match.trigger)) {
    const auto possessor = tree.child(arms, Relation::kNmodPoss);
    if (possessor != kNoWord && tree.upos(possessor) == language::Upos::kPron) return kNoWord;  // "its missiles"
    for (const auto child : tree.children(arms)) {
      const auto relation = tree.relation(child);
      const bool owns = relation == Relation::kNmodPoss || relation == Relation::kAmod ||
                        relation == Relation::kCompound || tree.preposition(child) == "of";
      const auto* owner = owns ? parsed.mention_of(child) : nullptr;
      if (owner != nullptr && !owner->code.empty() && owner->code != actors.front().code) return child;
    }
  }
  return kNoWord;
}

}  // namespace tidings::extract
