#include "pipeline/correlate/ground.h"

namespace tidings::correlate {

record::Result<std::optional<std::string>> Ground::get(std::string_view key) const {
  if (store_ != nullptr) return store_->get(key);
  const auto found = memory_.find(key);
  return found == memory_.end() ? std::optional<std::string>{} : std::optional(found->second);
}

record::Result<void> Ground::scan(std::string_view prefix, const store::Visit& visit) const {
  if (store_ != nullptr) return store_->scan(prefix, visit);
  for (auto at = memory_.lower_bound(prefix); at != memory_.end() && at->first.starts_with(prefix); ++at) {
    if (!visit(at->first, at->second)) break;
  }
  return {};
}

void Ground::written(const store::Batch& batch) {
  if (store_ != nullptr) return;
  for (const auto& change : batch.changes()) {
    if (change.value) {
      memory_[change.key] = *change.value;
    } else {
      memory_.erase(change.key);
    }
  }
}

}  // namespace tidings::correlate
