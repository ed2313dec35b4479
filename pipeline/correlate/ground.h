#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/record/result.h"
#include "pipeline/store/batch.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {

// What is committed: a store, or without one the same in memory.
class Ground {
 public:
  explicit Ground(const store::Store* store) : store_(store) {}

  [[nodiscard]] record::Result<std::optional<std::string>> get(std::string_view key) const;

  // Another has written the batch, to the store if there is one.
  void written(const store::Batch& batch);
  [[nodiscard]] bool is_in_memory() const { return store_ == nullptr; }

 private:
  const store::Store* store_;
  std::map<std::string, std::string, std::less<>> memory_;
};

}  // namespace tidings::correlate
