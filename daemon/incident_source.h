#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/correlate/reading.h"
#include "pipeline/record/event.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// All that is known of one incident. Of events and changes only one is there: the state keeps the events, the stream of
// updates tells the changes.
struct Dossier {
  record::Update update;
  std::vector<record::Event> events;    // by publication
  std::vector<record::Update> changes;  // in their order
};

// Where the command looks incidents up.
class IncidentSource {
 public:
  virtual ~IncidentSource() = default;

  // What the filter lets pass, what was opened last first, until `visit` says that it has enough.
  using Visit = std::function<bool(const record::Update& incident)>;
  [[nodiscard]] virtual record::Result<void> each(const correlate::Filter& filter, const Visit& visit) const = 0;

  // The ids of which the hex digits begin so, at most so many.
  [[nodiscard]] virtual record::Result<std::vector<record::Id>> named(std::string_view digits,
                                                                      std::size_t most) const = 0;

  // Of an incident that was merged, the one that it was merged into.
  [[nodiscard]] virtual record::Result<std::optional<Dossier>> find(const record::Id& id) const = 0;
};

inline constexpr std::string_view kNoIncidents = "no_incidents";  // code of an error: what is named holds none

// A state folder, also while a daemon works with it; an output folder; or one file of updates.
[[nodiscard]] record::Result<std::unique_ptr<IncidentSource>> open_incidents(const std::filesystem::path& from,
                                                                             std::chrono::days retention);

}  // namespace tidings::daemon
