#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "config/problem.h"
#include "config/settings.h"

namespace tidings::config {

struct Given {
  Place place;
  bool good = true;  // the value was taken; a bad one has had its message, and compares with nothing
};

// The options that stand in the file, by their paths; those that keep their default are not in it.
using GivenOptions = std::map<std::string, Given, std::less<>>;

// Promises between options. The problem points at the first of them that the file sets.
void check(const Settings& settings, const GivenOptions& given, std::vector<Problem>& problems);

}  // namespace tidings::config
