#include "pipeline/extract/event/where.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/carrier.h"
#include "pipeline/extract/event/sides.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;

constexpr int kDeepest = 3;  // "at the hotel of the president in Oslo"

constexpr auto kInside = std::to_array<std::string_view>({"in", "at", "near", "on", "outside", "inside", "around",
                                                          "across", "within", "off", "along", "over", "throughout"});
constexpr auto kTowards = std::to_array<std::string_view>({"in", "at", "to", "into", "for"});
constexpr auto kInTheAir = std::to_array<std::string_view>({"fly", "flight", "shoot", "down", "crash", "explode",
                                                            "bomb", "intercept", "circle", "drop", "patrol", "sortie",
                                                            "plane", "drone", "jet", "missile", "balloon", "strike"});
constexpr auto kKinds = std::to_array<std::string_view>(
    {"city", "town", "village", "capital", "port", "province", "region", "resort", "district", "island", "state"});

Where make(const ParsedDocument& parsed, const Mention& mention, Word from) {
  const auto span = parsed.span_of(std::min(from, mention.begin), mention.end);
  return {{mention.name, mention.code, std::string(parsed.points.text_of(span)), span}, mention.acts, false};
}

Word leftmost(const Tree& tree, Word word) {
  auto first = word;
  for (const auto child : tree.children(word)) {
    if (child < first && tree.relation(child) != Relation::kCase) first = std::min(first, child);
  }
  return first;
}

// "the Danish city" after Aarhus was named: the last place told that lies in its country.
const Mention* named_before(const ParsedDocument& parsed, Word noun) {
  for (const auto child : parsed.tree.children(noun)) {
    const auto* country = parsed.mention_of(child);
    if (parsed.tree.relation(child) != Relation::kAmod || country == nullptr || country->code.empty()) continue;
    const Mention* last = nullptr;
    for (const auto& mention : parsed.mentions.all) {
      if (mention.begin >= noun) break;
      const bool fits = mention.kind == record::ActorKind::kPlace && mention.code == country->code;
      if (fits && mention.via != "adjective" && !mention.acts) last = &mention;
    }
    return last;
  }
  return nullptr;
}

// "sanctions on Norland", "talks over Norland" are not there; "a raid on the coast", "shot down over Norland" are.
bool is_topic(const ParsedDocument& parsed, Word word) {
  const auto& tree = parsed.tree;
  const auto* mention = parsed.mention_of(word);
  if (mention == nullptr || !mention->acts) return false;
  const auto preposition = tree.preposition(word);
  if (preposition != "over") return preposition == "on";
  const auto head = tree.head(word);
  return head == kNoWord || !is_one_of(tree.lemma(head), kInTheAir);
}

constexpr std::array<std::string_view, 2> kBorders = {"border", "frontier"};

// "Norland's border with Vendoria", "the border with Vendoria in the north of Norland" are in Norland.
std::optional<Where> side_of_border(const ParsedDocument& parsed, Word border, Word from) {
  const auto& tree = parsed.tree;
  const auto words = tree.sentence_of(border);
  for (auto word = words.begin; word < words.end; ++word) {
    const auto* place = parsed.mention_of(word);
    if (place == nullptr || place->kind != record::ActorKind::kPlace || place->code.empty()) continue;
    const bool owns = tree.relation(word) == Relation::kNmodPoss && tree.head(word) == border;
    const bool inside = tree.preposition(word) == "in" && tree.is_below(word, border);
    if (owns || inside) return make(parsed, *place, from);
  }
  return std::nullopt;
}

// "Norland's Karelik province", "the Karelik region": the name before the kind, in the country that has it.
std::optional<Where> named_part(const ParsedDocument& parsed, Word kind, Word from) {
  const Mention* part = nullptr;
  const Mention* whole = nullptr;
  for (const auto child : parsed.tree.children(kind)) {
    const auto* mention = parsed.mention_of(child);
    if (mention == nullptr || child > kind) continue;
    const auto relation = parsed.tree.relation(child);
    const bool owns = relation == Relation::kNmodPoss && mention->kind == record::ActorKind::kPlace;
    const bool names = relation == Relation::kCompound && mention->via != "adjective";
    if (owns) whole = mention;
    if (names) part = mention;
  }
  if (part == nullptr) return whole == nullptr ? std::nullopt : std::optional(make(parsed, *whole, from));
  if (part->code.empty() && whole == nullptr) return std::nullopt;
  auto where = make(parsed, *part, from);
  if (part->code.empty()) where.place.country = whole->code;
  where.whole = false;
  return where;
}

