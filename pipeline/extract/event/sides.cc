#include "pipeline/extract/event/sides.h"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "pipeline/extract/event/aims.h"
#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/carrier.h"
#include "pipeline/extract/event/deeds.h"
#include "pipeline/extract/event/where.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using record::ActorKind;
using record::EventType;

constexpr std::size_t kMostPartners = 50;
constexpr int kMostSteps = 5;  // from an event noun up to the verb whose subject is a side

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
    case EventType::kMobilize:
      return !pattern.mutual && pattern.mode != "resign";  // who resigns does so to nobody
    default:
      return false;
  }
}

// People protest against their own government, too.
bool is_side(const ParsedDocument& parsed, const Match& match, const Mention& mention) {
  const bool within = match.pattern->type == EventType::kProtest;
  return std::ranges::any_of(match.actors, [&](Word head) {
    const auto* side = parsed.mention_of(head);
    if (side == nullptr) return false;
    const bool among = std::ranges::find(side->more_codes, mention.code) != side->more_codes.end();
    return within ? side->entity == mention.entity : side->code == mention.code || among;
  });
}

constexpr std::array<std::string_view, 11> kAsides = {"after", "as", "because", "before",  "despite", "following",
                                                      "since", "so", "when",    "without", "while"};

constexpr std::array<std::string_view, 4> kEarlier = {"after", "before", "following", "since"};  // "after a war with"

// "sent a frigate and offered jets to Norland": a verb that has an object or a clause has all that is its own.
bool may_share(const Tree& tree, Word verb) {
  return std::ranges::none_of(tree.children(verb), [&](Word child) {
    const auto relation = tree.relation(child);
    return child > verb && (relation == Relation::kObj || relation == Relation::kXcomp || relation == Relation::kCcomp);
  });
}

// "agreed after Norland had left", "a treaty that Norland broke": another happening, which says nothing of whom this
// one concerns; but "unless Norland yields" does.
bool is_aside(const Tree& tree, Word word, Word trigger) {
  for (; word != trigger && word != kNoWord; word = tree.head(word)) {
    const auto relation = tree.relation(word);
    if (relation == Relation::kParataxis || relation == Relation::kAclRelcl) return true;
    const bool second = relation == Relation::kConj && tree.head(word) == trigger && tree.is_verb(word);
    if (second && (tree.child(word, Relation::kNsubj) != kNoWord || !may_share(tree, trigger))) return true;
    if (is_one_of(tree.preposition(word), kEarlier)) return true;
    if (relation != Relation::kAdvcl) continue;
    if (is_one_of(tree.mark(word), kAsides)) return true;
  }
  return false;
}

// "protested against the war in Norland": the war is nobody's of whom it is told where it is.
bool is_scene(const ParsedDocument& parsed, const Mention& mention, Word word) {
  constexpr auto kScenes = std::to_array<std::string_view>(
      {"war", "conflict", "fighting", "crisis", "situation", "violence", "unrest", "bloodshed"});
  const auto head = parsed.tree.head(word);
  return mention.kind == ActorKind::kPlace && parsed.tree.preposition(word) == "in" && head != kNoWord &&
         is_one_of(parsed.tree.lemma(head), kScenes);
}

// Whom it concerns: the first that is below the trigger and behind it, with those coordinated with it, and is none of
// the actors.
std::vector<Word> concerned(const ParsedDocument& parsed, const Match& match) {
  std::vector<Word> found;
  if (!concerns_somebody(*match.pattern)) return found;
  const auto& tree = parsed.tree;
  const auto root = match.light == kNoWord ? match.trigger : match.light;  // "continued their strike to demand"
  for (auto word = match.trigger + 1; word < tree.size() && tree.sentence(word) == tree.sentence(match.trigger);
       ++word) {
    const auto* mention = parsed.mention_of(word);
    if (mention == nullptr || !tree.is_below(word, root) || is_aside(tree, word, root)) continue;
    const bool nobody = !mention->acts || mention->code.empty() || mention->via == "pronoun";
    const bool protest = match.pattern->type == EventType::kProtest;
    const bool scene = protest && (is_scene(parsed, *mention, word) || is_beyond_border(tree, word));
    const bool harmed = blames(match.pattern->type) && harm_done_to(tree, word, root) != kNoWord;
    if (nobody || scene || harmed || is_side(parsed, match, *mention)) continue;
    if (found.empty() || tree.relation(word) == Relation::kConj) found.push_back(word);
  }
  return found;
}

constexpr std::array<std::string_view, 6> kTopics = {"on", "over", "about", "regarding", "concerning", "for"};

void add_with_coordinated(const ParsedDocument& parsed, Word word, std::vector<Word>& found) {
  const auto* mention = parsed.mention_of(word);
  if (mention != nullptr && mention->acts) found.push_back(word);
  for (const auto child : parsed.tree.children(word)) {
    if (parsed.tree.relation(child) == Relation::kConj) add_with_coordinated(parsed, child, found);
  }
}

