#pragma once

#include <span>
#include <vector>

#include "pipeline/io/source.h"
#include "pipeline/record/result.h"
#include "pipeline/store/store.h"

namespace tidings::io::kafka {

// Positions of sources that keep none themselves, such as folders: in a store beside the topics, written when the
// broker has everything. One thread.
class Positions {
 public:
  explicit Positions(store::Store& store) : store_(store) {}  // outlives us
  [[nodiscard]] record::Result<std::vector<Position>> read() const;
  record::Result<void> write(std::span<const Position> positions);

 private:
  store::Store& store_;
};

}  // namespace tidings::io::kafka
