#pragma once

#include <map>
#include <string>
#include <vector>

#include "bench/quality/pictures.h"
#include "pipeline/extract/coder.h"
#include "pipeline/record/document.h"

// Does it matter in which order articles come?
namespace tidings::quality {

[[nodiscard]] std::vector<Told> told_in(const std::map<std::string, record::Document>& documents,
                                        const extract::Knowledge& knowledge);

[[nodiscard]] std::vector<const Told*> pointers(const std::vector<Told>& articles);

struct Tried {
  int orders = 0;
  int others = 0;                        // that give other pictures than the first
  std::vector<std::string> differences;  // of the first such order: lines of one and of the other
};

// All orders where there are at most five articles, else `most` that are drawn, always the same ones, in which versions
// of one article keep theirs. What is compared is what is known of each incident, not its id, revision, change, or
// which event came last.
[[nodiscard]] Tried try_orders(const std::vector<Told>& articles, int most);

}  // namespace tidings::quality
