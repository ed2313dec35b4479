#include "pipeline/correlate/ground.h"

#include "pipeline/store/rows.h"

namespace tidings::correlate {

record::Result<std::optional<std::string>> Ground::get(std::string_view key) const {
  if (store_ != nullptr) return store_->get(key);
  const auto found = memory_.find(key);
  return found == memory_.end() ? std::optional<std::string>{} : std::optional(found->second);
}

void Ground::written(const store::Batch& batch) {
  if (store_ != nullptr) return;
  for (const auto& change : batch.changes()) {
    if (!change.value) {
      memory_.erase(change.key);
    } else if (change.merges) {
      auto& table = memory_[change.key];
      table = store::merged(table, *change.value, store::Erased::kDrop).value();
    } else {
      memory_[change.key] = *change.value;
    }
  }
}

}  // namespace tidings::correlate
