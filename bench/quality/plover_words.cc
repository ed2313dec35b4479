#include "bench/quality/plover_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "pipeline/language/lemma.h"

namespace tidings::quality {
namespace {

using Words = std::set<std::string_view>;

const Words kVerbs = {
    // AGREE, CONSULT, SUPPORT, CONCEDE
    "agree", "sign", "settle", "ratify", "accept", "pledge", "promise", "meet", "consult", "confer", "negotiate",
    "discuss", "talk", "visit", "mediate", "host", "support", "back", "endorse", "praise", "defend", "applaud",
    "welcome", "thank", "congratulate", "apologize", "apologise", "forgive", "recognise", "recognize", "concede",
    "yield", "ease", "reform",
    // COOPERATE, AID, RETREAT
    "cooperate", "collaborate", "ally", "extradite", "aid", "assist", "help", "donate", "rescue", "shelter", "retreat",
    "withdraw", "surrender", "disarm", "release", "free", "resign",
    // REQUEST, ACCUSE, REJECT, THREATEN
    "request", "ask", "demand", "urge", "appeal", "call", "seek", "propose", "accuse", "blame", "criticise",
    "criticize", "condemn", "denounce", "complain", "sue", "charge", "indict", "investigate", "allege", "reject",
    "refuse", "decline", "oppose", "veto", "rebuff", "threaten", "warn",
    // PROTEST, SANCTION, MOBILIZE
    "protest", "demonstrate", "rally", "march", "riot", "boycott", "picket", "sanction", "embargo", "expel", "suspend",
    "ban", "convict", "sentence", "fine", "discontinue", "mobilise", "mobilize", "deploy",
    // COERCE, ASSAULT
    "arrest", "detain", "seize", "confiscate", "raid", "impose", "restrict", "censor", "deport", "hack", "jail",
    "imprison", "attack", "assault", "kill", "murder", "shoot", "bomb", "kidnap", "abduct", "hijack", "torture", "rape",
    "assassinate", "execute", "fight", "wound", "injure", "stab", "beat", "invade"};

const Words kNouns = {
    "agreement",   "accord",        "treaty",      "pact",        "deal",          "settlement",   "contract",
    "commitment",  "pledge",        "meeting",     "summit",      "talk",          "consultation", "conference",
    "negotiation", "discussion",    "visit",       "mediation",   "support",       "endorsement",  "praise",
    "apology",     "concession",    "recognition", "cooperation", "collaboration", "alliance",     "extradition",
    "aid",         "assistance",    "help",        "donation",    "bailout",       "rescue",       "retreat",
    "withdrawal",  "surrender",     "ceasefire",   "release",     "resignation",   "request",      "demand",
    "appeal",      "proposal",      "accusation",  "criticism",   "complaint",     "lawsuit",      "charge",
    "indictment",  "investigation", "allegation",  "rejection",   "refusal",       "opposition",   "veto",
    "threat",      "warning",       "ultimatum",   "protest",     "demonstration", "rally",        "march",
    "riot",        "strike",        "boycott",     "sanction",    "embargo",       "expulsion",    "suspension",
    "ban",         "conviction",    "sentence",    "fine",        "mobilisation",  "mobilization", "deployment",
    "arrest",      "detention",     "seizure",     "raid",        "curfew",        "censorship",   "deportation",
    "attack",      "assault",       "killing",     "murder",      "shooting",      "bombing",      "kidnapping",
    "abduction",   "hijacking",     "torture",     "rape",        "assassination", "execution",    "fight",
    "invasion"};

std::string lower(std::string_view word) {
  std::string text(word);
  std::ranges::transform(text, text.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

bool is_in(const Words& words, std::string_view form, std::string_view upos, std::string_view xpos) {
  std::string buffer;
  return words.contains(language::lemma_of(form, {upos, xpos}, buffer));
}

bool is_verb(std::string_view form) {
  constexpr std::array<std::string_view, 4> kTags = {"VB", "VBD", "VBG", "VBZ"};
  return std::ranges::any_of(kTags, [&](auto tag) { return is_in(kVerbs, form, "VERB", tag); });
}

bool is_noun(std::string_view form) {
  constexpr std::array<std::string_view, 2> kTags = {"NN", "NNS"};
  return std::ranges::any_of(kTags, [&](auto tag) { return is_in(kNouns, form, "NOUN", tag); });
}

}  // namespace

bool is_plover_like(std::string_view words) {
  const auto text = lower(words);
  return is_verb(text.substr(0, text.find(' '))) || is_noun(text.substr(text.rfind(' ') + 1));
}

}  // namespace tidings::quality