// The place that a word names, or that stands below it: "the Danish city of Aarhus", "a hotel in Aarhus", "the border
// with Norland".
std::optional<Where> place_below(const ParsedDocument& parsed, Word word, Word from, int deep) {
  const auto& tree = parsed.tree;
  const auto* mention = parsed.mention_of(word);
  if (mention != nullptr && mention->kind == record::ActorKind::kPlace) return make(parsed, *mention, from);
  if (deep == 0 || tree.is_verb(word)) return std::nullopt;
  if (is_one_of(tree.lemma(word), kKinds)) {
    if (auto part = named_part(parsed, word, from)) return part;
  }
  const bool border = is_one_of(tree.lemma(word), kBorders);
  if (auto side = border ? side_of_border(parsed, word, from) : std::nullopt) return side;
  for (const auto child : tree.children(word)) {
    if (tree.relation(child) != Relation::kNmod && tree.relation(child) != Relation::kAppos) continue;
    const auto preposition = tree.preposition(child);
    // "an attack by bandits in Norland".
    const auto* doer = preposition == "by" ? parsed.mention_of(child) : nullptr;
    const bool unnamed = doer != nullptr && doer->via == "role";
    const bool leads = unnamed || preposition == "of" || preposition == "with" || preposition.empty() ||
                       is_one_of(preposition, kInside);
    if (!leads || is_topic(parsed, child)) continue;
    if (auto place = place_below(parsed, child, from, deep - 1)) {
      place->beside = place->beside || is_beyond_border(tree, child);
      return place;
    }
  }
  if (is_one_of(tree.lemma(word), kKinds)) {
    if (const auto* named = named_before(parsed, word)) return make(parsed, *named, named->begin);
  }
  return std::nullopt;
}

bool leads_to_place(const ParsedDocument& parsed, Word child, bool travels) {
  const auto& tree = parsed.tree;
  const auto relation = tree.relation(child);
  if ((relation != Relation::kObl && relation != Relation::kNmod) || is_topic(parsed, child)) return false;
  const auto preposition = tree.preposition(child);
  return is_one_of(preposition, kInside) || (travels && is_one_of(preposition, kTowards));
}

// A dateline has it in capitals.
std::string without_capitals(std::string name) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (std::ranges::any_of(name, is_small)) return name;
  for (std::size_t i = 1; i < name.size(); ++i) {
    const bool begins = name[i - 1] == ' ' || name[i - 1] == '-';
    if (!begins && name[i] >= 'A' && name[i] <= 'Z') name[i] = static_cast<char>(name[i] - 'A' + 'a');
  }
  return name;
}

// "decided here on Friday": where the dateline above says that it was written.
std::optional<Where> written_in(const ParsedDocument& parsed, Word here) {
  const auto& reading = parsed.reading;
  for (auto sentence = parsed.tree.sentence(here) + 1; sentence-- > 0;) {
    const auto begin = sentence == 0 ? 0 : reading.ends[sentence - 1];
    for (auto word = begin; word < reading.datelines[sentence]; ++word) {
      const auto* mention = parsed.mention_of(word);
      if (mention == nullptr || mention->kind != record::ActorKind::kPlace) continue;
      auto where = make(parsed, *mention, word);
      where.place.name = without_capitals(std::move(where.place.name));
      return where;
    }
  }
  return std::nullopt;
}

// The first that stands beside a word, by a preposition that `leads` there.
template <typename Leads>
std::optional<Where> place_beside(const ParsedDocument& parsed, Word word, const Leads& leads) {
  for (const auto child : parsed.tree.children(word)) {
    if (!leads_to_place(parsed, child, false) || !leads(parsed.tree.preposition(child))) continue;
    if (auto place = place_below(parsed, child, leftmost(parsed.tree, child), kDeepest)) return place;
  }
  return std::nullopt;
}

