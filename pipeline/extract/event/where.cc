#include "pipeline/extract/event/where.h"

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/sides.h"

namespace tidings::extract {

std::optional<record::Place> place_of(const ParsedDocument& parsed, const Match& match) {
  for (const auto* preposition : {"in", "at", "near", "on", "outside"}) {
    const Slot slot{Slot::Kind::kPreposition, preposition};
    for (const auto head : fillers(parsed.tree, match.trigger, match.light, slot)) {
      const auto* mention = parsed.mention_of(head);
      if (mention == nullptr || mention->kind != record::ActorKind::kPlace) continue;
      auto where = actor_of(parsed, *mention);
      return record::Place{std::move(where.name), std::move(where.code), std::move(where.text), where.span};
    }
  }
  return std::nullopt;
}

}  // namespace tidings::extract
