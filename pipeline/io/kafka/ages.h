#pragma once

#include <chrono>
#include <deque>
#include <optional>

#include "pipeline/record/strong.h"

namespace tidings::io::kafka {

// When the oldest record of a partition was written that is delivered and not done. Known as exactly as records were
// delivered: of what came at once, the first record's time counts until all of it is done.
class Ages {
 public:
  using Time = std::chrono::system_clock::time_point;

  // Records from `first` to below `next`. Below what came before: the partition was rewound.
  void delivered(record::Offset first, record::Offset next, std::optional<Time> written);
  void committed(record::Offset next);  // all below is done
  [[nodiscard]] std::optional<Time> oldest() const;

 private:
  struct Delivery {
    record::Offset first;
    record::Offset next;
    std::optional<Time> written;
  };
  std::deque<Delivery> open_;  // no more than the flow has under way
};

}  // namespace tidings::io::kafka
