#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <vector>

#include "daemon/incident_source.h"

namespace tidings::daemon {

// Incidents as the stream `updates` tells of them. The last update of each is held in memory.
class ToldIncidents final : public IncidentSource {
 public:
  // `from`: a file or an output folder. kBadInput where a line is no update: the detail says which line.
  [[nodiscard]] static record::Result<std::unique_ptr<IncidentSource>> read(const std::filesystem::path& from);

  [[nodiscard]] record::Result<void> each(const correlate::Filter& filter, const Visit& visit) const override;
  [[nodiscard]] record::Result<std::vector<record::Id>> named(std::string_view digits, std::size_t most) const override;
  [[nodiscard]] record::Result<std::optional<Dossier>> find(const record::Id& id) const override;

 private:
  explicit ToldIncidents(std::filesystem::path from) : from_(std::move(from)) {}

  const std::filesystem::path from_;
  std::vector<record::Update> last_;         // as they were opened
  std::map<record::Id, std::size_t> where_;  // in that
};

}  // namespace tidings::daemon