// "talks on fishing between Norland and Vendoria": the parser hangs the sides on what the talks are about.
void add_behind_topic(const ParsedDocument& parsed, Match& match) {
  const auto& tree = parsed.tree;
  if (tree.is_verb(match.trigger) || !match.actors.empty()) return;
  for (const auto topic : tree.children(match.trigger)) {
    if (tree.relation(topic) != Relation::kNmod || !is_one_of(tree.preposition(topic), kTopics)) continue;
    for (const auto side : tree.children(topic)) {
      const auto preposition = tree.preposition(side);
      if (preposition == "between" || preposition == "with") add_with_coordinated(parsed, side, match.actors);
    }
  }
}

// "consultations at the League's seat", "within the framework of the League": whose platform it is takes part.
void add_platform(const ParsedDocument& parsed, Match& match) {
  const auto& tree = parsed.tree;
  if (tree.is_verb(match.trigger) || !match.actors.empty()) return;
  for (const auto& host : hosts_of(tree, match.trigger, match.light)) {
    for (const auto child : tree.children(host.word)) {
      const auto preposition = tree.preposition(child);
      if (child < host.after || !(preposition == "at" || preposition == "within" || preposition == "under")) continue;
      for (auto word = child; word != kNoWord;) {
        const auto* mention = parsed.mention_of(word);
        if (mention != nullptr && mention->kind == ActorKind::kOrganisation && !mention->code.empty()) {
          match.actors.push_back(word);
          return;
        }
        auto next = tree.child(word, Relation::kCompound);
        if (next == kNoWord) next = tree.child(word, Relation::kNmod);
        word = next;
      }
    }
  }
}

// "their meeting".
bool has_plural_owner(const Tree& tree, Word noun) {
  const auto owner = tree.child(noun, Relation::kNmodPoss);
  return owner != kNoWord && tree.lemma(owner) == "their";
}

bool is_hyphen(const Tree& tree, Word word) { return tree.form(word).starts_with("-") || tree.form(word) == "–"; }

// "Norlandic-Vendorian talks", "the Norland-Vendoria council": the other of two sides that a hyphen joins.
Word partner_of(const ParsedDocument& parsed, const Mention& mention, bool before) {
  const auto& tree = parsed.tree;
  if (before ? mention.begin < 2 : mention.end + 1 >= tree.size()) return kNoWord;
  const auto hyphen = before ? mention.begin - 1 : mention.end;
  const auto word = before ? hyphen - 1 : hyphen + 1;
  if (!is_hyphen(tree, hyphen) || tree.sentence(word) != tree.sentence(mention.begin)) return kNoWord;
  const auto* other = parsed.mention_of(word);
  return other != nullptr && !other->code.empty() && other->code != mention.code ? word : kNoWord;
}

void add_partners(const ParsedDocument& parsed, Match& match) {
  const auto known = match.actors;
  for (const auto head : known) {
    const auto* mention = parsed.mention_of(head);
    if (mention == nullptr || match.actors.size() > kMostPartners) continue;
    for (const bool before : {true, false}) {
      const auto partner = partner_of(parsed, *mention, before);
      if (partner != kNoWord && std::ranges::find(match.actors, partner) == match.actors.end())
        match.actors.push_back(partner);
    }
  }
}

// "According to Norland, talks with Vendoria will begin": whose word it is, or kNoWord.
Word source_of(const Tree& tree, Word verb) {
  for (const auto child : tree.children(verb)) {
    if (tree.relation(child) == Relation::kObl && tree.preposition(child) == "accord") return child;
  }
  return kNoWord;
}

// Those of them that are another side; false where none is.
bool add_tellers(const ParsedDocument& parsed, const std::vector<Word>& tellers, const std::set<std::string>& codes,
                 Match& match) {
  std::vector<Word> found;
  for (const auto teller : tellers) {
    const auto* side = teller == kNoWord ? nullptr : parsed.mention_of(teller);
    if (side != nullptr && side->acts && !side->code.empty() && !codes.contains(side->code)) found.push_back(teller);
  }
  match.actors.insert(match.actors.begin(), found.begin(), found.end());
  return !found.empty();
}

