#include "daemon/told_incidents.h"

#include <fmt/format.h>

#include <functional>
#include <utility>

#include "pipeline/io/files/output_reader.h"
#include "pipeline/record/cloud_event.h"
#include "pipeline/record/event_reader.h"

namespace tidings::daemon {
namespace {

using record::Id;
using record::Result;
using record::Update;

// Each update in its order. A last line that is not written to its end is left out.
Result<void> read_updates(const std::filesystem::path& from, const std::function<void(Update&& update)>& visit) {
  record::CloudEventReader envelopes;
  record::EventReader reader;
  const auto read_line = [&](const io::files::OutputLine& line) -> Result<void> {
    if (line.text.empty()) return {};
    auto message = envelopes.read(line.text);
    auto update = message ? reader.read_update(message->data) : Result<Update>(std::move(message).error());
    if (update) return visit(std::move(*update)), Result<void>();
    if (!line.whole) return {};
    auto error = std::move(update).error();
    error.detail = fmt::format("{}:{}: no update: {}", line.file.string(), line.number, error.detail);
    return error;
  };
  if (!std::filesystem::is_directory(from)) return io::files::read_lines(from, read_line);
  return io::files::read_stream(from, record::Stream::kUpdates, read_line);
}

// What was merged away or taken back.
bool is_gone(const Update& update) { return update.sources == 0; }

}  // namespace

Result<std::unique_ptr<IncidentSource>> ToldIncidents::read(const std::filesystem::path& from) {
  std::unique_ptr<ToldIncidents> told(new ToldIncidents(from));
  const auto read = read_updates(from, [&](Update&& update) {
    const auto [at, is_new] = told->where_.try_emplace(update.incident, told->last_.size());
    if (is_new) told->last_.emplace_back();
    told->last_[at->second] = std::move(update);
  });
  if (!read) return read.error();
  return std::unique_ptr<IncidentSource>(std::move(told));
}

Result<void> ToldIncidents::each(const correlate::Filter& filter, const Visit& visit) const {
  for (auto update = last_.rbegin(); update != last_.rend(); ++update) {
    if (!is_gone(*update) && correlate::passes(*update, filter) && !visit(*update)) break;
  }
  return {};
}

Result<std::vector<Id>> ToldIncidents::named(std::string_view digits, std::size_t most) const {
  std::vector<Id> found;
  for (const auto& [id, at] : where_) {
    if (found.size() < most && id.hex().starts_with(digits)) found.push_back(id);
  }
  return found;
}

Result<std::optional<Dossier>> ToldIncidents::find(const Id& id) const {
  auto found = where_.find(id);
  for (std::size_t merges = 0; found != where_.end() && merges < last_.size(); ++merges) {
    const auto& last = last_[found->second];
    if (!is_gone(last)) break;
    found = last.merged_with ? where_.find(*last.merged_with) : where_.end();
  }
  if (found == where_.end() || is_gone(last_[found->second])) return std::optional<Dossier>{};
  Dossier dossier{last_[found->second], {}, {}};
  const auto read = read_updates(from_, [&](Update&& update) {
    if (update.incident == found->first) dossier.changes.push_back(std::move(update));
  });
  if (!read) return read.error();
  return std::optional(std::move(dossier));
}

}  // namespace tidings::daemon