// "A bombing near Selmar killed two", "police in Selmar arrested": what kills does so where it is, and so do people
// without a name.
std::optional<Where> place_of_cause(const ParsedDocument& parsed, Word verb) {
  const auto& tree = parsed.tree;
  for (const auto cause : tree.children(verb)) {
    const auto relation = tree.relation(cause);
    const bool causes = relation == Relation::kNsubj || relation == Relation::kOblAgent;
    const auto* mention = parsed.mention_of(cause);
    if (!causes || (mention != nullptr && mention->via != "role")) continue;
    if (auto place = place_beside(parsed, cause, [](std::string_view) { return true; })) return place;
  }
  return std::nullopt;
}

// What is done by hand or by arms is done where its object is; what is said of somebody may be said anywhere.
bool is_done_to_object(record::EventType type) {
  switch (type) {
    case record::EventType::kAssault:
    case record::EventType::kCoerce:
    case record::EventType::kProtest:
    case record::EventType::kSupport:
    case record::EventType::kConsult:
    case record::EventType::kAid:
      return true;
    default:
      return false;
  }
}

bool is_done_there(record::EventType type) {
  return type == record::EventType::kAssault || type == record::EventType::kCoerce ||
         type == record::EventType::kProtest;
}

// "signed a pact in Paris": the parser hangs the place on what is signed.
std::optional<Where> place_beside_object(const ParsedDocument& parsed, Word object) {
  constexpr std::array<std::string_view, 5> kThere = {"in", "at", "near", "outside", "around"};  // "on" is about it
  return place_beside(parsed, object, [&](std::string_view preposition) { return is_one_of(preposition, kThere); });
}

// "shelled Selmar", "struck a clinic in Selmar": who is harmed is harmed at home.
std::optional<Where> place_harmed(const ParsedDocument& parsed, Word object) {
  const auto* mention = parsed.mention_of(object);
  const bool place = mention != nullptr && mention->kind == record::ActorKind::kPlace;
  const bool town = place && (!mention->acts || mention->via == "seat");
  if (town) return make(parsed, *mention, mention->begin);
  return mention == nullptr ? place_below(parsed, object, leftmost(parsed.tree, object), kDeepest) : std::nullopt;
}

std::optional<Where> place_of_objects(const ParsedDocument& parsed, const Match& match, const Host& host) {
  if (!is_done_to_object(match.pattern->type) || !parsed.tree.is_verb(host.word)) return std::nullopt;
  const bool harm = match.pattern->type == record::EventType::kAssault || match.pattern->mode == "seize";
  for (const auto object : objects(parsed.tree, host.word)) {
    if (auto place = place_beside_object(parsed, object)) return place;
    if (!harm) continue;
    if (auto place = place_harmed(parsed, object)) return place;
  }
  return std::nullopt;
}

}  // namespace

bool is_beyond_border(const Tree& tree, Word word) {
  const auto with = tree.child(word, Relation::kCase);  // whatever the parser hangs it on
  return with != kNoWord && with > 0 && with < word && tree.lemma(with) == "with" &&
         is_one_of(tree.lemma(with - 1), kBorders);
}

std::optional<Where> place_of(const ParsedDocument& parsed, const Match& match) {
  const auto& tree = parsed.tree;
  const bool travels = match.pattern->type == record::EventType::kConsult && match.pattern->mode == "visit";
  std::optional<Where> border;
  for (const auto& host : hosts_of(tree, match.trigger, match.light)) {
    std::optional<Where> country;
    for (const auto child : tree.children(host.word)) {
      const bool out = child < host.after || (host.before != kNoWord && child > host.before);
      const bool object = travels && tree.relation(child) == Relation::kObj;
      if (!out && tree.lemma(child) == "here" && tree.relation(child) == Relation::kAdvmod) {
        if (auto place = written_in(parsed, child)) return place;
      }
      if (out || !(object || leads_to_place(parsed, child, travels))) continue;
      auto place = place_below(parsed, child, leftmost(tree, child), kDeepest);
      if (!place) continue;
      if (!place->whole) return place;
      auto& kept = place->beside ? border : country;
      if (!kept) kept = std::move(place);
    }
    if (country) return country;
    auto place = place_of_objects(parsed, match, host);
    if (place && !place->beside) return place;
    if (place && !border) border = std::move(place);
  }
  auto cause = is_done_there(match.pattern->type) && tree.is_verb(match.trigger) ? place_of_cause(parsed, match.trigger)
                                                                                 : std::nullopt;
  return cause ? cause : border;
}

}  // namespace tidings::extract
