#include "pipeline/correlate/kin.h"

#include <array>

namespace tidings::correlate {
namespace {

using enum record::EventType;

struct Kin {
  record::EventType one;
  record::EventType other;
};

// Two that are not here are two happenings, however much else agrees: above all a call for talks and the talks, a
// threat and its fulfilment, an agreement and the meeting that made it.
constexpr std::array kTable = {
    Kin{kRequest, kCooperate},  // "proposed treaties", "handed over drafts"
    Kin{kRequest, kConsult},    // the same, as "put forward", "submitted": only where it goes one way; see match.cc
    Kin{kRequest, kThreaten},   // an ultimatum
    Kin{kAccuse, kReject},      // "criticised the demand", "turned it down"
    Kin{kSanction, kCoerce},    // a closed port, an embargo, a seizure
    Kin{kCoerce, kAssault},     // shots across the bow
    Kin{kAgree, kSupport},      // "signed", "ratified"
    Kin{kAgree, kCooperate},    // "agreed to exchange", "exchanged"
    Kin{kAgree, kConcede},      // what was agreed is what one side gives
    Kin{kAgree, kRetreat},      // a cease-fire
    Kin{kConcede, kRetreat},    // a blockade that is lifted
    Kin{kConcede, kCooperate},  // a port that is opened again
    Kin{kCooperate, kSupport},  // "backs", "joins"
    Kin{kCooperate, kAid},      // relief
};

constexpr std::array<Group, 16> kGroups = {
    Group::kCooperation, Group::kTalks,       Group::kCooperation, Group::kCooperation,
    Group::kCooperation, Group::kCooperation, Group::kCooperation, Group::kWords,
    Group::kWords,       Group::kWords,       Group::kWords,       Group::kProtest,
    Group::kForce,       Group::kForce,       Group::kForce,       Group::kForce};

constexpr std::array<Types, 16> make_kin() {
  std::array<Types, 16> kin{};
  for (unsigned type = 0; type < 16; ++type) kin.at(type) = static_cast<Types>(1U << type);
  for (const auto& [one, other] : kTable) {
    kin.at(static_cast<unsigned>(one)) |= bit_of(other);
    kin.at(static_cast<unsigned>(other)) |= bit_of(one);
  }
  return kin;
}

constexpr auto kKin = make_kin();

}  // namespace

Types kin_of(record::EventType type) { return kKin.at(static_cast<unsigned>(type)); }

Group group_of(record::EventType type) { return kGroups.at(static_cast<unsigned>(type)); }

bool holds_any(Group group, Types types) {
  for (unsigned type = 0; type < 16; ++type) {
    if ((types >> type & 1U) != 0 && kGroups.at(type) == group) return true;
  }
  return false;
}

bool is_mutual(record::EventType type) { return type == kConsult || type == kAgree; }

}  // namespace tidings::correlate
