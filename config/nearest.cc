#include "config/nearest.h"

#include <algorithm>
#include <set>
#include <vector>

#include "config/option.h"

namespace tidings::config {
namespace {

// Splits "flow.retry.attempts" into "flow.retry" and "attempts".
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos) return {{}, path};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

// Every option and every section, sorted, so that among equally near ones the choice is always the same.
std::set<std::string> known_paths() {
  std::set<std::string> known;
  for (const auto& option : options()) {
    for (auto path = std::string_view(option.path); !path.empty(); path = split(path).first) known.emplace(path);
  }
  return known;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string nearest_key(std::string_view path) {
  constexpr std::size_t kLongest = 64;  // no key of ours is near it; keeps a hostile one cheap
  const auto [section, key] = split(path);
  if (key.size() > kLongest) return {};
  std::string nearest;
  auto least = std::max<std::size_t>(2, key.size() / 3) + 1;
  for (const auto& known : known_paths()) {
    const auto [known_section, known_key] = split(known);
    auto distance = edit_distance(key, known_key);
    if (known_section != section) distance = distance <= 1 ? distance + 1 : least;
    if (distance >= least || distance >= key.size()) continue;
    least = distance;
    nearest = known;
  }
  return nearest;
}

}  // namespace tidings::config
