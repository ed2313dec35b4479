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
constexpr auto kFictions =
    std::to_array<std::string_view>({"novel", "film", "movie", "thriller", "play", "opera", "sequel", "plot", "fiction",
                                     "videogame", "comic", "sitcom", "musical", "screenplay", "drama"});

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

}  // namespace

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

bool is_fiction(const Tree& tree, Word trigger) {
  const auto sentence = tree.sentence(trigger);
  for (auto word = trigger; word > 0 && tree.sentence(word - 1) == sentence;) {
    --word;
    if (!is_one_of(tree.lemma(word), kFictions) || !tree.is_noun(word)) continue;
    const bool setting = tree.relation(word) == Relation::kObl && tree.preposition(word) == "in";
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
