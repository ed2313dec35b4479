#pragma once

#include <cstdint>
#include <span>

#include "pipeline/record/event.h"

// Which types one happening can wear in two articles, and where the index keeps them.
namespace tidings::correlate {

using Types = std::uint16_t;  // a bit for each EventType

[[nodiscard]] constexpr Types bit_of(record::EventType type) {
  return static_cast<Types>(1U << static_cast<unsigned>(type));
}

// The type itself and those that the same happening may be coded as elsewhere.
[[nodiscard]] Types kin_of(record::EventType type);

// The index is parted by these, so that an event need not look through all that its sides do on a day.
enum class Group : std::uint8_t { kTalks, kCooperation, kWords, kProtest, kForce };

[[nodiscard]] Group group_of(record::EventType type);

// Whether the group has any of these types.
[[nodiscard]] bool holds_any(Group group, Types types);

// Whether both sides do the same to each other, so that who is told of first means nothing.
[[nodiscard]] bool is_mutual(record::EventType type);

}  // namespace tidings::correlate
