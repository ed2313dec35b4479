#include "pipeline/extract/event/genre.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "pipeline/extract/event/when.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;

constexpr std::size_t kMany = 4;  // words of sport in a document that is about sport

constexpr auto kSport = std::to_array<std::string_view>(
    {"quarter-final", "semi-final",  "quarterfinal", "semifinal",      "championship", "tournament", "league",
     "midfielder",    "striker",     "goalkeeper",   "defender",       "goal",         "penalty",    "fixture",
     "referee",       "stadium",     "innings",      "wicket",         "playoff",      "play-off",   "qualifier",
     "football",      "soccer",      "rugby",        "cricket",        "basketball",   "hockey",     "tennis",
     "knockout",      "group-stage", "halftime",     "half-time",      "equaliser",    "equalizer",  "hat-trick",
     "captain",       "scorer",      "teammate",     "quarter-finals", "semi-finals",  "cup"});
constexpr auto kFictions = std::to_array<std::string_view>(
    {"novel",   "film",       "movie",       "thriller",      "play",      "opera",      "sequel", "plot",
     "fiction", "videogame",  "comic",       "sitcom",        "musical",   "screenplay", "drama",  "book",
     "wargame", "simulation", "dream",       "episode",       "painting",  "cartoon",    "tale",   "drill",
     "memoir",  "series",     "documentary", "autobiography", "biography", "exhibition", "diary"});
// "a history of the invasion", "commemorated the attack": what is told of it is long past.
constexpr auto kAccounts = std::to_array<std::string_view>(
    {"history", "anniversary", "commemoration", "depiction", "portrayal", "re-enactment", "reenactment", "retelling"});
constexpr auto kRemembers = std::to_array<std::string_view>(
    {"commemorate", "recount", "depict", "portray", "chronicle", "re-enact", "reenact", "dramatise", "dramatize"});

// "the video game", "a war game".
constexpr auto kGames = std::to_array<std::string_view>({"video", "war", "computer", "board", "role", "mobile"});
// "The Falklands War"; that of today is mostly named in small letters.
constexpr auto kPastWars =
    std::to_array<std::string_view>({"world", "cold", "falklands", "gulf", "vietnam", "korean", "civil", "crimean",
                                     "boer", "winter", "napoleonic", "balkan", "yugoslav", "peloponnesian", "punic"});
constexpr auto kPastPowers =
    std::to_array<std::string_view>({"soviet", "nazi", "ottoman", "prussian", "habsburg", "byzantine", "yugoslav",
                                     "czechoslovak", "napoleon", "hitler", "stalin", "wehrmacht"});
// What teams do to teams, and armies too.
constexpr auto kContests = std::to_array<std::string_view>(
    {"beat",      "defeat",  "rout",      "crush",    "thrash", "trounce",   "hammer",    "edge",      "dispatch",
     "down",      "outplay", "outclass",  "demolish", "stun",   "upset",     "knock",     "eliminate", "overcome",
     "overpower", "humble",  "humiliate", "repel",    "sink",   "surrender", "overwhelm", "whip",      "drub"});
constexpr auto kArms = std::to_array<std::string_view>(
    {"army",      "troop",     "troops",  "force",    "soldier",   "war",       "battle",    "tank",
     "missile",   "drone",     "rocket",  "navy",     "fleet",     "warplane",  "jet",       "rebel",
     "militia",   "offensive", "front",   "invasion", "artillery", "kill",      "military",  "fighter",
     "guerrilla", "bomb",      "invader", "siege",    "city",      "town",      "village",   "attack",
     "ship",      "warship",   "vessel",  "boat",     "cruiser",   "destroyer", "submarine", "tanker"});

