#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "pipeline/record/bytes.h"

namespace tidings::correlate {

// The clock of the input: the median of the days on which the last 1,001 articles with events were published. It stands
// still until there are so many, and never goes back.
class InputClock {
 public:
  static constexpr std::size_t kWindow = 1001;

  void tell(std::int32_t day);
  [[nodiscard]] std::optional<std::int32_t> today() const { return today_; }

  // Whether a day of this clock is longer ago than that; 0: from before it began.
  [[nodiscard]] bool is_past(std::int32_t day, std::chrono::days retention) const;

  void append(record::ByteWriter& out) const;
  void read(record::ByteReader& in);

 private:
  std::deque<std::int32_t> window_;   // in order of arrival
  std::vector<std::int32_t> sorted_;  // the same
  std::optional<std::int32_t> today_;
  std::int32_t began_ = 0;  // its first day
};

}  // namespace tidings::correlate
