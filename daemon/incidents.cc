#include "daemon/incidents.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "daemon/incident_page.h"
#include "daemon/incident_source.h"
#include "daemon/log.h"
#include "pipeline/record/event.h"

namespace tidings::daemon {
namespace {

constexpr std::size_t kTableLimit = 20;
constexpr std::size_t kNamesShown = 5;
constexpr std::size_t kDigitsMin = 4;

ExitCode complain(const record::Error& error) {
  fmt::print(stderr, "tidings: {}: {}\n", error.code, in_one_line(error.detail));
  if (error.fault == record::Fault::kBadInput) return ExitCode::kBadData;
  return error.code == kNoIncidents ? ExitCode::kUsage : exit_code_of(error);
}

ExitCode complain(std::string_view what) {
  fmt::print(stderr, "tidings: {}\n", in_one_line(what));
  return ExitCode::kUsage;
}

void print_record(const auto& record) {
  std::string line;
  append_json(record, line);
  fmt::print("{}\n", line);
}

ExitCode print_list(const IncidentSource& source, const IncidentsOptions& options) {
  const auto limit = options.limit.value_or(options.json ? 0 : kTableLimit);
  const IncidentPage page(options.width, options.colour);
  std::size_t printed = 0;
  bool more = false;
  const auto read = source.each(options.filter, [&](const record::Update& incident) {
    if ((more = limit > 0 && printed == limit)) return false;
    options.json ? print_record(incident) : fmt::print("{}", page.entry(incident));
    ++printed;
    return true;
  });
  if (!read) return complain(read.error());
  if (options.json) return ExitCode::kDone;
  fmt::print(
      "{}",
      page.note(
          more ? fmt::format("{} incidents, those that were opened last; more with --limit {}, all with --limit 0",
                             printed, 2 * limit)
               : fmt::format("{} incident{}", printed == 0 ? "no" : fmt::to_string(printed), printed == 1 ? "" : "s")));
  return ExitCode::kDone;
}

ExitCode print_one(const IncidentSource& source, const IncidentsOptions& options) {
  std::string digits = options.id;
  for (auto& c : digits) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  if (digits.size() < kDigitsMin || digits.find_first_not_of("0123456789abcdef") != digits.npos) {
    return complain(fmt::format("{} is no id of an incident: hex digits, {} at least", options.id, kDigitsMin));
  }
  const auto ids = source.named(digits, kNamesShown + 1);
  if (!ids) return complain(ids.error());
  if (ids->empty()) return complain(fmt::format("no incident {} in {}", options.id, options.from));
  if (ids->size() > 1) {
    auto text = fmt::format("{} may be any of", options.id);
    for (std::size_t i = 0; i < ids->size(); ++i) text += i < kNamesShown ? " " + (*ids)[i].hex() : " …";
    return complain(text);
  }
  const auto found = source.find(ids->front());
  if (!found) return complain(found.error());
  if (!*found)
    return complain(fmt::format("incident {} was retracted, or dropped after its retention", ids->front().hex()));
  if (!options.json) {
    const IncidentPage page(options.width, options.colour);
    if ((*found)->update.incident != ids->front())
      fmt::print("{}", page.note(ids->front().hex() + " was merged into this one:"));
    fmt::print("{}", page.whole(**found));
    return ExitCode::kDone;
  }
  if ((*found)->changes.empty()) print_record((*found)->update);
  for (const auto& event : (*found)->events) print_record(event);
  for (const auto& change : (*found)->changes) print_record(change);
  return ExitCode::kDone;
}

}  // namespace

ExitCode incidents(const IncidentsOptions& options) {
  const auto source = open_incidents(options.from, options.retention);
  if (!source) return complain(source.error());
  return options.id.empty() ? print_list(**source, options) : print_one(**source, options);
}

std::size_t width_of_output() {
  constexpr std::size_t kDefault = 100;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");  // NOLINT(concurrency-mt-unsafe): no other thread
  std::size_t width = 0;
  const std::string_view text = columns == nullptr ? "" : columns;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), width);
  return read.ec == std::errc{} && width > 0 ? width : kDefault;
}

}  // namespace tidings::daemon
