#pragma once

#include <cstddef>

#include "pipeline/extract/time/rules.h"

namespace tidings::extract::timex {

class Surroundings;

// Whether a match of lexemes [begin, end) stands where the rule wants it.
[[nodiscard]] bool holds(const Rule& rule, const Surroundings& around, std::size_t begin, std::size_t end);

}  // namespace tidings::extract::timex
