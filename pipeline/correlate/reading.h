#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/correlate/options.h"
#include "pipeline/record/event.h"
#include "pipeline/record/result.h"
#include "pipeline/store/store.h"

// The committed incidents, for who asks. Any thread: each call reads one snapshot. Errors are those of take().
namespace tidings::correlate {

// Empty: any. Letters from A to Z in capitals or small ones; of a name some whole words will do: "lavrov".
struct Filter {
  std::string side = {};   // a code or a name among actors and recipients
  std::string place = {};  // a place's name or country
  std::string since = {};  // ISO 8601: told of then or later
  std::optional<record::EventType> type = {};
  std::optional<record::Status> status = {};
};

[[nodiscard]] bool passes(const record::Update& update, const Filter& filter);

struct Page {
  std::vector<record::Update> incidents;  // each as its last update said, what was opened last first
  std::string next;                       // where the next page begins; empty: there is none
};

// `from`: empty, or `next` of the page before; kBadInput (bad_cursor) where it is neither. A page ends early where much
// was looked at for little: it may be empty and not the last.
[[nodiscard]] record::Result<Page> list(const store::Snapshot& snapshot, const Filter& filter, std::string_view from,
                                        std::size_t incidents_max, std::chrono::days retention = Options{}.retention);

struct Detail {
  record::Update update;
  std::vector<record::Event> events;  // those that are kept, by publication; of each the best evidence
};

// Nothing: there is none, or it was dropped. An incident that was merged is the one that it was merged into.
[[nodiscard]] record::Result<std::optional<Detail>> find(const store::Snapshot& snapshot, const record::Id& id,
                                                         std::chrono::days retention = Options{}.retention);

// Ids of which the hex digits begin so, in their order, at most so many; also of what was merged or is past its
// retention. `digits`: 32 of 0 to 9 and a to f at most.
[[nodiscard]] record::Result<std::vector<record::Id>> named(const store::Snapshot& snapshot, std::string_view digits,
                                                            std::size_t most);

}  // namespace tidings::correlate
