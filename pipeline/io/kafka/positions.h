#pragma once

#include <span>
#include <vector>

#include "pipeline/io/source.h"
#include "pipeline/record/result.h"
#include "pipeline/store/batch.h"
#include "pipeline/store/store.h"

namespace tidings::io::kafka {

// Positions of sources that keep none themselves, such as folders: in a store beside the topics.
[[nodiscard]] record::Result<std::vector<Position>> read_positions(const store::Store& store);
void put_positions(std::span<const Position> positions, store::Batch& batch);

}  // namespace tidings::io::kafka
