#include "pipeline/correlate/standing.h"

#include <algorithm>
#include <array>

#include "pipeline/correlate/incident.h"

namespace tidings::correlate {
namespace {

using record::Status;

bool is_firm(Status status) { return rank_of(status) >= rank_of(Status::kPlanned); }
bool takes_back(Status status) { return status == Status::kDenied || status == Status::kCancelled; }

const Telling& last_firm(std::span<const Telling> tellings) {
  const auto found = std::find_if(tellings.rbegin(), tellings.rend(),
                                  [](const Telling& telling) { return is_firm(telling.event.picture.status); });
  return found == tellings.rend() ? tellings.back() : *found;
}

Status settle(std::span<const Telling> tellings) {
  const auto& last = last_firm(tellings).event.picture;
  auto status = last.status;
  auto certain = last.confidence;
  for (const auto& telling : tellings) {
    const auto& picture = telling.event.picture;
    if (takes_back(status) || !takes_back(picture.status) || picture.confidence <= certain) continue;
    status = picture.status;
    certain = picture.confidence;
  }
  return status;
}

}  // namespace

int rank_of(Status status) {
  constexpr std::array<int, 8> kRanks = {3, 4, 5, 7, 6, 1, 2, 0};
  return kRanks.at(static_cast<std::size_t>(status));
}

Standing standing_of(std::span<const Telling> tellings) {
  Standing standing;
  if (tellings.empty()) return standing;
  standing.status = settle(tellings);
  for (auto at = tellings.begin(); at != tellings.end(); ++at) {
    const auto says_the_same = [&](const Telling& earlier) {
      return earlier.article == at->article && earlier.event.picture.status == at->event.picture.status;
    };
    if (std::any_of(tellings.begin(), at, says_the_same)) continue;
    standing.history.push_back({at->event.picture.status, at->event.article.published, at->event.id});
  }
  return standing;
}

}  // namespace tidings::correlate
