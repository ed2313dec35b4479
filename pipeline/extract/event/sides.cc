#include "pipeline/extract/event/sides.h"

#include <algorithm>
#include <set>

namespace tidings::extract {
namespace {

using language::Relation;
using record::ActorKind;
using record::EventType;

// Types that are nothing without somebody to whom it is done (PLOVER's types.tsv).
bool needs_recipient(EventType type) {
  return type == EventType::kCooperate || type == EventType::kAid || type == EventType::kSanction;
}

bool concerns_somebody(const Pattern& pattern) {
  switch (pattern.type) {
    case EventType::kAgree:
    case EventType::kSupport:
    case EventType::kConcede:
    case EventType::kAid:
    case EventType::kRetreat:
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
    case EventType::kProtest:
    case EventType::kSanction:
      return !pattern.mutual;
    default:
      return false;
  }
}

// "…, officials said": who says it stands below the trigger in the tree, and is no side.
bool is_reported_beside(const Tree& tree, Word word, Word trigger) {
  for (; word != trigger && word != kNoWord; word = tree.head(word)) {
    if (tree.relation(word) == Relation::kParataxis) return true;
  }
  return false;
}

// People protest against their own government, too.
bool is_side(const ParsedDocument& parsed, const Match& match, const Mention& mention) {
  const bool within = match.pattern->type == EventType::kProtest;
  return std::ranges::any_of(match.actors, [&](Word head) {
    const auto* side = parsed.mention_of(head);
    if (side == nullptr) return false;
    return within ? side->entity == mention.entity : side->code == mention.code;
  });
}

bool is_coded(const record::Actor& actor) { return !actor.code.empty() || !actor.sector.empty(); }

}  // namespace

void classify(const ParsedDocument& parsed, std::vector<WordClasses>& classes) {
  classes.assign(parsed.tree.size(), {});
  for (Word word = 0; word < parsed.tree.size(); ++word) {
    const auto* mention = parsed.mention_of(word);
    if (mention == nullptr) continue;
    auto& mark = classes[word];
    mark.actor = mention->acts;
    mark.person = mention->kind == ActorKind::kPerson;
    mark.group = mention->kind == ActorKind::kGroup;
    mark.place = mention->kind == ActorKind::kPlace;
    const bool country = mark.place && mention->acts;
    mark.government = country || mention->sector == "GOV" || mention->sector == "IGO";
    mark.armed = country || mention->sector == "MIL" || mention->sector == "REB" || mention->sector == "PRM";
    mark.police = mention->sector == "COP";
    mark.role = mention->position;
  }
}

record::Actor actor_of(const ParsedDocument& parsed, const Mention& mention) {
  const auto span = parsed.span_of(mention.begin, mention.end);
  return {mention.name,
          mention.kind,
          mention.code,
          mention.sector,
          mention.position,
          std::string(parsed.points.text_of(span)),
          span,
          std::string(mention.via)};
}

std::vector<record::Actor> actors_of(const ParsedDocument& parsed, const std::vector<Word>& heads) {
  std::vector<record::Actor> actors;
  std::set<std::uint32_t> entities;
  for (const auto head : heads) {
    const auto* mention = parsed.mention_of(head);
    if (mention == nullptr || !entities.insert(mention->entity).second) continue;
    actors.push_back(actor_of(parsed, *mention));
    for (const auto& code : mention->more_codes) {
      auto other = actors.back();
      other.code = code;
      actors.push_back(std::move(other));
    }
  }
  return actors;
}

std::vector<Word> concerned(const ParsedDocument& parsed, const Match& match) {
  std::vector<Word> found;
  if (!concerns_somebody(*match.pattern)) return found;
  const auto& tree = parsed.tree;
  for (auto word = match.trigger + 1; word < tree.size() && tree.sentence(word) == tree.sentence(match.trigger);
       ++word) {
    const auto* mention = parsed.mention_of(word);
    if (mention == nullptr || !tree.is_below(word, match.trigger) || is_reported_beside(tree, word, match.trigger))
      continue;
    const bool nobody = !mention->acts || mention->code.empty() || mention->via == "pronoun";
    if (nobody || is_side(parsed, match, *mention)) continue;
    if (found.empty() || tree.relation(word) == Relation::kConj) found.push_back(word);
  }
  return found;
}

bool has_sides(const record::Event& event, bool mutual) {
  const bool actor = std::ranges::any_of(event.picture.actors, is_coded);
  const bool recipient = std::ranges::any_of(event.picture.recipients, is_coded);
  if (mutual) return actor;
  return needs_recipient(event.coding.type) ? actor && recipient : actor || recipient;
}

std::string dyad_of(const record::Picture& picture, bool mutual) {
  const auto codes = [](const std::vector<record::Actor>& actors) {
    std::set<std::string> sorted;
    for (const auto& actor : actors) {
      if (!actor.code.empty()) sorted.insert(actor.code);
    }
    return std::vector<std::string>(sorted.begin(), sorted.end());
  };
  const auto actors = codes(picture.actors);
  const auto recipients = mutual ? std::vector<std::string>{} : codes(picture.recipients);
  std::string first = actors.empty() ? "-" : actors[0];
  std::string second = "-";
  if (mutual && actors.size() > 1) second = actors[1];
  if (!mutual && !recipients.empty()) second = recipients[0];
  if (second < first) std::swap(first, second);
  return first + "|" + second;
}

}  // namespace tidings::extract
