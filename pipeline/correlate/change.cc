#include "pipeline/correlate/change.h"

#include "pipeline/correlate/picture.h"

namespace tidings::correlate {

using record::Change;

std::optional<Change> change_of(const Told& before, const Told& now) {
  if (before.status != now.status) return Change::kStatusChanged;
  if (now.disputed > before.disputed) return Change::kDisputed;
  if (now.independent > before.independent) return Change::kCorroborated;
  if (now.picture != before.picture || now.sources < before.sources) return Change::kRefined;
  if (now.sources > before.sources) return Change::kReprinted;
  return std::nullopt;
}

Told told_by(const record::Update& update) {
  Told told;
  told.status = update.picture.status;
  told.sources = update.sources;
  told.independent = update.independent_sources;
  for (const auto& dispute : update.disputes) told.disputed += static_cast<std::uint32_t>(dispute.values.size());
  told.picture = hash_of(update);
  return told;
}

}  // namespace tidings::correlate