// "Norland expects little of talks with Vendoria": the nearest actor above that is another side.
void add_governing_subject(const ParsedDocument& parsed, Match& match) {
  const auto& tree = parsed.tree;
  if (tree.is_verb(match.trigger)) return;
  std::set<std::string> codes;
  bool with = false;
  for (const auto head : match.actors) {
    const auto* side = parsed.mention_of(head);
    if (side == nullptr) continue;
    with = with || tree.preposition(head) == "with";
    codes.insert(side->code);
    codes.insert(side->more_codes.begin(), side->more_codes.end());
  }
  if (codes.size() > 1) return;
  const bool theirs = codes.empty() && has_plural_owner(tree, match.trigger);
  if (!with && !theirs) return;
  if (add_tellers(parsed, {source_of(tree, match.trigger)}, codes, match)) return;
  auto verb = match.trigger;
  for (int step = 0; step < kMostSteps; ++step) {
    const auto relation = tree.relation(verb);
    verb = tree.head(verb);
    if (verb == kNoWord || relation == Relation::kAclRelcl) return;
    if (!tree.is_verb(verb)) continue;
    auto tellers = subjects(tree, verb);
    tellers.push_back(source_of(tree, verb));
    if (add_tellers(parsed, tellers, codes, match)) return;
  }
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

namespace {

// "Ethnic Vendorians in Norland" are not Vendoria's.
bool is_ethnic(const ParsedDocument& parsed, Word head) {
  const auto& tree = parsed.tree;
  if (tree.lemma(head) == "minority") return true;
  return std::ranges::any_of(tree.children(head), [&](Word child) { return tree.lemma(child) == "ethnic"; });
}

// Of the country in which they are said to live, or of nobody knows which.
void make_resident(const ParsedDocument& parsed, Word head, record::Actor& actor) {
  actor.code.clear();
  actor.via = "role";
  for (const auto child : parsed.tree.children(head)) {
    const auto preposition = parsed.tree.preposition(child);
    const auto* where = parsed.mention_of(child);
    const bool lives = (preposition == "in" || preposition == "of") && where != nullptr &&
                       where->kind == ActorKind::kPlace && !where->code.empty();
    if (!lives) continue;
    actor.code = where->code;
    actor.via = "place";
    return;
  }
}

// "the two ministers" are two persons, and stand where the words do.
void add_members(const ParsedDocument& parsed, const Mention& plural, std::set<std::uint32_t>& entities,
                 std::vector<record::Actor>& actors) {
  const auto words = actor_of(parsed, plural);
  for (const auto member : plural.members) {
    const auto& known = parsed.mentions.all[member];
    if (!entities.insert(known.entity).second) continue;
    auto actor = actor_of(parsed, known);
    actor.text = words.text;
    actor.span = words.span;
    actor.via = plural.via;
    actors.push_back(std::move(actor));
  }
}

}  // namespace

std::vector<record::Actor> actors_of(const ParsedDocument& parsed, const std::vector<Word>& heads) {
  std::vector<record::Actor> actors;
  std::set<std::uint32_t> entities;
  for (const auto head : heads) {
    const auto* mention = parsed.mention_of(head);
    if (mention == nullptr || !entities.insert(mention->entity).second) continue;
    if (!mention->members.empty()) {
      add_members(parsed, *mention, entities, actors);
      continue;
    }
    actors.push_back(actor_of(parsed, *mention));
    if (is_ethnic(parsed, head)) make_resident(parsed, head, actors.back());
    for (const auto& code : mention->more_codes) {
      auto other = actors.back();
      other.code = code;
      actors.push_back(std::move(other));
    }
  }
  return actors;
}

void complete_sides(const ParsedDocument& parsed, Match& match) {
  if (match.each_other) return;
  if (match.pattern->type == EventType::kProtest && match.recipients.empty()) {
    if (const auto embassy = embassy_faced(parsed, match); embassy != kNoWord) match.recipients = {embassy};
  }
  if (match.pattern->mutual) {
    add_behind_topic(parsed, match);
    add_partners(parsed, match);
    add_platform(parsed, match);
    add_governing_subject(parsed, match);
  } else if (match.recipients.empty()) {
    match.recipients = concerned(parsed, match);
  }
}

namespace {

// What only might be, with one side: who might meet or yield to somebody that is not told. So is a denied meeting.
bool is_vague(const Match& match, const record::Picture& picture) {
  const bool denied = picture.status == record::Status::kDenied && match.pattern->mutual;
  if (picture.status != record::Status::kHypothetical && !denied) return false;
  return std::ranges::count_if(picture.actors, is_coded) + std::ranges::count_if(picture.recipients, is_coded) < 2;
}

// "Lawmakers accused each other": of one side nobody else knows which others are meant.
bool is_among_one_side(const Match& match, const record::Picture& picture) {
  if (!match.each_other) return false;
  std::set<std::pair<std::string_view, std::string_view>> sides;
  for (const auto& actor : picture.actors) {
    if (is_coded(actor)) sides.emplace(actor.code, actor.sector);
  }
  return sides.size() < 2;
}

}  // namespace

bool is_complete(const ParsedDocument& parsed, const Match& match, const record::Event& event) {
  if (is_vague(match, event.picture) || is_among_one_side(match, event.picture)) return false;
  const bool verb = parsed.tree.is_verb(match.trigger);
  const bool noun = !verb && match.pattern->nouns && match.pattern->nouns->needs.empty();
  if (!noun || !match.pattern->mutual) return true;
  const auto status = event.picture.status;
  if (status == record::Status::kHypothetical || status == record::Status::kDenied) return false;
  std::set<std::string> codes;
  for (const auto& actor : event.picture.actors) {
    if (!actor.code.empty()) codes.insert(actor.code);
  }
  const bool carried = match.light != kNoWord || carrier_of(parsed.tree, match.trigger) != kNoWord;
  const bool placed = event.picture.time || event.picture.place;
  return codes.size() > 1 ? carried || placed : !codes.empty() && carried && placed;
}

bool has_sides(const record::Event& event, bool mutual) {
  const bool actor = std::ranges::any_of(event.picture.actors, is_coded);
  const bool recipient = std::ranges::any_of(event.picture.recipients, is_coded);
  if (mutual) return actor;
  return recipient || (actor && !needs_recipient(event.coding.type));
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