bool is_small_number(std::string_view form) {
  return !form.empty() && form.size() <= 2 &&
         std::ranges::all_of(form, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "4-2", as one token or three; "semi-final" may be three, too.
bool is_result(const Tree& tree, Word word) {
  const auto form = tree.form(word);
  if (const auto dash = form.find('-'); dash != std::string_view::npos)
    return is_small_number(form.substr(0, dash)) && is_small_number(form.substr(dash + 1));
  return word + 2 < tree.size() && is_small_number(form) &&
         (tree.form(word + 1) == "-" || tree.form(word + 1) == "–") && is_small_number(tree.form(word + 2)) &&
         tree.sentence(word + 2) == tree.sentence(word);
}

bool is_round(const Tree& tree, Word word) {
  const auto lemma = tree.lemma(word);
  if (is_one_of(lemma, kSport)) return true;
  if (lemma != "final") return false;
  return (word > 1 && tree.form(word - 1).starts_with("-")) || tree.is_noun(word);
}

bool is_named(const Tree& tree, Word word) {
  const auto form = tree.form(word);
  return !form.empty() && std::isupper(static_cast<unsigned char>(form.front())) != 0;
}

// "A decade after Norland annexed it", "20 years since": the length of time before a conjunction of the trigger's
// clause.
bool comes_years_after(const Tree& tree, Word trigger, WordRange words) {
  for (auto word = words.begin + 1; word + 1 < words.end && word < trigger; ++word) {
    const auto length = tree.lemma(word);
    const bool long_ago =
        length == "decade" || length == "century" ||
        (length == "year" && tree.form(word) == "years" && tree.upos(word - 1) == language::Upos::kNum &&
         tree.lemma(word - 1) != "two" && tree.lemma(word - 1) != "2");
    const auto next = tree.lemma(word + 1);
    if (long_ago && (next == "after" || next == "since")) return true;
  }
  return false;
}

// "Soviet troops" that do it or suffer it; "the former Soviet republic" is of today.
bool is_past_power(const Tree& tree, Word word, Word trigger) {
  if (!is_one_of(tree.lemma(word), kPastPowers) || !is_named(tree, word)) return false;
  if (word > 0 && tree.lemma(word - 1) == "former") return false;
  for (auto above = word; above != kNoWord && above != trigger; above = tree.head(above)) {
    if (tree.head(above) != trigger) continue;
    const auto relation = tree.relation(above);
    return relation == Relation::kNsubj || relation == Relation::kNsubjPass || relation == Relation::kObj ||
           relation == Relation::kOblAgent;
  }
  return false;
}

// Nothing but a country or a person, with its possessor at most: "Japan", "Germany's Holm".
bool is_bare(const Tree& tree, Word side) {
  if (side == kNoWord || tree.upos(side) != language::Upos::kPropn) return false;
  return std::ranges::all_of(tree.children(side), [&](Word child) {
    const auto relation = tree.relation(child);
    return relation == Relation::kNmodPoss || relation == Relation::kFlat || relation == Relation::kCase ||
           relation == Relation::kPunct || relation == Relation::kCompound || relation == Relation::kDet;
  });
}

}  // namespace

bool is_of_past_age(const ParsedDocument& parsed, Word trigger) {
  const auto& tree = parsed.tree;
  // To who writes in 1956 the Soviet Union is no past.
  constexpr std::string_view kSince = "2000";
  if (!parsed.document->published || parsed.document->published->value < kSince) return false;
  if (tree.xpos(trigger) != language::Xpos::kVbd && tree.xpos(trigger) != language::Xpos::kVbn) return false;
  const auto words = tree.sentence_of(trigger);
  for (auto word = words.begin; word < words.end; ++word) {
    if (is_past_power(tree, word, trigger)) return true;
    const bool war = word > words.begin && tree.form(word) == "War" && is_one_of(tree.lemma(word - 1), kPastWars);
    const auto during = war ? tree.preposition(word) : std::string_view();
    if ((during == "during" || during == "in" || during == "throughout") && tree.head(word) == trigger) return true;
  }
  return comes_years_after(tree, trigger, words);
}

bool is_bare_contest(const Tree& tree, Word trigger) {
  if (!tree.is_verb(trigger) || !is_one_of(tree.lemma(trigger), kContests)) return false;
  const auto words = tree.sentence_of(trigger);
  for (auto word = words.begin; word < words.end; ++word) {
    if (is_one_of(tree.lemma(word), kArms)) return false;
  }
  const auto object = tree.child(trigger, Relation::kObj);
  const auto other = object == kNoWord ? tree.child(trigger, Relation::kObl) : object;
  return is_bare(tree, tree.child(trigger, Relation::kNsubj)) && is_bare(tree, other);
}

std::vector<bool> sentences_of_sport(const ParsedDocument& parsed) {
  const auto& tree = parsed.tree;
  const auto sentences = tree.size() == 0 ? 0 : tree.sentence(tree.size() - 1) + std::size_t{1};
  std::vector<std::size_t> signs(sentences, 0);
  std::size_t all = 0;
  for (Word word = 0; word < tree.size(); ++word) {
    if (!is_round(tree, word) && !is_result(tree, word)) continue;
    ++signs[tree.sentence(word)];
    ++all;
  }
  std::vector<bool> sport;
  for (const auto count : signs) sport.push_back(all >= kMany || count > 1);
  return sport;
}

bool may_be_contest(const record::Event& event) {
  switch (event.coding.type) {
    case record::EventType::kAssault:
    case record::EventType::kConsult:
    case record::EventType::kConcede:
    case record::EventType::kRetreat:
    case record::EventType::kThreaten:
      return event.picture.amounts.empty();  // nobody is killed there
    default:
      return false;
  }
}

namespace {

bool is_remembered(const Tree& tree, Word trigger) {
  const auto head = tree.is_verb(trigger) ? kNoWord : tree.head(trigger);
  if (head == kNoWord) return false;
  const bool of = tree.relation(trigger) == Relation::kNmod && tree.preposition(trigger) == "of";
  const bool object = tree.relation(trigger) == Relation::kObj || tree.relation(trigger) == Relation::kNsubjPass;
  const bool judged =
      std::ranges::any_of(tree.children(head), [&](Word child) { return tree.preposition(child) == "as"; });
  return (of && is_one_of(tree.lemma(head), kAccounts)) ||
         (object && !judged && is_one_of(tree.lemma(head), kRemembers));
}

}  // namespace

bool is_fiction(const Tree& tree, Word trigger) {
  if (is_remembered(tree, trigger)) return true;
  const auto sentence = tree.sentence(trigger);
  for (auto word = trigger; word > 0 && tree.sentence(word - 1) == sentence;) {
    --word;
    const bool game = tree.lemma(word) == "game" && word > 0 && is_one_of(tree.lemma(word - 1), kGames);
    if ((!game && !is_one_of(tree.lemma(word), kFictions)) || !tree.is_noun(word)) continue;
    const bool setting = tree.relation(word) == Relation::kObl && tree.preposition(word) == "in";
    const bool of_it = tree.lemma(word) != "series" || tree.head(word) == trigger;  // "the series ended hours after"
    if (!of_it) continue;
    const bool tells = tree.relation(word) == Relation::kNsubj;
    const bool part =
        tree.relation(word) == Relation::kNmod && tree.preposition(word) == "of";  // "chapter of the novel"
    if (setting || tells || part) return true;
  }
  return false;
}

bool follows_history(const ParsedDocument& parsed, Word trigger) {
  const TimeExpression* last = nullptr;
  for (std::size_t i = 0; i < parsed.times.size(); ++i) {
    const auto word = parsed.time_words[i];
    const bool before =
        word != kNoWord && word < trigger && parsed.tree.sentence(word) == parsed.tree.sentence(trigger);
    if (before) last = &parsed.times[i];
  }
  return last != nullptr && parsed.tree.xpos(trigger) == language::Xpos::kVbd &&
         lies_far_back(last->time, *parsed.document);
}

}  // namespace tidings::extract
