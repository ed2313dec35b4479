#pragma once

#include <vector>

#include "pipeline/record/event.h"

namespace tidings::extract {

// What one trigger tells, before it is joined with what others of its article tell.
struct Telling {
  record::Event event;
  std::uint32_t sentence = 0;
  std::uint32_t last = 0;  // sentence that tells of it; set by join()
  bool mutual = false;
  bool title = false;       // told by the headline, whose tense says little
  bool in_country = false;  // the place is a whole country
  bool deters = false;      // threatens whoever might do what the text told somebody to prepare
  bool complete = true;     // false: "the talks", without sides of their own; tells nothing unless it is joined
};

// The happenings that the tellings tell of, each told once, in the order of their first triggers. Two tellings are of
// one happening when their types agree, and their sides, times, places and statuses do not exclude each other, and
// something beyond the type speaks for it. The fields are the union; the more exact value wins, values that disagree
// become conflicts, and every sentence is evidence, the most telling one first. An incomplete telling is joined with
// the last happening that it may be of, or dropped. At most a bounded number of earlier happenings is looked at for
// each telling.
[[nodiscard]] std::vector<Telling> join(std::vector<Telling> tellings);

}  // namespace tidings::extract
