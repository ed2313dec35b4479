#include "daemon/incident_source.h"

#include <system_error>
#include <utility>

#include "daemon/told_incidents.h"
#include "pipeline/io/files/output_reader.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {
namespace {

namespace fs = std::filesystem;
using record::Result;

constexpr std::size_t kPage = 500;

// Those of a state folder, as it was when this was made.
class KeptIncidents final : public IncidentSource {
 public:
  KeptIncidents(store::Snapshot snapshot, std::chrono::days retention)
      : snapshot_(std::move(snapshot)), retention_(retention) {}

  Result<void> each(const correlate::Filter& filter, const Visit& visit) const override {
    std::string from;
    do {
      auto page = correlate::list(snapshot_, filter, from, kPage, retention_);
      if (!page) return std::move(page).error();
      for (const auto& incident : page->incidents) {
        if (!visit(incident)) return {};
      }
      from = std::move(page->next);
    } while (!from.empty());
    return {};
  }
  Result<std::vector<record::Id>> named(std::string_view digits, std::size_t most) const override {
    return correlate::named(snapshot_, digits, most);
  }
  Result<std::optional<Dossier>> find(const record::Id& id) const override {
    auto detail = correlate::find(snapshot_, id, retention_);
    if (!detail) return std::move(detail).error();
    if (!*detail) return std::optional<Dossier>{};
    return std::optional(Dossier{std::move((*detail)->update), std::move((*detail)->events), {}});
  }

 private:
  const store::Snapshot snapshot_;
  const std::chrono::days retention_;
};

record::Error none_in(const fs::path& from, const std::string& why) {
  return {record::Fault::kFatal, kNoIncidents, from.string() + why};
}

}  // namespace

Result<std::unique_ptr<IncidentSource>> open_incidents(const fs::path& from, std::chrono::days retention) {
  std::error_code failed;
  const auto status = fs::status(from, failed);
  if (!fs::exists(status))
    return none_in(from,
                   ": no such file or folder; --from names a state folder, an output folder or a file of updates");
  if (!fs::is_directory(status)) return ToldIncidents::read(from);
  auto snapshot = store::Store::look(from);
  if (snapshot) return std::unique_ptr<IncidentSource>(new KeptIncidents(std::move(*snapshot), retention));
  if (snapshot.error().code != store::code::kAbsent) return std::move(snapshot).error();
  if (io::files::has_stream(from, record::Stream::kUpdates)) return ToldIncidents::read(from);
  return none_in(from, ": neither a state folder (db/) nor an output folder with updates (updates.jsonl)");
}

}  // namespace tidings::daemon
