#include "pipeline/extract/time/tense.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/extract/one_of.h"

namespace tidings::extract::timex {
namespace {

using language::Relation;
using language::Upos;
using language::Xpos;

constexpr std::uint32_t kReach = 12;  // words that are looked at around a verb, and steps up a tree

constexpr std::array<std::string_view, 16> kForward{
    "scheduled", "expected", "planned", "set",     "due",   "slated", "plan",     "plans",
    "expect",    "expects",  "aims",    "intends", "hopes", "agreed", "upcoming", "forthcoming"};

// Their past looks like their present, and is what news tells: "police beat them on Friday".
constexpr auto kUnchanged =
    std::to_array<std::string_view>({"beat", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit",
                                     "set", "shed", "shut", "split", "spread", "thrust", "upset"});

// What is agreed to for a day; a truce that is agreed to on a day is agreed to then.
constexpr auto kAppointments = std::to_array<std::string_view>(
    {"talks", "talk", "meeting", "meetings", "summit", "visit", "negotiations", "discussions", "consultations",
     "session", "round", "conference", "election", "elections", "vote", "referendum", "march", "rally", "strike"});

std::string_view form(const Text& text, std::uint32_t token) {
  return language::text_of(text.tokens[token], text.text);
}

bool is_verb(const Text& text, std::uint32_t token) {
  switch (text.reading->xpos[token]) {
    case Xpos::kVb:
    case Xpos::kVbd:
    case Xpos::kVbg:
    case Xpos::kVbn:
    case Xpos::kVbp:
    case Xpos::kVbz:
    case Xpos::kMd:
      return true;
    default:
      return false;
  }
}

// "They are set to meet"; who set fire to something did so.
bool looks_ahead(const Text& text, std::uint32_t token) {
  const auto tag = text.reading->xpos[token];
  const bool told = form(text, token) == "set" && (tag == Xpos::kVbd || tag == Xpos::kVbp);
  return !told && is_one_of(form(text, token), kForward);
}

bool is_present_form(Xpos tag) { return tag == Xpos::kVbz || tag == Xpos::kVbp; }

// Of a verb and the auxiliaries left of it.
Tense tense_of(const Text& text, std::uint32_t verb, std::uint32_t begin) {
  const auto& xpos = text.reading->xpos;
  const Xpos own = xpos[verb];
  if (own == Xpos::kMd) return Tense::kFuture;
  if (own == Xpos::kVbd) return looks_ahead(text, verb) ? Tense::kFuture : Tense::kPast;
  if (own == Xpos::kVbp && is_one_of(form(text, verb), kUnchanged)) return Tense::kPast;
  if (is_present_form(own)) return looks_ahead(text, verb) ? Tense::kFuture : Tense::kPresent;
  const std::uint32_t from = verb - std::min(verb - begin, std::uint32_t{6});
  bool present = false, past = false;
  for (std::uint32_t i = verb; i-- > from;) {
    if (xpos[i] == Xpos::kMd) return Tense::kFuture;
    if (xpos[i] == Xpos::kTo && own == Xpos::kVb) return Tense::kFuture;
    const std::string_view word = form(text, i);
    const bool perfect = word == "has" || word == "have" || word == "'ve" || word == "had";
    if (perfect || xpos[i] == Xpos::kVbd) {
      past = true;
      break;
    }
    if (is_present_form(xpos[i])) {
      present = true;
      break;
    }
  }
  if (looks_ahead(text, verb) && own == Xpos::kVbn) return Tense::kFuture;
  if (past || own == Xpos::kVbn) return present ? Tense::kPresent : Tense::kPast;
  return present ? Tense::kPresent : Tense::kUnknown;
}

// "voted to impose sanctions on Monday": the day of the vote.
bool is_aim_of_vote(const Text& text, std::uint32_t token) {
  const auto head = text.reading->heads[token];
  return head >= 0 && text.reading->xpos[token] == Xpos::kVb && text.reading->relations[token] == Relation::kXcomp &&
         form(text, static_cast<std::uint32_t>(head)) == "voted";
}

Tense by_tree(const Text& text, std::uint32_t token, std::uint32_t begin, std::uint32_t end) {
  std::int32_t at = static_cast<std::int32_t>(token);
  bool appointed = false;
  for (std::uint32_t step = 0; step < kReach; ++step) {
    at = text.reading->heads[static_cast<std::size_t>(at)];
    if (at < static_cast<std::int32_t>(begin) || at >= static_cast<std::int32_t>(end)) return Tense::kUnknown;
    const auto head = static_cast<std::uint32_t>(at);
    // "agreed on Tuesday to end it" agreed then.
    const bool before_aim = token + 1 < end && text.reading->xpos[token + 1] == Xpos::kTo && head < token;
    if (before_aim && text.reading->xpos[head] == Xpos::kVbd) return Tense::kPast;
    const bool agreed = form(text, head) == "agreed" && text.reading->xpos[head] == Xpos::kVbd;
    if (agreed && !appointed) return Tense::kPast;
    if (looks_ahead(text, head)) return Tense::kFuture;
    if (is_aim_of_vote(text, head)) return tense_of(text, static_cast<std::uint32_t>(text.reading->heads[head]), begin);
    appointed = appointed || is_one_of(form(text, head), kAppointments);
    if (is_verb(text, head)) {
      const Tense tense = tense_of(text, head, begin);
      if (tense != Tense::kUnknown) return tense;
      continue;
    }
    // A copula or auxiliary under a noun or adjective tells for it.
    for (std::uint32_t i = head - std::min(head - begin, std::uint32_t{8}); i < head; ++i) {
      if (text.reading->heads[i] != at) continue;
      const Relation relation = text.reading->relations[i];
      if (relation != Relation::kCop && relation != Relation::kAux) continue;
      if (text.reading->xpos[i] == Xpos::kMd) return Tense::kFuture;
      return text.reading->xpos[i] == Xpos::kVbd ? Tense::kPast : Tense::kPresent;
    }
  }
  return Tense::kUnknown;
}

Tense by_nearness(const Text& text, std::uint32_t token, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t away = 1; away <= 2 * kReach; ++away) {
    if (token >= begin + away && is_verb(text, token - away)) return tense_of(text, token - away, begin);
    if (away <= kReach && token + away < end && is_verb(text, token + away)) return tense_of(text, token + away, begin);
  }
  return Tense::kUnknown;
}

}  // namespace

Tense tense_at(const Text& text, std::uint32_t token, std::uint32_t begin, std::uint32_t end) {
  if (text.reading == nullptr || text.reading->xpos.empty()) return Tense::kUnknown;
  if (!text.reading->heads.empty()) {
    const Tense tense = by_tree(text, token, begin, end);
    if (tense != Tense::kUnknown) return tense;
  }
  return by_nearness(text, token, begin, end);
}

}  // namespace tidings::extract::timex
