#include "pipeline/correlate/standing.h"

#include <algorithm>
#include <array>
#include <utility>

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

// The last firm status, unless an earlier denial or cancellation is more certain than all that was told after it.
Status settle(std::span<const Telling> tellings) {
  const auto last = last_firm(tellings).event.picture.status;
  if (takes_back(last)) return last;
  double certain = 0;  // of what stands after it
  for (auto telling = tellings.rbegin(); telling != tellings.rend(); ++telling) {
    const auto& picture = telling->event.picture;
    if (takes_back(picture.status)) {
      if (picture.confidence > certain) return picture.status;
    } else if (is_firm(picture.status)) {
      certain = std::max(certain, picture.confidence);
    }
  }
  return last;
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
  std::vector<std::pair<Hash, Status>> said;
  said.reserve(tellings.size());
  for (const auto& [event, article, withdrawn] : tellings) {
    const std::pair says(article, event.picture.status);
    if (std::ranges::find(said, says) != said.end()) continue;
    said.push_back(says);
    standing.history.push_back({says.second, event.article.published, event.id});
  }
  return standing;
}

}  // namespace tidings::correlate
