#pragma once

#include <chrono>

#include "pipeline/io/source.h"

namespace tidings::io::files {

// Fills what one poll brings: up to the limit given and to bounds of our own, and without keeping found records back
// for long.
class Filling {
 public:
  using Clock = std::chrono::steady_clock;

  Filling(Polled& polled, const PollLimit& limit);

  // Takes the record, or leaves it and is full.
  bool take(record::Input& input);

  // Some work was done: time to look at the clock.
  void worked();

  [[nodiscard]] bool goes_on() const { return !full_; }
  [[nodiscard]] bool empty_handed() const { return polled_.records.empty() && polled_.assigned.empty(); }
  [[nodiscard]] Clock::time_point until() const { return until_; }  // as long as the caller wants to wait

 private:
  Polled& polled_;
  std::size_t room_;
  bool full_;
  Clock::time_point begin_;
  Clock::time_point until_;
};

}  // namespace tidings::io::files
