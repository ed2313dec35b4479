#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/extract/time/calendar.h"

namespace tidings::extract::timex {

// The time zones of tzdata, by the words that texts use for them. Immutable; any thread.
class Zones {
 public:
  Zones();
  ~Zones();

  struct Name {
    std::string words;  // lower case: "utc", "eastern time", "new york time"
    int zone = 0;
  };
  [[nodiscard]] const std::vector<Name>& names() const { return names_; }

  // Minutes east of UTC when clocks there show this.
  [[nodiscard]] int offset_of(int zone, Day day, int minutes) const;
  [[nodiscard]] bool is_utc(int zone) const { return zone == 0; }

 private:
  struct Zone;
  int add(const std::string& id);

  std::vector<Zone> zones_;
  std::vector<Name> names_;
};

}  // namespace tidings::extract::timex
