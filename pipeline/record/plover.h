#pragma once

#include <span>
#include <string_view>

#include "pipeline/record/event.h"

// The ontology in which events are coded: names and scores of PLOVER (openeventdata/PLOVER, CC BY-SA 4.0).
namespace tidings::record::plover {

struct Mode {
  EventType type;
  std::string_view name;
  double score;  // -10 to 10; that of the type where PLOVER gives none
};

[[nodiscard]] std::span<const Mode> modes();
[[nodiscard]] std::span<const std::string_view> contexts();

// Null where the type has no such mode.
[[nodiscard]] const Mode* find_mode(EventType type, std::string_view name);

// Of the mode, or of the type where the mode is empty or not one of its own.
[[nodiscard]] double score_of(EventType type, std::string_view mode);

}  // namespace tidings::record::plover
