#pragma once

#include <string_view>
#include <vector>

#include "pipeline/extract/time/recognise.h"
#include "pipeline/extract/time/zones.h"

namespace tidings::extract::timex {

struct Resolved {
  std::string value;  // empty: none
  TimeType type = TimeType::kDate;
  Granularity granularity = Granularity::kVague;
  std::string_view basis = "explicit";
  std::string begin, end;  // of an anchored duration
  std::vector<std::string> conflicts;
};

// Gives every form its value; one for each, in order. May change forms: a second clock tells the zone of the first.
void resolve(const Surroundings& around, std::string_view published, const Zones& zones, std::vector<Form>& forms,
             std::vector<Resolved>& resolved);

}  // namespace tidings::extract::timex
