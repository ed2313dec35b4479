#include "pipeline/extract/event/when.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <string_view>
#include <utility>

#include "pipeline/extract/event/carrier.h"
#include "pipeline/extract/one_of.h"
#include "pipeline/extract/time/calendar.h"

namespace tidings::extract {
namespace {

using timex::Day;

constexpr int kHistoryYears = 3;

struct Period {
  Day begin;
  int days = 0;
};

int number(std::string_view text) {
  int value = -1;
  const auto* end = text.data() + text.size();
  return std::from_chars(text.data(), end, value).ptr == end ? value : -1;
}

// The days that a value of TIMEX3 covers; nothing for decades, seasons, and what is no date.
std::optional<Period> period_of(std::string_view value) {
  value = value.substr(0, value.find('T'));
  const auto year = number(value.substr(0, 4));
  if (value.size() < 4 || year < 0) return std::nullopt;
  if (value.size() >= 8 && value.substr(4, 2) == "-W") {
    const auto monday = timex::monday_of_week(year, number(value.substr(6, 2)));
    return monday ? std::optional(Period{*monday, 7}) : std::nullopt;
  }
  if (value.size() == 4) {
    const auto first = timex::day_of(year, 1, 1);
    return first ? std::optional(Period{*first, 365}) : std::nullopt;
  }
  const auto month = value.size() >= 7 ? number(value.substr(5, 2)) : -1;
  if (value[4] != '-' || month < 1 || month > 12) return std::nullopt;
  const auto day = value.size() >= 10 ? number(value.substr(8, 2)) : 1;
  const auto begin = timex::day_of(year, month, day);
  if (!begin) return std::nullopt;
  return Period{*begin, value.size() >= 10 ? 1 : timex::days_in_month(year, month)};
}

// Words of one noun phrase before its head.
bool stands_before(const Tree& tree, Word word) {
  return tree.is_noun(word) || tree.upos(word) == language::Upos::kAdj || tree.form(word).starts_with("-") ||
         tree.form(word) == "–" || tree.upos(word) == language::Upos::kPart;
}

// "the January 5 meeting of the council", "talks on January 5": right before or behind the noun, wherever the parser
// hangs it.
bool adjoins(const ParsedDocument& parsed, Word trigger, const record::Time& time) {
  const auto& tree = parsed.tree;
  const auto& tokens = parsed.reading.tokens;
  if (tree.is_verb(trigger)) return false;
  const auto begin = parsed.points.byte_of(time.span.begin);
  const auto end = parsed.points.byte_of(time.span.end);
  if (end <= tokens[trigger].begin) {
    auto word = trigger;
    while (word > 0 && tokens[word - 1].begin >= end && stands_before(tree, word - 1)) --word;
    return word > 0 && tokens[word - 1].end == end && tree.sentence(word - 1) == tree.sentence(trigger) &&
           tokens[word - 1].begin >= begin;
  }
  if (trigger + 2 >= tree.size() || tokens[trigger + 2].begin != begin) return false;
  const auto preposition = tree.lemma(trigger + 1);
  return preposition == "on" || preposition == "of" || preposition == "in";
}

constexpr std::size_t kMonth = 7;  // 1999-12
constexpr std::size_t kDay = 10;   // 1999-12-31

// Of so many characters of a value that is a date.
bool is_later(std::string_view value, const record::Document& document, std::size_t characters) {
  if (!document.published || document.published->value.size() < characters) return false;
  return period_of(value.substr(0, characters)) && value[5] != 'W' &&
         value.compare(0, characters, document.published->value, 0, characters) > 0;
}

constexpr auto kCauses = std::to_array<std::string_view>({"after", "over", "following", "since", "despite", "before"});
constexpr auto kOffences = std::to_array<std::string_view>(
    {"murder", "killing", "death", "attack", "bombing", "crime", "role", "part", "massacre", "involvement"});

// "sanctioned the bank after the death of Holm in February": a month or year behind what something was done for is of
// that, wherever the parser hangs it.
bool is_of_cause(const Tree& tree, Word word, const TimeExpression& expression) {
  const auto head = tree.head(word);
  if (expression.granularity >= Granularity::kWeek || head == kNoWord || head > word || tree.preposition(word) != "in")
    return false;
  auto before = kNoWord;
  for (const auto child : tree.children(head)) {
    if (child > head && child < word) before = child;
  }
  if (before == kNoWord || tree.relation(before) != language::Relation::kObl) return false;
  const auto preposition = tree.preposition(before);
  return is_one_of(preposition, kCauses) || (preposition == "for" && is_one_of(tree.lemma(before), kOffences));
}

}  // namespace

std::optional<record::Time> time_of(const ParsedDocument& parsed, const Match& match) {
  const auto& tree = parsed.tree;
  const auto hosts = hosts_of(tree, match.trigger, match.light);
  const auto sentence = tree.sentence(match.trigger);
  const TimeExpression* best = nullptr;
  std::pair<int, Word> nearest{INT_MAX, 0};
  for (std::size_t i = 0; i < parsed.times.size(); ++i) {
    const auto& expression = parsed.times[i];
    const auto word = parsed.time_words[i];
    const bool dates = expression.type == TimeType::kDate || expression.type == TimeType::kTime;
    if (word == kNoWord || tree.sentence(word) != sentence || !dates) continue;
    // "At six" of no day dates nothing.
    if (expression.time.value.empty() || expression.time.value.starts_with("XXXX-XX")) continue;
    if (expression.granularity == Granularity::kVague) continue;
    if (adjoins(parsed, match.trigger, expression.time)) return expression.time;
    if (is_of_cause(tree, word, expression)) continue;
    for (const auto& host : hosts) {
      const auto steps = steps_to(tree, word, host);
      if (!steps) continue;
      const auto apart = word < host.word ? host.word - word : word - host.word;
      const std::pair away{2 * host.cost + *steps, apart};
      if (away >= nearest) continue;
      nearest = away;
      best = &expression;
    }
  }
  return best == nullptr ? std::nullopt : std::optional(best->time);
}

bool lies_ahead(const std::optional<record::Time>& time, const record::Document& document) {
  return time && time->value.size() >= kDay && is_later(time->value, document, kDay);
}

bool lies_in_month_ahead(const std::optional<record::Time>& time, const record::Document& document) {
  return time && time->value.size() == kMonth && is_later(time->value, document, kMonth);
}

Accord accord_of(const record::Time& first, const record::Time& second) {
  const auto a = period_of(first.value);
  const auto b = period_of(second.value);
  if (!a || !b) return first.value == second.value ? Accord::kAgrees : Accord::kSilent;
  if (a->begin == b->begin && a->days == b->days) return a->days <= 7 ? Accord::kAgrees : Accord::kSilent;
  const auto& outer = a->days >= b->days ? *a : *b;
  const auto& inner = a->days >= b->days ? *b : *a;
  const auto apart = (inner.begin - outer.begin).count();
  return apart >= 0 && apart < outer.days ? Accord::kSilent : Accord::kExcluded;
}

bool is_more_exact(const record::Time& first, const record::Time& second) {
  const auto a = period_of(first.value);
  const auto b = period_of(second.value);
  if (!a || !b) return a.has_value();
  if (a->days != b->days) return a->days < b->days;
  return first.value.size() > second.value.size();
}

bool lies_far_back(const std::optional<record::Time>& time, const record::Document& document) {
  if (!time || !document.published) return false;
  auto year = time->value.substr(0, 4);  // "199X", "18XX": the last of them
  std::ranges::replace(year, 'X', '9');
  const auto told = number(year);
  const auto published = number(std::string_view(document.published->value).substr(0, 4));
  return told > 0 && published > 0 && published - told >= kHistoryYears;
}

}  // namespace tidings::extract
