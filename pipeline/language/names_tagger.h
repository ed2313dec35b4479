#pragma once

#include <cstddef>
#include <span>

#include "pipeline/language/tags.h"

namespace tidings::language {

// The best well-formed sequence of name tags: a name goes on only where one of its kind has begun.
// scores[i * stride + tag]; as many as there are tags. No allocation.
void best_names(std::span<const std::int16_t> scores, std::size_t stride, std::span<NameTag> tags);

}  // namespace tidings::language
