#pragma once

#include <array>

#include "pipeline/extract/time/capture.h"
#include "pipeline/extract/time/form.h"
#include "pipeline/extract/time/patterns.h"
#include "pipeline/extract/time/rules.h"
#include "pipeline/extract/time/surroundings.h"

namespace tidings::extract::timex {

struct Match {
  std::array<Capture, Trie::kDepthMax> captures;
  std::size_t length = 0;
  Trie::Leaf leaf;
};

// What the captures [first, end) of a match say by a rule.
[[nodiscard]] Form build(const Surroundings& around, DayOrder order, const Match& match, const Rule& rule,
                         std::size_t first, std::size_t end);

// What two expressions of one match leave to each other: "5-7 May", "May 5 and 7, 1911", "5 to 6pm".
void share(Form& first, Form& second, const Match& match);

}  // namespace tidings::extract::timex
