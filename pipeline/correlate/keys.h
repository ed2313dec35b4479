#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/correlate/incident.h"
#include "pipeline/record/id.h"

// Keys of the state. Numbers stand inverted with their highest byte first, so that what was opened last comes first.
//   incident/NUMBER     an incident
//   named/ID            its number
//   index/ENTRY         where an event looks for it: a table of numbers (store/rows.h); see index.h
//   article/ID          what is known of an article, by its id in its source or by its url
//   seen/NUMBER         articles in order, 64 a row, for the day on which they are forgotten; the oldest first
//   correlate/state     the rest: one value
namespace tidings::correlate::key {

inline constexpr std::string_view kIncidents = "incident/";
inline constexpr std::string_view kState = "correlate/state";

void append_number(std::string& key, std::uint64_t number);
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view bytes);  // of exactly 8

[[nodiscard]] std::string incident(Number number);
[[nodiscard]] std::string named(const record::Id& id);
[[nodiscard]] std::string entry(std::uint64_t entry);
[[nodiscard]] std::string article(const record::Id& id);
[[nodiscard]] std::string seen(std::uint64_t number);

}  // namespace tidings::correlate::key
