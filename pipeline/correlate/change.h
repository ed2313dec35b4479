#pragma once

#include <optional>
#include <string>

#include "pipeline/correlate/incident.h"
#include "pipeline/record/event.h"

namespace tidings::correlate {

// What an update says has changed since the last one of its incident; nothing where a reader would see no difference.
// Where several things have, the first of: status, dispute, another independent source, any other field, a copy.
[[nodiscard]] std::optional<record::Change> change_of(const Told& before, const Told& now);

// Of a picture: all of Told but change, reason and cause.
[[nodiscard]] Told told_by(const record::Update& update);

}  // namespace tidings::correlate
