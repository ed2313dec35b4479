#include "config/changes.h"

#include <algorithm>
#include <array>

#include "config/option.h"
#include "pipeline/record/result.h"

namespace tidings::config {
namespace {

// What the daemon can change without closing its edges, making its stages anew or reading something again. Single
// values only.
constexpr std::array<std::string_view, 8> kLive = {"admin.max_connections", "admin.timeout",      "flow.commit_bytes",
                                                   "flow.commit_interval",  "flow.drain_timeout", "flow.stall_timeout",
                                                   "lexicon.path",          "log.level"};

// The one option that is a map does not show itself, since it may hold secrets.
bool same_maps(const Settings& a, const Settings& b) {
  return a.kafka.connection.librdkafka == b.kafka.connection.librdkafka;
}

}  // namespace

std::optional<std::string> value_of(const Settings& settings, std::string_view path) {
  const auto all = options();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Option& option) { return option.path == path; });
  if (found == all.end()) return std::nullopt;
  return found->get(settings);
}

Changes changes_between(const Settings& running, const Settings& wanted) {
  Changes changes{.settings = running, .taken = {}, .deferred = {}};
  for (const auto& option : options()) {
    const auto value = option.get(wanted);
    if (option.is_map ? same_maps(running, wanted) : value == option.get(running)) continue;
    if (std::find(kLive.begin(), kLive.end(), option.path) == kLive.end()) {
      changes.deferred.push_back(option.path);
    } else {
      const auto problem = option.set(changes.settings, {value});
      record::ensure(!problem, "what an option says of its value, it reads again");
      changes.taken.push_back(option.path);
    }
  }
  return changes;
}

}  // namespace tidings::config
