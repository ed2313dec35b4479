#include "daemon/incident_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "pipeline/correlate/days.h"
#include "pipeline/record/names.h"

namespace tidings::daemon {
namespace {

using record::Result;

record::Error bad(std::string detail) { return {record::Fault::kBadInput, kBadParameter, std::move(detail)}; }

std::string with_letters(std::string_view text, char first, char last, int step) {
  std::string result(text);
  for (auto& c : result) {
    if (c >= first && c <= last) c = static_cast<char>(c + step);
  }
  return result;
}

// A word of a bounded set, in capitals or small letters.
template <typename Enum>
Result<void> set_word(std::optional<Enum>& field, const Parameter& parameter) {
  const auto& text = parameter.value;
  field = record::value_of<Enum>(with_letters(text, 'a', 'z', 'A' - 'a'));
  if (!field) field = record::value_of<Enum>(with_letters(text, 'A', 'Z', 'a' - 'A'));
  if (field || text.empty()) return {};
  return bad(fmt::format("{}: {} is none of {}", parameter.name, text, fmt::join(record::kNamesOf<Enum>, ", ")));
}

// A year, a month, a day, or a day with a clock time; with or without a zone.
bool is_instant(std::string_view text) {
  if (text.find_first_not_of("0123456789-:.TZ+") != text.npos) return false;
  const auto day = text.substr(0, 10);
  if (text.size() <= 10) return (day.size() == 4 || day.size() == 7 || day.size() == 10) && correlate::days_of(day);
  const bool has_clock = text.size() >= 16 && text[10] == 'T' && text[13] == ':';
  return has_clock && correlate::instant_of(text) && text.substr(11, 2) < "24" && text.substr(14, 2) < "60";
}

Result<void> set_limit(std::size_t& limit, const std::string& text) {
  const auto* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, limit);
  if (failed == std::errc{} && stop == end && limit >= 1 && limit <= IncidentQuery::kLimitMax) return {};
  return bad(fmt::format("limit: a number from 1 to {}", IncidentQuery::kLimitMax));
}

Result<void> set(IncidentQuery& query, const Parameter& parameter) {
  if (parameter.name == "from") return query.from = parameter.value, Result<void>();
  if (parameter.name == "limit") return set_limit(query.limit, parameter.value);
  return daemon::set(query.filter, parameter);
}

}  // namespace

Result<void> set(correlate::Filter& filter, const Parameter& parameter) {
  const auto& [name, value] = parameter;
  if (name == "type") return set_word(filter.type, parameter);
  if (name == "status") return set_word(filter.status, parameter);
  if (name == "since" && !value.empty() && !is_instant(value)) {
    return bad("since: no date such as 2022-01, 2022-01-21 or 2022-01-21T10:00Z: " + value);
  }
  auto* const field = name == "side"    ? &filter.side
                      : name == "place" ? &filter.place
                      : name == "since" ? &filter.since
                                        : nullptr;
  if (field == nullptr) return bad("no such parameter: " + name);
  *field = value;
  return {};
}

Result<IncidentQuery> incident_query_of(const std::vector<Parameter>& parameters) {
  IncidentQuery query;
  for (const auto& parameter : parameters) {
    if (auto done = set(query, parameter); !done) return done.error();
  }
  return query;
}

}  // namespace tidings::daemon
