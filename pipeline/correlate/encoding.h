#pragma once

#include <string>
#include <string_view>

#include "pipeline/correlate/incident.h"
#include "pipeline/record/result.h"

// Incidents as bytes: a version, then numbers in as few bytes as they need (LEB128) and texts behind their lengths.
namespace tidings::correlate {

inline constexpr std::uint8_t kEncodingVersion = 1;

void append(std::string& out, const Incident& incident);

// Any bytes may come. kFatal: kCorrupt where they are not what append() writes, kNewer where a later tidings wrote
// them.
[[nodiscard]] record::Result<Incident> read_incident(std::string_view bytes);

// What is written first, without the rest: days of the input.
struct Life {
  std::int32_t last_mention = 0;
  std::int32_t opened = 0;
};
[[nodiscard]] record::Result<Life> read_life(std::string_view bytes);

// What a reader sees of an update, for its hash.
void append_picture(std::string& out, const record::Update& update);

}  // namespace tidings::correlate
