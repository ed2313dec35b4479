#include "pipeline/correlate/digest.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "pipeline/record/result.h"

namespace tidings::correlate {

static_assert(Incident::kTellingsMax <= 64, "a mask has a bit for each telling");

void Digest::follow(std::span<const Telling> tellings) {
  record::ensure(tellings.size() <= Incident::kTellingsMax, "an incident has no more tellings than it keeps");
  std::vector<Known> known;
  known.reserve(tellings.size());
  bool appends = true;  // to what was there, in which case the facts need not be collected anew
  auto old = known_.begin();
  for (const auto& telling : tellings) {
    const auto same = std::find_if(old, known_.end(), [&](const Known& one) { return one.event == telling.event.id; });
    if (same == known_.end()) {
      appends = appends && old == known_.end();
      known.push_back({telling.event.id, facts_of(telling.event), 0, false});
      continue;
    }
    appends = appends && same == old;
    known.push_back(std::move(*same));
    old = same + 1;
  }
  appends = appends && old == known_.end() && !known_.empty();
  const auto from = appends ? known_.size() : 0;
  known_ = std::move(known);
  if (from == 0) facts_ = known_.empty() ? Facts{} : known_.front().facts;
  for (auto i = std::max<std::size_t>(from, 1); i < known_.size(); ++i) add(facts_, known_[i].facts);
}

std::uint8_t Digest::free_slot() const {
  std::uint64_t taken = 0;
  for (const auto& known : known_) {
    if (known.is_compared) taken |= std::uint64_t{1} << known.slot;
  }
  return static_cast<std::uint8_t>(std::countr_one(taken));
}

void Digest::compare(std::span<const Telling> tellings, std::size_t with) {
  auto& one = known_[with];
  one.slot = free_slot();
  const auto bit = std::uint64_t{1} << one.slot;
  if (same_by_slot_.size() <= one.slot) same_by_slot_.resize(one.slot + 1U);
  std::uint64_t same = 0;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const auto& other = known_[i];
    if (!other.is_compared) continue;
    same_by_slot_[other.slot] &= ~bit;  // who had the slot before is gone
    if (!are_one_report(tellings[with], tellings[i])) continue;
    same_by_slot_[other.slot] |= bit;
    same |= std::uint64_t{1} << other.slot;
  }
  same_by_slot_[one.slot] = same;
  one.is_compared = true;
}

// A group is all that can be reached from its first.
Sources Digest::sources(std::span<const Telling> tellings, std::uint32_t unkept) {
  std::uint64_t left = 0;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (!known_[i].is_compared) compare(tellings, i);
    left |= std::uint64_t{1} << known_[i].slot;
  }
  std::vector<std::uint64_t> group_of_slot(same_by_slot_.size());
  Sources sources{articles_of(tellings) + unkept, 0, {}};
  sources.group.reserve(known_.size());
  for (std::uint32_t i = 0; i < known_.size(); ++i) {
    auto reached = left & std::uint64_t{1} << known_[i].slot;
    if (reached != 0) ++sources.independent;
    while (reached != 0) {
      const auto slot = static_cast<std::size_t>(std::countr_zero(reached));
      left &= ~(std::uint64_t{1} << slot);
      group_of_slot[slot] = i;
      reached = (reached | same_by_slot_[slot]) & left;
    }
    sources.group.push_back(static_cast<std::uint32_t>(group_of_slot[known_[i].slot]));
  }
  return sources;
}

}  // namespace tidings::correlate
