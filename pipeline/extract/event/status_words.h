#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "pipeline/extract/one_of.h"
#include "pipeline/record/event.h"

// What words say of the event beside them: whether it is planned, has occurred, was called off.
namespace tidings::extract::status_words {

using record::Status;

struct Says {
  std::string_view word;
  Status status;
};

template <std::size_t kSize>
constexpr std::optional<Status> find(const std::array<Says, kSize>& table, std::string_view word) {
  for (const auto& entry : table) {
    if (entry.word == word) return entry.status;
  }
  return std::nullopt;
}

inline constexpr std::array kAuxiliaries = {
    Says{"will", Status::kPlanned},       Says{"shall", Status::kPlanned},      Says{"'ll", Status::kPlanned},
    Says{"would", Status::kHypothetical}, Says{"could", Status::kHypothetical}, Says{"may", Status::kHypothetical},
    Says{"might", Status::kHypothetical}, Says{"can", Status::kHypothetical},   Says{"should", Status::kHypothetical},
    Says{"must", Status::kHypothetical},  Says{"'d", Status::kHypothetical},    Says{"ought", Status::kHypothetical}};

inline constexpr std::array kConjunctions = {Says{"if", Status::kHypothetical}, Says{"unless", Status::kHypothetical},
                                             Says{"whether", Status::kHypothetical},
                                             Says{"lest", Status::kHypothetical}};

// What verbs and adjectives say of the clause that they take: "plans to meet", "is due to meet", "refused to meet".
inline constexpr std::array kOfClauses = {
    Says{"plan", Status::kPlanned},          Says{"intend", Status::kPlanned},
    Says{"prepare", Status::kPlanned},       Says{"schedule", Status::kPlanned},
    Says{"expect", Status::kPlanned},        Says{"agree", Status::kPlanned},
    Says{"decide", Status::kPlanned},        Says{"arrange", Status::kPlanned},
    Says{"aim", Status::kPlanned},           Says{"go", Status::kPlanned},
    Says{"set", Status::kPlanned},           Says{"due", Status::kPlanned},
    Says{"ready", Status::kPlanned},         Says{"poised", Status::kPlanned},
    Says{"slate", Status::kPlanned},         Says{"scheduled", Status::kPlanned},
    Says{"promise", Status::kPlanned},       Says{"pledge", Status::kPlanned},
    Says{"vow", Status::kPlanned},           Says{"hope", Status::kHypothetical},
    Says{"demand", Status::kDemanded},       Says{"urge", Status::kDemanded},
    Says{"call", Status::kDemanded},         Says{"ask", Status::kDemanded},
    Says{"request", Status::kDemanded},      Says{"appeal", Status::kDemanded},
    Says{"press", Status::kDemanded},        Says{"insist", Status::kDemanded},
    Says{"order", Status::kDemanded},        Says{"tell", Status::kDemanded},
    Says{"require", Status::kDemanded},      Says{"beg", Status::kDemanded},
    Says{"implore", Status::kDemanded},      Says{"instruct", Status::kDemanded},
    Says{"refuse", Status::kDenied},         Says{"decline", Status::kDenied},
    Says{"fail", Status::kDenied},           Says{"deny", Status::kDenied},
    Says{"avoid", Status::kDenied},          Says{"prevent", Status::kDenied},
    Says{"unwilling", Status::kDenied},      Says{"unable", Status::kDenied},
    Says{"refrain", Status::kDenied},        Says{"threaten", Status::kHypothetical},
    Says{"exclude", Status::kDenied},        Says{"preclude", Status::kDenied},
    Says{"consider", Status::kHypothetical}, Says{"propose", Status::kHypothetical},
    Says{"suggest", Status::kHypothetical},  Says{"offer", Status::kHypothetical},
    Says{"wish", Status::kHypothetical},     Says{"fear", Status::kHypothetical},
    Says{"warn", Status::kHypothetical},     Says{"want", Status::kHypothetical},
    Says{"seek", Status::kHypothetical},     Says{"try", Status::kHypothetical},
    Says{"attempt", Status::kHypothetical},  Says{"doubt", Status::kHypothetical},
    Says{"likely", Status::kHypothetical},   Says{"able", Status::kHypothetical},
    Says{"willing", Status::kHypothetical},  Says{"possible", Status::kHypothetical},
    Says{"prepared", Status::kPlanned},      Says{"commit", Status::kPlanned},
    Says{"consent", Status::kPlanned},       Says{"undertake", Status::kPlanned},
    Says{"need", Status::kHypothetical},     Says{"allow", Status::kHypothetical},
    Says{"begin", Status::kOngoing},         Says{"start", Status::kOngoing},
    Says{"continue", Status::kOngoing},      Says{"keep", Status::kOngoing},
    Says{"resume", Status::kOngoing}};

// What a verb says of the event that is its object, or the subject of its passive: "cancelled the talks".
inline constexpr std::array kOfObjects = {
    Says{"cancel", Status::kCancelled},      Says{"postpone", Status::kCancelled},
    Says{"suspend", Status::kCancelled},     Says{"scrap", Status::kCancelled},
    Says{"abandon", Status::kCancelled},     Says{"scrub", Status::kCancelled},
    Says{"withdraw", Status::kCancelled},    Says{"revoke", Status::kCancelled},
    Says{"plan", Status::kPlanned},          Says{"schedule", Status::kPlanned},
    Says{"expect", Status::kPlanned},        Says{"prepare", Status::kPlanned},
    Says{"await", Status::kPlanned},         Says{"anticipate", Status::kPlanned},
    Says{"arrange", Status::kPlanned},       Says{"set", Status::kPlanned},
    Says{"demand", Status::kDemanded},       Says{"urge", Status::kDemanded},
    Says{"request", Status::kDemanded},      Says{"seek", Status::kDemanded},
    Says{"deny", Status::kDenied},           Says{"refuse", Status::kDenied},
    Says{"reject", Status::kDenied},         Says{"avoid", Status::kDenied},
    Says{"prevent", Status::kDenied},        Says{"avert", Status::kDenied},
    Says{"thwart", Status::kDenied},         Says{"foil", Status::kDenied},
    Says{"propose", Status::kHypothetical},  Says{"suggest", Status::kHypothetical},
    Says{"threaten", Status::kHypothetical}, Says{"consider", Status::kHypothetical},
    Says{"fear", Status::kHypothetical},     Says{"want", Status::kHypothetical},
    Says{"offer", Status::kHypothetical},    Says{"need", Status::kHypothetical},
    Says{"allow", Status::kHypothetical},    Says{"permit", Status::kHypothetical},
    Says{"begin", Status::kOngoing},         Says{"start", Status::kOngoing},
    Says{"open", Status::kOngoing},          Says{"resume", Status::kOngoing},
    Says{"continue", Status::kOngoing}};

// With these an infinitive has come to be so: "managed to meet", "was forced to leave", "were seen to fire".
inline constexpr auto kComeTrue = std::to_array<std::string_view>(
    {"manage", "help",    "get",   "force",  "compel", "cause", "lead", "proceed", "dare",   "happen", "have",
     "join",   "combine", "serve", "use",    "find",   "know",  "see",  "hear",    "prompt", "make",   "let",
     "claim",  "report",  "say",   "appear", "seem",   "prove", "come", "succeed", "drive",  "choose", "opt",
     "rush",   "hurry",   "quick", "swift",  "last",   "first", "only", "right",   "wrong",  "oblige", "push",
     "turn",   "send",    "take",  "return", "gather", "stop",  "meet", "travel",  "move",   "go"});

// What a verb says of what follows it as "of doing", "for doing", "from doing".
inline constexpr std::array kOfGerunds = {Says{"accuse", Status::kHypothetical}, Says{"suspect", Status::kHypothetical},
                                          Says{"charge", Status::kHypothetical}, Says{"acquit", Status::kDenied},
                                          Says{"clear", Status::kDenied},        Says{"prevent", Status::kDenied},
                                          Says{"stop", Status::kDenied},         Says{"keep", Status::kDenied},
                                          Says{"bar", Status::kDenied},          Says{"ban", Status::kDenied},
                                          Says{"block", Status::kDenied},        Says{"prohibit", Status::kDenied},
                                          Says{"deter", Status::kDenied},        Says{"dissuade", Status::kDenied},
                                          Says{"discourage", Status::kDenied},   Says{"hinder", Status::kDenied},
                                          Says{"restrain", Status::kDenied},     Says{"refrain", Status::kDenied},
                                          Says{"abstain", Status::kDenied}};

inline constexpr std::array kModifiers = {Says{"planned", Status::kPlanned},
                                          Says{"upcoming", Status::kPlanned},
                                          Says{"forthcoming", Status::kPlanned},
                                          Says{"future", Status::kPlanned},
                                          Says{"scheduled", Status::kPlanned},
                                          Says{"expected", Status::kPlanned},
                                          Says{"looming", Status::kPlanned},
                                          Says{"coming", Status::kPlanned},
                                          Says{"proposed", Status::kHypothetical},
                                          Says{"possible", Status::kHypothetical},
                                          Says{"potential", Status::kHypothetical},
                                          Says{"hypothetical", Status::kHypothetical},
                                          Says{"threatened", Status::kHypothetical},
                                          Says{"feared", Status::kHypothetical},
                                          Says{"alleged", Status::kHypothetical},
                                          Says{"suspected", Status::kHypothetical},
                                          Says{"imminent", Status::kHypothetical},
                                          Says{"any", Status::kHypothetical},
                                          Says{"recent", Status::kOccurred},
                                          Says{"previous", Status::kOccurred},
                                          Says{"earlier", Status::kOccurred},
                                          Says{"past", Status::kOccurred},
                                          Says{"ongoing", Status::kOngoing},
                                          Says{"current", Status::kOngoing},
                                          Says{"continuing", Status::kOngoing},
                                          Says{"cancelled", Status::kCancelled},
                                          Says{"canceled", Status::kCancelled},
                                          Says{"postponed", Status::kCancelled},
                                          Says{"suspended", Status::kCancelled},
                                          Says{"aborted", Status::kCancelled},
                                          Says{"no", Status::kDenied},
                                          Says{"neither", Status::kDenied}};

// What is broken or comes to an end is no longer so; that it once came about nobody tells there.
inline constexpr auto kPacts = std::to_array<std::string_view>({"ceasefire", "cease-fire", "truce", "armistice"});
inline constexpr auto kBreaks = std::to_array<std::string_view>(
    {"violate", "break", "breach", "shatter", "collapse", "end", "expire", "fail", "crumble", "unravel", "lapse"});

// Nouns that have the event below them: "the prospect of war", "calls for talks", "plans for a visit".
inline constexpr std::array kOfNouns = {Says{"plan", Status::kPlanned},
                                        Says{"invitation", Status::kPlanned},
                                        Says{"effort", Status::kHypothetical},
                                        Says{"preparation", Status::kPlanned},
                                        Says{"intention", Status::kPlanned},
                                        Says{"decision", Status::kPlanned},
                                        Says{"readiness", Status::kHypothetical},
                                        Says{"prospect", Status::kHypothetical},
                                        Says{"threat", Status::kHypothetical},
                                        Says{"risk", Status::kHypothetical},
                                        Says{"possibility", Status::kHypothetical},
                                        Says{"fear", Status::kHypothetical},
                                        Says{"danger", Status::kHypothetical},
                                        Says{"warning", Status::kHypothetical},
                                        Says{"proposal", Status::kHypothetical},
                                        Says{"offer", Status::kHypothetical},
                                        Says{"hope", Status::kHypothetical},
                                        Says{"chance", Status::kHypothetical},
                                        Says{"event", Status::kHypothetical},
                                        Says{"right", Status::kHypothetical},
                                        Says{"authority", Status::kHypothetical},
                                        Says{"attempt", Status::kHypothetical},
                                        Says{"bid", Status::kHypothetical},
                                        Says{"need", Status::kHypothetical},
                                        Says{"obligation", Status::kHypothetical},
                                        Says{"willingness", Status::kHypothetical},
                                        Says{"reluctance", Status::kHypothetical},
                                        Says{"desire", Status::kHypothetical},
                                        Says{"wish", Status::kHypothetical},
                                        Says{"ambition", Status::kHypothetical},
                                        Says{"opportunity", Status::kHypothetical},
                                        Says{"option", Status::kHypothetical},
                                        Says{"permission", Status::kHypothetical},
                                        Says{"call", Status::kDemanded},
                                        Says{"demand", Status::kDemanded},
                                        Says{"request", Status::kDemanded},
                                        Says{"appeal", Status::kDemanded},
                                        Says{"refusal", Status::kDenied},
                                        Says{"absence", Status::kDenied},
                                        Says{"lack", Status::kDenied},
                                        Says{"cancellation", Status::kCancelled},
                                        Says{"postponement", Status::kCancelled},
                                        Says{"suspension", Status::kCancelled},
                                        Says{"continuation", Status::kOngoing}};

inline constexpr std::array kPrepositions = {Says{"before", Status::kPlanned},     Says{"without", Status::kDenied},
                                             Says{"despite", Status::kOccurred},   Says{"after", Status::kOccurred},
                                             Says{"following", Status::kOccurred}, Says{"since", Status::kOccurred}};

// With a gerund: what was done is done no more.
inline constexpr auto kEnds =
    std::to_array<std::string_view>({"stop", "halt", "cease", "end", "quit", "suspend", "discontinue", "pause", "delay",
                                     "postpone", "defer", "shelve"});

// Who takes steps to do something does it.
inline constexpr auto kSteps = std::to_array<std::string_view>({"step", "measure", "action", "move"});

// What a body has done that has voted to do it.
inline constexpr auto kResolves = std::to_array<std::string_view>(
    {"impose",    "extend",    "suspend",   "approve", "condemn",  "ratify",    "adopt",     "lift",
     "renew",     "ban",       "sanction",  "censure", "denounce", "recognise", "recognize", "designate",
     "declare",   "reject",    "accept",    "support", "endorse",  "demand",    "urge",      "dissolve",
     "impeach",   "oust",      "dismiss",   "remove",  "outlaw",   "revoke",    "repeal",    "freeze",
     "prolong",   "expand",    "tighten",   "ease",    "abolish",  "pass",      "back",      "authorise",
     "authorize", "establish", "blacklist", "expel",   "exclude",  "strip",     "call",      "reinstate"});

// "denied reports that".
inline constexpr auto kRefutes =
    std::to_array<std::string_view>({"deny", "dismiss", "reject", "refute", "rebut", "dispute", "rubbish"});

inline constexpr auto kCourts =
    std::to_array<std::string_view>({"court", "tribunal", "jury", "inquest", "hearing", "inquiry", "trial"});

inline constexpr auto kNobody = std::to_array<std::string_view>({"none", "nobody", "neither"});

inline constexpr auto kMotions = std::to_array<std::string_view>(
    {"arrive", "come", "fly", "go", "head", "land", "leave", "return", "sail", "travel", "depart", "set", "journey"});

// Who gathers, or summons somebody, to protest protests by that.
inline constexpr auto kGatherings = std::to_array<std::string_view>(
    {"gather", "rally", "march", "assemble", "converge", "turn", "take", "strike", "block", "walk", "sit", "camp",
     "parade", "summon", "telephone", "phone", "write"});
inline constexpr auto kCries = std::to_array<std::string_view>(
    {"protest", "demand", "demonstrate", "oppose", "denounce", "condemn", "call", "decry"});

}  // namespace tidings::extract::status_words
