#pragma once

#include "pipeline/record/event.h"

namespace tidings::extract {

// Does the second tell of the happening of the first?
[[nodiscard]] bool is_same(const record::Event& first, const record::Event& second);

// Makes `first` tell what both tell.
void join(record::Event& first, record::Event&& second);

}  // namespace tidings::extract
