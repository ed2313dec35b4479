#include "pipeline/record/plover.h"

#include <algorithm>
#include <array>

namespace tidings::record::plover {
namespace {

// In the order of EventType.
constexpr std::array<double, 16> kScores = {2.5, 2.5, 5, 4.5, 9.5, 10, 6.5, 0, -3, -2, -3.5, -5, -6, -5.5, -7, -9};

constexpr std::array kModes = {
    Mode{EventType::kConsult, "visit", 4},
    Mode{EventType::kConsult, "third-party", 1},
    Mode{EventType::kConsult, "multilateral", 4},
    Mode{EventType::kConsult, "phone", 1.5},
    Mode{EventType::kRetreat, "withdraw", 8},
    Mode{EventType::kRetreat, "release", 6.5},
    Mode{EventType::kRetreat, "disarm", 10},
    Mode{EventType::kRetreat, "ceasefire", 7.5},
    Mode{EventType::kRetreat, "access", 6.5},
    Mode{EventType::kRetreat, "resign", 4.5},
    Mode{EventType::kRequest, "assist", 0.5},
    Mode{EventType::kRequest, "change", -1},
    Mode{EventType::kRequest, "yield", -1},
    Mode{EventType::kRequest, "meet", 0},
    Mode{EventType::kAccuse, "disapprove", -2},
    Mode{EventType::kAccuse, "investigate", -3.5},
    Mode{EventType::kAccuse, "allege", -3.5},
    Mode{EventType::kReject, "assist", -1.5},
    Mode{EventType::kReject, "change", -2},
    Mode{EventType::kReject, "yield", -2},
    Mode{EventType::kReject, "meet", -2},
    Mode{EventType::kThreaten, "restrict", -3},
    Mode{EventType::kThreaten, "arrest", -3.5},
    Mode{EventType::kThreaten, "relations", -3.5},
    Mode{EventType::kThreaten, "expel", -3.5},
    Mode{EventType::kThreaten, "territory", -4},
    Mode{EventType::kThreaten, "violence", -3.5},
    Mode{EventType::kProtest, "demo", -5},
    Mode{EventType::kProtest, "riot", -7},
    Mode{EventType::kProtest, "strike", -5},
    Mode{EventType::kProtest, "hunger", -4.5},
    Mode{EventType::kProtest, "boycott", -4.5},
    Mode{EventType::kProtest, "obstruct", -4.5},
    Mode{EventType::kProtest, "vandalize", -5},
    Mode{EventType::kSanction, "convict", -6},
    Mode{EventType::kSanction, "expel", -5.5},
    Mode{EventType::kSanction, "withdraw", -6},
    Mode{EventType::kSanction, "discontinue", -6},
    Mode{EventType::kMobilize, "troops", -6.5},
    Mode{EventType::kMobilize, "weapons", -6.5},
    Mode{EventType::kMobilize, "police", -5.5},
    Mode{EventType::kMobilize, "militia", -6},
    Mode{EventType::kCoerce, "seize", -7},
    Mode{EventType::kCoerce, "restrict", -7},
    Mode{EventType::kCoerce, "censor", -6.5},
    Mode{EventType::kCoerce, "curfew", -6.5},
    Mode{EventType::kCoerce, "martial-law", -7.5},
    Mode{EventType::kCoerce, "arrest", -7},
    Mode{EventType::kCoerce, "deport", -7},
    Mode{EventType::kCoerce, "withhold", -7},
    Mode{EventType::kCoerce, "misinformation", -6.5},
    Mode{EventType::kCoerce, "cyber", -7},
    Mode{EventType::kAssault, "abduct", -8.5},
    Mode{EventType::kAssault, "beat", -7.5},
    Mode{EventType::kAssault, "torture", -8.5},
    Mode{EventType::kAssault, "sexual", -8.5},
    Mode{EventType::kAssault, "targeted", -9.5},
    Mode{EventType::kAssault, "destroy", -8.5},
    Mode{EventType::kAssault, "primitive", -8},
    Mode{EventType::kAssault, "firearms", -9},
    Mode{EventType::kAssault, "explosives", -9},
    Mode{EventType::kAssault, "suicide-attack", -9.5},
    Mode{EventType::kAssault, "aerial", -9.5},
    Mode{EventType::kAssault, "drone", -9.5},
    Mode{EventType::kAssault, "heavy-weapons", -9.5},
    Mode{EventType::kAssault, "crowd-control", -7.5},
    Mode{EventType::kAssault, "unconventional", -10},
};

constexpr std::array<std::string_view, 37> kContexts = {"military",
                                                        "intelligence",
                                                        "executive",
                                                        "legislative",
                                                        "election",
                                                        "political_institutions",
                                                        "pro_democracy",
                                                        "pro_autocracy",
                                                        "economic",
                                                        "legal",
                                                        "reparations",
                                                        "human_rights",
                                                        "rights_freedoms",
                                                        "repression",
                                                        "human_security",
                                                        "gender",
                                                        "lgbt",
                                                        "religion_ethnicity",
                                                        "inequality",
                                                        "diplomatic",
                                                        "territory",
                                                        "peacekeeping",
                                                        "health",
                                                        "asylum",
                                                        "migration",
                                                        "disasters",
                                                        "natural_resource",
                                                        "environment",
                                                        "technology",
                                                        "terrorism",
                                                        "cbrn",
                                                        "cyber",
                                                        "misinformation",
                                                        "crime",
                                                        "corruption",
                                                        "illegal_drugs",
                                                        "trafficking"};

}  // namespace

std::span<const Mode> modes() { return kModes; }

std::span<const std::string_view> contexts() { return kContexts; }

const Mode* find_mode(EventType type, std::string_view name) {
  const auto* const found = std::find_if(kModes.begin(), kModes.end(),
                                         [&](const Mode& mode) { return mode.type == type && mode.name == name; });
  return found == kModes.end() ? nullptr : found;
}

double score_of(EventType type, std::string_view mode) {
  const auto* const found = find_mode(type, mode);
  return found == nullptr ? kScores.at(static_cast<std::size_t>(type)) : found->score;
}

}  // namespace tidings::record::plover
