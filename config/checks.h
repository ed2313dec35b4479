#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
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

// Collects the promises that do not hold.
class Checks {
 public:
  Checks(const GivenOptions& given, std::vector<Problem>& problems) : given_(given), problems_(problems) {}

  // `path` is the option to blame, `other` the one it is compared with.
  void expect(bool holds, std::string_view path, std::string_view other, std::string_view what);

 private:
  [[nodiscard]] Given find(std::string_view path) const;

  const GivenOptions& given_;
  std::vector<Problem>& problems_;
};

void check_kafka(const Settings& settings, Checks& checks);

// Promises between options. The problem points at the first of them that the file sets.
void check(const Settings& settings, const GivenOptions& given, std::vector<Problem>& problems);

}  // namespace tidings::config
